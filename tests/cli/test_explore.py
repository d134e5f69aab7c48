"""The explore command: where there is no terminal to draw on it converses, and it writes nothing but what is asked for."""

from __future__ import annotations

import json
import os
import select
import time
from pathlib import Path

import pytest

from liberation_cli.chronology.chronology import BUNDLED
from tests.cli.conftest import Ask
from tests.cli.running import run, started_in_terminal


def test_without_a_terminal_the_journey_is_made_line_by_line() -> None:
    done = run("explore", typed="next 2\nfly\nquit\nnext\n")
    assert (done.code, done.err) == (0, "")
    assert done.lines[0].startswith("A chronicle of many dates. 13 events, ")
    assert "“fly” is nothing that can be said here" in done.lines
    assert done.out.count("Read tells all of it.") == 2, "at first and after next; nothing after quit"


def test_plain_asks_nothing_of_the_terminal() -> None:
    done = run("explore", "--plain", "rome", typed="read\n", env={"TERM": "dumb"})
    assert (done.code, done.err) == (0, "")
    assert "\x1b" not in done.out


def test_it_opens_at_an_event_a_day_or_a_search() -> None:
    for start, line in STARTS.items():
        assert line in run("explore", *start.split("|"), "-c", str(BUNDLED)).out, start


STARTS = {
    "rome": "Liberation of Rome, 4–5 June 1944, Rome, Italian front",
    "d-day": "D-Day, 6 June 1944, Normandy, Western Front",
    "--at|1944-06-07": "Wednesday 7 June 1944",
    "8 September 1943": "Wednesday 8 September 1943",
    "massacre": "Event 1 of ",
}


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("utopia",), 1, "no event goes by “utopia”"),
        (("--at", "06/05/1944"), 2, "“06/05/1944” may be 6 May 1944 or 5 June 1944"),
        (("--at", "utopia"), 1, "no event goes by “utopia”"),
        (("--at", "1999"), 1, "nothing is told of 1999"),
        (("1999",), 1, "nothing is told of 1999"),
        (("-c", "no-such-file.json"), 2, "no-such-file.json: there is no such file"),
    ],
)
def test_what_cannot_be_opened_is_told(arguments: tuple[str, ...], code: int, message: str) -> None:
    done = run("explore", *arguments)
    assert (done.code, done.out) == (code, "")
    assert done.err.splitlines()[0] == message


def test_an_empty_chronology_can_be_explored(ask: Ask) -> None:
    ask([], title="Nothing yet")
    done = run("explore", typed="next\nread\nlist\nmeanwhile\nmark\nexport x.json\n")
    assert (done.code, done.err) == (0, "")
    assert "There are no events." in done.lines


def test_the_selection_is_exported_in_the_format_that_the_name_tells_and_never_over_another_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(
        "explore", "-c", str(BUNDLED), typed="search fosse\nexport mine.json\nexport mine.json\nexport no/x.csv\nexport x\n"
    )
    assert "mine.json is there already" in done.lines
    assert "no/x.csv: cannot be written: No such file or directory" in done.lines
    assert "x: no format has files of this name" in done.lines
    document = json.loads((tmp_path / "mine.json").read_text(encoding="utf-8"))
    assert document["events"]
    again = run("check", "mine.json")
    assert again.code == 0, again.out


SHOW_CURSOR = b"\x1b[?25h"


def _read_until(terminal: int, wanted: bytes, seconds: float = 30) -> bytes:
    written, end = b"", time.monotonic() + seconds
    while wanted not in written:
        assert time.monotonic() < end, written[-500:]
        if select.select([terminal], [], [], 1)[0]:
            written += os.read(terminal, 65536)
    return written


def test_in_a_terminal_it_is_drawn_and_leaves_the_terminal_as_it_was() -> None:
    with started_in_terminal("explore", rows=24, columns=80) as (child, terminal):
        written = _read_until(terminal, b"search")
        assert b"\x1b[?1049h" in written, "the other screen"
        os.write(terminal, b"q")
        left = _read_until(terminal, b"\x1b[?1049l")
        if SHOW_CURSOR not in left:
            _read_until(terminal, SHOW_CURSOR)
        assert child.wait(timeout=30) == 0


@pytest.mark.parametrize("option", [(), ("--no-color",)])
def test_without_colour_none_is_sent(option: tuple[str, ...]) -> None:
    env = {} if option else {"NO_COLOR": "1"}
    with started_in_terminal("explore", *option, rows=24, columns=80, env=env) as (child, terminal):
        written = _read_until(terminal, b"search")
        os.write(terminal, b"q")
        _read_until(terminal, b"\x1b[?1049l")
        child.wait(timeout=30)
    assert b"[38;" not in written
    assert b"[48;" not in written
    assert b";38;" not in written


def test_the_end_of_input_ends_the_line_of_the_prompt() -> None:
    with started_in_terminal("explore", "--plain", rows=24, columns=80) as (child, terminal):
        _read_until(terminal, b"> ")
        os.write(terminal, b"\x04")
        assert _read_until(terminal, b"\n").endswith(b"\r\n")
        assert child.wait(timeout=30) == 0
