"""The documents keep to the program: what they quote can be run, what they show is valid, what they point to is there.

``python -m tests.test_docs`` runs every example again and writes its present output beneath it. Where a quotation is cut
short by a line with nothing but an ellipsis, it stays cut: as many lines are quoted before it and after it as before.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import msgspec
import pytest
import typer

from liberation_cli.chronology import event as shapes
from liberation_cli.chronology.checks import FORMAT_CHECKS
from liberation_cli.chronology.chronology import Chronology
from liberation_cli.chronology.editorial import EDITORIAL_CHECKS, KINDS
from liberation_cli.chronology.file import ChronologyFile, Located
from liberation_cli.cli.app import COMMANDS, build_app
from liberation_cli.dates import edtf, period, phrase
from liberation_cli.errors import DateError, Problem

ROOT = Path(__file__).resolve().parents[1]
README, COMMANDS_MD, FORMAT_MD, DATES_MD, EDITING_MD = (
    ROOT / name for name in ("README.md", "docs/commands.md", "docs/format.md", "docs/dates.md", "docs/editing.md")
)
QUOTING = [README, *sorted((ROOT / "docs").glob("*.md"))]
LINKING = [*QUOTING, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"]
_COLUMNS = "100"
_FENCED = re.compile(r"^ *```(?P<language>\w+)\n(?P<body>.*?)^ *```$", re.MULTILINE | re.DOTALL)
_NAMED_FILE = re.compile(
    r"`(?P<name>[\w-]+\.(?:jsonl?|csv))`[^`]*\n```(?:json[lc]?|csv)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL
)
_EXIT_CODE = re.compile(r"#.*\bexits? with (\d+)$")


class Example(NamedTuple):
    """A command line that a document quotes."""

    document: Path
    line: str

    @property
    def exit_code(self) -> int:
        """The code that is stated beside it, or 0."""
        stated = _EXIT_CODE.search(self.line)
        return int(stated[1]) if stated else 0

    def arguments(self) -> list[str]:
        """What the shell would hand to ``liberation``: what stands before a pipe."""
        words = shlex.split(self.line, comments=True)
        assert words[0] == "liberation", self.line
        return words[1 : words.index("|")] if "|" in words else words[1:]


def fenced(document: Path, *languages: str) -> list[str]:
    """The blocks of a document in one of these languages."""
    text = document.read_text(encoding="utf-8")
    return [match["body"] for match in _FENCED.finditer(text) if match["language"] in languages]


def examples() -> Iterator[list[Example]]:
    """What the documents quote, block by block: within one, a line may use what a line above it has written."""
    for document in QUOTING:
        for block in fenced(document, "console", "sh"):
            commands = (line.removeprefix("$ ") for line in block.splitlines())
            if quoted := [Example(document, command) for command in commands if command.startswith("liberation ")]:
                yield quoted


def write_named_files(directory: Path) -> None:
    """Write the chronologies that the documents name and show, for their examples to read."""
    for document in QUOTING:
        for match in _NAMED_FILE.finditer(document.read_text(encoding="utf-8")):
            (directory / match["name"]).write_text(match["body"], encoding="utf-8")


def tables(document: Path, heading: str) -> list[list[str]]:
    """The rows of the tables of a document whose first column has this heading, without the backquotes of code."""
    rows: list[list[str]] = []
    inside = False
    for line in document.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip().strip("`") for cell in line.strip().strip("|").split("|")] if line.startswith("|") else []
        if not cells:
            inside = False
        elif cells[0] == heading:
            inside = True
        elif inside and not set(cells[0]) <= set("-: "):
            rows.append(cells)
    assert rows, f"{document.name} has no table of “{heading}”"
    return rows


def sections(document: Path) -> dict[str, str]:
    """What stands under each heading of the second rank, by the heading."""
    parts = re.split(r"^## (.+)$", document.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip((title.strip("` ") for title in parts[1::2]), parts[2::2], strict=True))


def anchors(document: Path) -> set[str]:
    """The names that the headings of a document can be linked by."""
    text = re.sub(_FENCED, "", document.read_text(encoding="utf-8"))
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.casefold()).strip().replace(" ", "-") for title in titles}


def run(arguments: list[str], directory: Path, cache: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "COLUMNS": _COLUMNS, "XDG_CACHE_HOME": str(cache or directory), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "liberation_cli", *arguments]
    return subprocess.run(
        command, cwd=directory, env=environment, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", check=False
    )


@pytest.fixture(scope="module")
def example_directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("examples")
    write_named_files(directory)
    return directory


@pytest.mark.parametrize("block", list(examples()), ids=lambda block: f"{block[0].document.stem}: {block[0].line}"[:100])
def test_every_example_in_the_documents_runs(block: list[Example], tmp_path: Path, example_directory: Path) -> None:
    write_named_files(tmp_path)
    for example in block:
        done = run(example.arguments(), tmp_path, cache=example_directory)
        assert done.returncode == example.exit_code, f"{example.line}: {done.stderr}"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_a_section_and_is_in_the_readme(command: str) -> None:
    section = sections(COMMANDS_MD).get(command, "")
    assert f"$ liberation {command}" in section, "docs/commands.md has no section on it with an example"
    assert f"$ liberation {command}" in README.read_text(encoding="utf-8"), "README.md has no example of it"


def test_every_option_is_explained() -> None:
    program = typer.main.get_command(build_app([]))
    commands = [program, *getattr(program, "commands", {}).values()]
    options = {name for command in commands for parameter in command.params for name in parameter.opts if name[:2] == "--"}
    text = COMMANDS_MD.read_text(encoding="utf-8")
    assert not [option for option in sorted(options) if f"`{option}" not in text]


@pytest.mark.parametrize("document", [README, COMMANDS_MD], ids=lambda document: document.name)
def test_the_comparison_quoted_is_the_program_s(document: Path, example_directory: Path) -> None:
    answer = run(["compare", "rome", "d-day"], example_directory).stdout.splitlines()[0]
    assert f"$ liberation compare rome d-day\n{answer}\n" in document.read_text(encoding="utf-8")


def test_every_chronology_in_the_documents_is_valid(tmp_path: Path) -> None:
    shown = [(block, ".json") for document in (README, FORMAT_MD, EDITING_MD) for block in fenced(document, "json")]
    shown += [(block, ".jsonl") for block in fenced(FORMAT_MD, "jsonl")]
    assert len(shown) > 4
    for number, (block, suffix) in enumerate(shown):
        path = tmp_path / f"{number}{suffix}"
        path.write_text(block, encoding="utf-8")
        if suffix == ".json" and '"events"' not in block:
            assert not problems_of_event(block.encode(), tmp_path), block
        else:
            with Chronology(path) as chronology:
                assert len(chronology) > 0


def problems_of_event(block: bytes, directory: Path) -> list[Problem]:
    """What is wrong with one event, whatever the chronology that it stands in."""
    empty = directory / "empty.json"
    empty.write_text('{"events": []}', encoding="utf-8")
    problems: list[Problem] = []
    ChronologyFile(empty).decode(Located(block, 1), problems)
    return problems


@pytest.mark.parametrize(
    "record",
    [shapes.Header, shapes.Event, shapes.Track, shapes.Source, shapes.Place, shapes.Dating, shapes.Figure, shapes.Link],
    ids=lambda record: str(record.__name__),
)
def test_every_field_of_the_format_is_explained(record: type[msgspec.Struct]) -> None:
    text = FORMAT_MD.read_text(encoding="utf-8")
    assert not [field.encode_name for field in msgspec.structs.fields(record) if f"| `{field.encode_name}`" not in text]


def test_the_notations_mean_what_the_table_says() -> None:
    for notation, words, *_ in tables(DATES_MD, "EDTF"):
        assert phrase.when(edtf.parse(notation)) == words, notation


def test_what_may_be_typed_is_understood_as_the_table_says() -> None:
    for typed, words, *_ in tables(DATES_MD, "typed"):
        assert period.parse(typed).phrase == words, typed


def test_what_is_refused_is_refused_in_these_words() -> None:
    for typed, reply, *_ in tables(DATES_MD, "refused at the prompt"):
        with pytest.raises(DateError) as refused:
            period.parse(typed)
        assert f"{refused.value.message}; {refused.value.hint}".startswith(reply)
    for written, reply, *_ in tables(DATES_MD, "refused in a file"):
        with pytest.raises(DateError) as refused:
            edtf.parse(written)
        assert f"{refused.value.message}; {refused.value.hint}".startswith(reply)


def test_the_kinds_and_tracks_of_the_chronology_are_those_of_its_rules() -> None:
    with Chronology() as chronology:
        assert [row[0] for row in tables(EDITING_MD, "track")] == chronology.tracks
    assert dict(tables(EDITING_MD, "kind")) == KINDS


def test_every_check_is_explained() -> None:
    asked = FORMAT_CHECKS | {name: check.asks for name, check in EDITORIAL_CHECKS.items()}
    assert dict(tables(COMMANDS_MD, "check")) == asked


@pytest.mark.parametrize("document", LINKING, ids=lambda document: document.name)
def test_links_lead_somewhere(document: Path) -> None:
    text = re.sub(_FENCED, "", document.read_text(encoding="utf-8"))
    links = re.findall(r"\]\(([^)\s]+)\)|(?:src|srcset)=\"([^\"]+)\"", text)
    for target in (written or drawn for written, drawn in links):
        if target.startswith("https://"):
            continue
        name, _, anchor = target.partition("#")
        path = (document.parent / name).resolve() if name else document
        assert path.exists(), f"{target} is not there"
        assert not anchor or anchor in anchors(path), f"{target} is no heading"


def requote(document: Path, directory: Path) -> None:
    """Write the present output of every example beneath it."""

    def block(match: re.Match[str]) -> str:
        if match["language"] != "console":
            return match[0]
        quoted = re.split(r"^(\$ .+)$", match["body"], flags=re.MULTILINE)
        pairs = zip(quoted[1::2], quoted[2::2], strict=True)
        answers = (f"{line}\n{shortened(present_output(line, directory) or old, old)}" for line, old in pairs)
        return "```console\n" + "\n\n".join(answer.rstrip("\n") for answer in answers) + "\n```"

    text = document.read_text(encoding="utf-8")
    document.write_text(_FENCED.sub(block, text), encoding="utf-8")


def recounted(text: str) -> str:
    """The text with what it says of the size of the bundled chronology counted anew."""
    with Chronology() as chronology:
        events = list(chronology.events())
        figures = {
            r"chronology has [\d,]+ events": f"chronology has {len(events):,} events",
            r"and [\d,]+ sources": f"and {chronology.source_count:,} sources",
            r"in [\d,]+ events\nsources give different days": f"in {sum(bool(e.datings) for e in events):,} events\n"
            "sources give different days",
            r"in [\d,]+ they give figures": f"in {sum(bool(e.figures) for e in events):,} they give figures",
        }
    for pattern, counted in figures.items():
        text, found = re.subn(pattern, counted, text)
        assert found == 1, pattern
    return text


def test_the_size_of_the_chronology_is_counted() -> None:
    text = README.read_text(encoding="utf-8")
    assert recounted(text) == text


def present_output(line: str, directory: Path) -> str:
    """What a quoted line writes; nothing if it cannot be run here."""
    words = shlex.split(line.removeprefix("$ "), comments=True)
    if words[0] != "liberation":
        return ""
    arguments = words[1 : words.index("|")] if "|" in words else words[1:]
    done = run(arguments, directory)
    if "|" not in words:
        return done.stdout + done.stderr
    through = shlex.split(line[line.index(" | ") + 3 :], comments=True)
    if shutil.which(through[0]) is None:
        return ""
    return subprocess.run(through, input=done.stdout, capture_output=True, encoding="utf-8", check=True).stdout


def shortened(output: str, old: str) -> str:
    """Cut an output short where the old quotation was."""
    lines, quoted = output.strip("\n").split("\n"), old.strip("\n").split("\n")
    cut = next((number for number, line in enumerate(quoted) if line.strip() == "…"), None)
    if cut is not None and len(lines) > len(quoted):
        after = len(quoted) - cut - 1
        lines = [*lines[:cut], quoted[cut], *lines[len(lines) - after :]]
    return "\n".join(line.rstrip() for line in lines)


if __name__ == "__main__":
    README.write_text(recounted(README.read_text(encoding="utf-8")), encoding="utf-8")
    with TemporaryDirectory() as name:
        write_named_files(Path(name))
        for quoting in QUOTING:
            requote(quoting, Path(name))
