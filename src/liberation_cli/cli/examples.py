"""The help of each command: what it does, then examples that can be typed as they stand, then the rest."""

from collections.abc import Callable, Mapping
from inspect import getdoc

OF_PROGRAM = (
    "liberation compare rome d-day",
    "liberation show cassino",
    "liberation between 1943-07 1944-06",
    "liberation list --track rome",
)

OF_COMMAND: Mapping[str, tuple[str, ...]] = {
    "list": (
        "liberation list",
        'liberation list --during "May 1944" --track italy',
        "liberation list --kind massacre --sort place",
    ),
    "between": (
        "liberation between 1943-07 1944-06",
        "liberation between anzio rome",
        'liberation between "late May 1944" --kind battle',
    ),
    "on": ("liberation on 1944-06-04", 'liberation on "4 June"', "liberation on 09-08"),
    "timeline": (
        'liberation timeline --during "May 1944..June 1944"',
        "liberation timeline cassino",
        "liberation timeline --track rome",
    ),
    "meanwhile": ("liberation meanwhile rome", 'liberation meanwhile "6 June 1944"'),
    "explore": ("liberation explore", "liberation explore rome", "liberation explore --at 1944-06-04 --plain"),
    "show": ("liberation show cassino", 'liberation show "fall of rome"', "liberation show d-day --json"),
    "compare": ("liberation compare rome d-day", "liberation compare anzio cassino rome"),
    "search": (
        "liberation search partisans",
        'liberation search "fifth army" NOT anzio',
        "liberation search ambush* OR massacre",
    ),
    "new": ("liberation new family.json", "liberation new family.jsonl"),
    "format": ("liberation format mine.json", "liberation format mine.json --check"),
    "diff": ("liberation diff mine.json", "liberation diff mine.json bundled --json"),
    "check": ("liberation check", "liberation check mine.json", "liberation check sources places"),
    "export": (
        "liberation export --to csv --track rome",
        "liberation export --during 1944 -o 1944.ics",
        "liberation export --part-of cassino -o cassino.md",
    ),
    "import": (
        "liberation import letters.csv -o letters.json",
        'liberation import table.tsv --day-first --column "Was geschah=title"',
    ),
    "cache": ("liberation cache", "liberation cache --clear"),
    "sources": ("liberation sources", "liberation sources fosse-ardeatine"),
}


def help_of(command: Callable[..., None], examples: tuple[str, ...]) -> str:
    """Return a command's help, in the markup that Typer reads: its docstring with the examples after the first line."""
    summary, _, rest = (getdoc(command) or "").partition("\n\n")
    lines = "\n".join(f"  [bold]{example}[/bold]" for example in examples)
    paragraphs = "\n\n".join(" ".join(paragraph.split()) for paragraph in rest.split("\n\n"))
    return f"{summary}\n\n\b\n{lines}\n\n{paragraphs}"
