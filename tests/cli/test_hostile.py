"""Text from outside is data: neither Rich nor the terminal obeys it."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from tests.cli.conftest import Ask
from tests.cli.running import run, unstyled
from tests.views.chronicle import MARKUP_TITLE

HOSTILE = {
    "an escape that would colour": "\x1b[31mred",
    "an escape that would rename the window": "\x1b]0;mine\x07",
    "a bell": "be\x07ll",
    "a backspace": "x\b\by",
    "a carriage return that would overwrite the line": "good\rbad",
    "a line end": "one\ntwo",
    "a C1 control": "\x9b31m",
    "text that would run right to left": "\u202egnp.exe",
    "an isolate": "\u2066x\u2069",
    "a mark of direction": "\u200f\u061c",
    "a line separator": "a\u2028b",
    "a NUL that no shell can pass, but a program might": "a\x01b",
}
OBEYED = {chr(code) for code in (*range(32), *range(0x7F, 0xA0), 0x61C, *range(0x200E, 0x2010), *range(0x2028, 0x202F))} | {
    chr(code) for code in range(0x2066, 0x206A)
}

PLACES = [
    "show {}",
    "compare rome {}",
    "list --during {}",
    "list --during 1{}",
    "list --from 9{}",
    "between 1944 4{}",
    "between {}",
    "between rome {}",
    "on {}",
    "on 4{}",
    "meanwhile {}",
    "timeline {}",
    "sources {}",
    "search {}zebra",
    "search NOT {}",
    "list --track {}",
    "list --kind {}",
    "list --part-of {}",
    "list --place {}",
    "list --sort {}",
    "list --limit {}",
    "list {}",
    "list --{}",
    "{}",
    "-c {} list",
    "list -c /tmp/{}",
    "list -c {}",
    "--json -c {}",
]


def obeyed(text: str, *, ours: str = "\n") -> set[str]:
    """The characters in a text that a terminal would obey, but for line ends."""
    return {character for character in text if character in OBEYED} - set(ours)


@pytest.mark.parametrize("form", ["", "--json", "--plain"])
@pytest.mark.parametrize("place", PLACES)
def test_nothing_that_was_typed_reaches_the_terminal_raw(place: str, form: str) -> None:
    for remark, text in HOSTILE.items():
        arguments = [part.replace("{}", text) for part in place.split()]
        done = run(
            *arguments, *([form] if form else []), columns=200, env={"LIBERATION_CHRONOLOGY": None} if "-c" in place else {}
        )
        assert "Traceback" not in done.err, remark
        assert not obeyed(done.err), remark
        assert not obeyed(done.out), remark


@pytest.mark.parametrize("remark", ["an escape that would colour", "text that would run right to left"])
def test_a_file_with_a_hostile_name_is_named_harmlessly(remark: str, tmp_path: Path) -> None:
    path = tmp_path / f"{HOSTILE[remark]}.json"
    path.write_text('{"events": [{"id": "one", "title": "One", "date": "1944", "summary": "s"}]}', encoding="utf-8")
    for command in ("", "list", "show none", "--plain", "show one"):
        done = run(*command.split(), "-c", str(path))
        assert not obeyed(done.out + done.err, ours="\n\t"), command


def test_what_is_wrong_in_a_hostile_file_is_told_harmlessly(ask: Ask) -> None:
    for text in HOSTILE.values():
        ask([{"id": text, "title": text, "date": text, "summary": text, text: text, "part_of": text, "track": text}])
        done = run("list")
        assert (done.code, done.out) == (2, "")
        assert not obeyed(done.err)


def test_a_chronology_with_a_control_character_in_it_is_refused(ask: Ask) -> None:
    ask([{"id": "one", "title": "One \x1b[31m", "date": "1944", "summary": "s"}])
    assert run("list").code == 2


COMMANDS = [
    "list",
    "timeline",
    "show raid-on-forli",
    "meanwhile raid-on-forli",
    "compare raid-on-forli rome",
    "search depot",
    "on 1944-03-17",
    "list --plain",
    "show raid-on-forli --json",
]


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("terminal", [False, True])
def test_markup_in_a_text_is_shown_as_it_stands(command: str, terminal: bool) -> None:
    done = run(*command.split(), columns=200, terminal=terminal)
    assert done.code == 0
    assert MARKUP_TITLE in unstyled(done.out)


def test_markup_in_an_error_is_shown_as_it_stands() -> None:
    assert "“[bold]x[/bold]”" in run("show", "[bold]x[/bold]").err
    assert "“[/nothing]”" in run("list", "--track", "[/nothing]").err
    assert "[/red]" in run("[/red]").err


def test_markup_in_prose_tracks_sources_and_the_title_is_shown_as_it_stands(ask: Ask) -> None:
    ask(
        [
            {
                "id": "one",
                "title": "[/]",
                "date": "1944",
                "track": "t",
                "summary": "[link=x]y[/link] :smile:",
                "sources": [{"source": "b", "at": "[red]"}],
            }
        ],
        title="[blink]T",
        description="[/blink] :smile:",
        tracks=[{"id": "t", "title": "[reverse]Lane"}],
        sources=[{"id": "b", "title": "[italic]Book", "author": "[/]"}],
    )
    told = {
        "": ["[blink]T", "[/blink] :smile:", "[reverse]Lane"],
        "list": ["[/]"],
        "timeline": ["[reverse]Lane", "[/]"],
        "show one": ["[/]", "[link=x]y[/link] :smile:", "[/], [italic]Book, [red]"],
        "sources": ["[italic]Book"],
        "meanwhile one": ["[reverse]Lane"],
    }
    for command, texts in told.items():
        for terminal in (False, True):
            done = run(*command.split(), columns=120, terminal=terminal, env={"TERM": "xterm"})
            for text in texts:
                assert text in unstyled(done.out), command


def test_an_address_that_is_not_of_the_web_is_not_made_a_link(ask: Ask) -> None:
    ask(
        [{"id": "one", "title": "One", "date": "1944", "summary": "s", "sources": [{"source": "b"}]}],
        sources=[{"id": "b", "title": "Book", "url": "file:///etc/passwd"}],
    )
    assert "\x1b]8" not in run("sources", terminal=True).out
    assert "\x1b]8" not in run("show", "one", terminal=True).out


def test_a_suggested_command_can_be_typed_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "a file of 'mine' $HOME.json"
    path.write_text('{"events": [{"id": "one", "title": "One", "date": "1944", "summary": "s"}]}', encoding="utf-8")
    lines = run("-c", str(path), columns=300, env={"LIBERATION_CHRONOLOGY": None}).lines
    commands = [line.strip().partition("  ")[0] for line in lines if line.strip().startswith("liberation ")]
    assert commands
    for command in commands:
        assert run(*shlex.split(command)[1:]).code == 0, command
