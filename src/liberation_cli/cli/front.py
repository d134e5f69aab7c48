"""The front page: what ``liberation`` alone answers."""

import shlex

from liberation_cli.chronology.chronology import BUNDLED, Chronology
from liberation_cli.chronology.selection import Selection
from liberation_cli.cli.opening import opened
from liberation_cli.cli.options import Output
from liberation_cli.cli.screen import Screen
from liberation_cli.dates.when import iso
from liberation_cli.errors import harmless

_EXAMPLES = (
    ("liberation compare rome d-day", "how two events lie in time"),
    ("liberation show cassino", "one event whole, with its sources"),
    ("liberation between 1943-07 1944-06", "what lay between two dates"),
    ('liberation timeline --during "May 1944..June 1944"', "the same, drawn to scale"),
    ("liberation meanwhile d-day", "one moment on every front"),
)


def front_page(output: Output) -> None:
    """Show the front page."""
    import msgspec  # noqa: PLC0415

    from liberation_cli.views import front_page as view  # noqa: PLC0415

    with opened(output) as chronology:
        screen = Screen(output)
        span = chronology.span
        days = (iso(span.first), iso(span.last)) if span else (None, None)
        if output.json:
            facts = {"title": chronology.title, "events": len(chronology), "first": days[0], "last": days[1]}
            screen.write_json(msgspec.json.encode(facts))
        elif output.plain:
            screen.write_plain([(chronology.title, len(chronology), days[0] or "", days[1] or "")])
        else:
            examples = _EXAMPLES if chronology.path == BUNDLED else _examples_from(chronology)
            size = view.Size(len(chronology), chronology.source_count, span)
            screen.show(view.front_page(screen.page(chronology), size, chronology.histogram, examples))


def _examples_from(chronology: Chronology) -> list[tuple[str, str]]:
    """Examples that work on a chronology of one's own."""
    ids = [entry.id for entry in chronology.select(Selection(limit=2))]
    option = f"-c {harmless(shlex.quote(str(chronology.path)))}"
    examples = [(f"liberation list {option}", "all its events"), (f"liberation timeline {option}", "drawn to scale")]
    if ids:
        examples.append((f"liberation show {ids[0]} {option}", "one event whole"))
        examples.append((f"liberation meanwhile {ids[0]} {option}", "the same moment on every track"))
    if len(ids) > 1:
        examples.append((f"liberation compare {ids[0]} {ids[1]} {option}", "how two events lie in time"))
    return examples
