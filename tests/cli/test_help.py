"""Help: every command has it, its examples can be typed as they stand, and nothing is forgotten in it."""

from __future__ import annotations

import shlex
import sys
from itertools import pairwise
from pathlib import Path

import pytest
import typer
from typer.main import get_command

from liberation_cli import __version__
from liberation_cli.chronology.chronology import BUNDLED
from liberation_cli.cli import examples
from liberation_cli.cli.app import COMMANDS, build_app
from tests.cli.running import process, run

NAMES = sorted(COMMANDS)
WRITING = {"new", "format", "export", "import"}
README = Path(__file__).parents[2] / "README.md"


def assembled(arguments: list[str]) -> list[str]:
    return [command.name or "" for command in build_app(arguments).registered_commands]


def test_all_commands_are_assembled_where_none_is_named() -> None:
    assert sorted(assembled(["--help"])) == NAMES
    assert sorted(assembled(["lst"])) == NAMES
    assert sorted(assembled(["-c", "file", "list"])) == NAMES


def test_the_front_page_needs_none_of_them() -> None:
    assert assembled([]) == []


@pytest.mark.parametrize("name", NAMES)
def test_only_the_command_that_is_asked_is_assembled(name: str) -> None:
    assert assembled([name, "--help"]) == [name]


@pytest.mark.parametrize("name", NAMES)
def test_a_command_has_a_summary_in_a_sentence(name: str) -> None:
    command = get_command(build_app(["--help"])).commands[name]  # type: ignore[attr-defined]
    summary = command.help.partition("\n")[0]
    assert summary.endswith(".")
    assert summary[0].isupper()
    assert len(summary) <= 80


@pytest.mark.parametrize("name", NAMES)
def test_a_command_has_examples_of_itself(name: str) -> None:
    assert examples.OF_COMMAND[name]
    for example in examples.OF_COMMAND[name]:
        assert example.startswith(f"liberation {name}")


def test_no_example_is_of_a_command_that_is_not_there() -> None:
    assert sorted(examples.OF_COMMAND) == NAMES


ALL_EXAMPLES = [*examples.OF_PROGRAM, *(example for of_one in examples.OF_COMMAND.values() for example in of_one)]


@pytest.mark.usefixtures("bundled")
@pytest.mark.parametrize("example", ALL_EXAMPLES)
def test_an_example_answers_as_it_stands(example: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.json").write_bytes(BUNDLED.read_bytes())  # the reader's own, in examples
    (tmp_path / "letters.csv").write_text("Title,Date\nCalled up,March 1940\n")
    (tmp_path / "table.tsv").write_text("Was geschah\tDate\nEinberufen\t5/3/1940\n")
    arguments = shlex.split(example)[1:]
    done = run(*arguments)
    assert done.code == 0, done.err
    # What goes to and fro between files is told of on standard error; an answer is all there is.
    assert done.err if arguments[0] in WRITING else done.out and not done.err


@pytest.mark.usefixtures("bundled")
def test_what_the_front_page_suggests_answers_as_it_stands() -> None:
    lines = [line.strip() for line in run(columns=120).lines]
    suggested = [line.partition("  ")[0] for line in lines if line.startswith("liberation ")]
    assert len(suggested) == 5
    for command in suggested:
        assert run(*shlex.split(command)[1:]).code == 0, command


@pytest.mark.parametrize("name", NAMES)
def test_the_readme_names_every_command(name: str) -> None:
    assert f"liberation {name}" in README.read_text(encoding="utf-8")


@pytest.mark.parametrize("option", ["-h", "--help"])
@pytest.mark.parametrize("name", ["", *NAMES])
def test_help_is_an_answer(name: str, option: str) -> None:
    done = run(*name.split(), option)
    assert (done.code, done.err) == (0, "")
    assert f"Usage: liberation {name}".strip() in done.out


def test_the_program_s_help_names_every_command_with_its_summary() -> None:
    out = run("--help", columns=120).out
    for name in NAMES:
        assert any(line.strip("│ ").startswith(f"{name} ") for line in out.splitlines()), name


@pytest.mark.parametrize("name", NAMES)
def test_a_command_s_help_shows_its_examples_as_they_are_typed(name: str) -> None:
    out = run(name, "--help", columns=120).out
    for example in examples.OF_COMMAND[name]:
        assert any(line.strip() == example for line in out.splitlines()), example


@pytest.mark.parametrize("name", NAMES)
def test_the_prose_of_help_is_not_broken_in_the_middle_of_a_line(name: str) -> None:
    """A line of prose that is followed by another is full: the next word would not have fitted."""
    lines = [line.strip() for line in run(name, "--help", columns=100).lines]
    first_box = next(number for number, line in enumerate(lines) if line.startswith(("╭", "+", "┌")))
    prose = lines[:first_box]
    for line, following in pairwise(prose):
        if line and following and not line.startswith("liberation") and not following.startswith("liberation"):
            assert len(line) + 1 + len(following.split()[0]) > 96, line


@pytest.mark.parametrize("width", [40, 80, 120])
def test_help_is_no_wider_than_the_window(width: int) -> None:
    for name in ("", *NAMES):
        for line in run(*name.split(), "--help", columns=width).lines:
            assert len(line.rstrip()) <= width, f"{name}: {line}"


@pytest.mark.parametrize("name", ["", *NAMES])
def test_help_on_an_ascii_output_is_ascii(name: str) -> None:
    done = process(*name.split(), "--help", env={"PYTHONIOENCODING": "ascii", "COLUMNS": "80"})
    assert (done.code, done.err) == (0, "")
    assert done.out.isascii()
    assert "?" not in done.out


def test_help_needs_no_chronology() -> None:
    for name in ("", *NAMES):
        assert run(*name.split(), "--help", env={"LIBERATION_CHRONOLOGY": "/no/such/file"}).code == 0


def test_the_version_is_told() -> None:
    assert run("--version").out == f"liberation {__version__}\n"
    assert run("--version", env={"LIBERATION_CHRONOLOGY": "/no/such/file"}).code == 0


NEAREST = [("lst", "list"), ("timelin", "timeline"), ("comapre", "compare"), ("serach", "search"), ("source", "sources")]


@pytest.mark.parametrize(("typed", "nearest"), NEAREST)
def test_an_unknown_command_is_told_the_nearest(typed: str, nearest: str) -> None:
    done = run(typed)
    assert (done.code, done.out) == (2, "")
    assert f"'{nearest}'" in done.err


def test_an_unknown_command_after_options_is_told_the_nearest() -> None:
    assert "'list'" in run("--plain", "lst").err


def test_the_command_line_assembles_itself_from_what_was_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []
    app = sys.modules["liberation_cli.cli.app"]

    def build(arguments: list[str]) -> typer.Typer:
        asked.append(list(arguments))
        return build_app(arguments)

    monkeypatch.setattr(app, "build_app", build)
    run("show", "rome")
    assert asked == [["show", "rome"]]
