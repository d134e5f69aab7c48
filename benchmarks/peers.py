"""Measure ``liberation`` beside other programs that are asked the same: ``python benchmarks/peers.py``. See README.md.

sqlite-utils (a database of the events, with full-text search), khal (a calendar of them) and jq (the file as it is) take turns
with it. None of them does all that ``liberation`` does, and each does what it is not made for. One that is not installed is
left out.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import msgspec
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import generate
from benchmarks.measure import Command, CommandFailedError, Environment, Measured, alternately, once
from benchmarks.questions import LEAST_EVENTS, Landmarks, landmarks
from benchmarks.run import directory_for, liberation
from liberation_cli.chronology.event import Event
from liberation_cli.dates.when import OPEN_FUTURE, OPEN_PAST

_SEARCHED = ("title", "aliases", "place", "people", "summary", "account", "datings", "figures")
"""The columns that sqlite-utils is told to index: those whose words ``liberation`` looks through."""
_QUESTIONS = ("days", "rare word", "common word")


@dataclass(frozen=True)
class Peer:
    """A program: what it is made ready with, one command after the other, and how it is asked each question."""

    name: str
    program: str
    prepare: list[Command]
    questions: dict[str, Command]
    environment: Environment
    litter: list[Path]
    """What it has to make anew for its preparing to be measured again."""
    remark: str = ""


@dataclass
class Told:
    """What was measured of a peer: seconds to prepare it, each time; its greatest memory; and its answers."""

    prepared: list[float] = field(default_factory=list)
    peak: int = 0
    answers: dict[str, Measured] = field(default_factory=dict)


def main() -> int:
    """Run the program."""
    arguments = _arguments()
    console = Console(width=max(Console().width, 100), highlight=False)
    with directory_for(arguments.directory) as directory:
        for events in arguments.events:
            peers, absent = _installed(_peers(directory, events, arguments.khal))
            told = _measure(peers, arguments.repeat, arguments.builds)
            console.print(_table(peers, told, events))
            for line in [*(f"{peer.name}: {peer.remark}" for peer in peers if peer.remark), *absent]:
                console.print(line)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure liberation beside sqlite-utils, khal and jq.")
    parser.add_argument("--events", type=int, nargs="+", default=[10_000], metavar="N", help="sizes of chronologies")
    parser.add_argument("--repeat", type=int, default=5, metavar="N", help="how often each question is put to each")
    parser.add_argument("--builds", type=int, default=2, metavar="N", help="how often each is made ready")
    parser.add_argument(
        "--khal", type=int, default=1_000, metavar="N", help="the most events that khal, which takes long, is asked about"
    )
    parser.add_argument("--directory", type=Path, help="keep chronologies here, and use those that are here")
    arguments = parser.parse_args()
    if min(arguments.events) < LEAST_EVENTS:
        parser.error(f"--events: a chronology of fewer than {LEAST_EVENTS} events has too little to ask for")
    return arguments


def _peers(directory: Path, count: int, most_for_khal: int) -> list[Peer]:
    """Write the events in the forms that the peers take, and say how each is asked."""
    path, events = directory / f"{count}.jsonl", directory / f"{count}-events.jsonl"
    if not path.exists():
        generate.write(path, count)
    if not events.exists():
        _without_header(path, events)
    at = landmarks(path, count)
    peers = [_liberation(directory, path, at), _sqlite_utils(directory, events, at), _jq(events, at)]
    if count <= most_for_khal:
        return [*peers, _khal(directory, path, at)]
    return [
        *peers,
        Peer("khal", "khal", [], {}, {}, [], f"left out, for there are more than {most_for_khal:,} events (--khal)"),
    ]


def _without_header(path: Path, events: Path) -> None:
    with path.open("rb") as lines, events.open("wb") as file:
        next(lines)
        file.writelines(lines)


def _kept_environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name == "PYTHONPATH" or not name.startswith("PYTHON")}


def _liberation(directory: Path, path: Path, at: Landmarks) -> Peer:
    cache = directory / "liberation-cache"
    program = liberation()
    questions: dict[str, Command] = {
        "days": [*program, "between", at.day, at.days_on(2)],
        "rare word": [*program, "search", at.rare],
        "common word": [*program, "search", at.common],
    }
    environment = {**_kept_environment(), "XDG_CACHE_HOME": str(cache), "LIBERATION_CHRONOLOGY": str(path), "COLUMNS": "120"}
    return Peer("liberation", program[0], [[*program, "list", "--limit", "1"]], questions, environment, [cache])


def _sqlite_utils(directory: Path, events: Path, at: Landmarks) -> Peer:
    program, database = _beside_python("sqlite-utils"), str(directory / "peer.db")
    few = ["--limit", "20", "-c", "id", "-c", "title", "--table"]
    days = "select date, id, title from events where date between :first and :last order by date"
    questions: dict[str, Command] = {
        "days": [program, database, days, "-p", "first", at.day, "-p", "last", at.days_on(2), "--table"],
        "rare word": [program, "search", database, "events", at.rare, *few],
        "common word": [
            program,
            "search",
            database,
            "events",
            at.common,
            "--limit",
            "20",
            "-c",
            "id",
            "-c",
            "title",
            "--table",
        ],
    }
    prepare: list[Command] = [
        [program, "insert", database, "events", str(events), "--nl"],
        [program, "enable-fts", database, "events", *_SEARCHED],
    ]
    return Peer("sqlite-utils", program, prepare, questions, _kept_environment(), [Path(database)])


def _jq(events: Path, at: Landmarks) -> Peer:
    program = _beside_python("jq")
    first, last, told = at.day, at.days_on(2), "[.date, .id, .title]"
    questions: dict[str, Command] = {
        "days": [program, "-c", f'select(.date >= "{first}" and .date <= "{last}") | {told}', str(events)],
        "rare word": [program, "-c", f"{_with_word(at.rare)} | {told}", str(events)],
        "common word": [program, "-cn", f"[limit(20; inputs | {_with_word(at.common)} | {told})]", str(events)],
    }
    return Peer("jq", program, [], questions, _kept_environment(), [], "reads the file anew each time, and looks in summaries")


def _with_word(word: str) -> str:
    return f'select(.summary | test("\\\\b{word}\\\\b"; "i"))'


def _khal(directory: Path, path: Path, at: Landmarks) -> Peer:
    home, calendar = directory / "khal", directory / "events.ics"
    home.mkdir(exist_ok=True)
    config = home / "config"
    days = home / "days"
    config.write_text(
        f"[calendars]\n[[events]]\npath = {days}\ntype = calendar\n\n[sqlite]\npath = {home / 'khal.db'}\n\n"
        "[locale]\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
        "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
    )
    _write_calendar(path, calendar)
    program = _beside_python("khal")
    asked = [program, "-c", str(config)]
    questions: dict[str, Command] = {
        "days": [*asked, "list", at.day, at.days_on(2)],
        "rare word": [*asked, "search", at.rare],
        "common word": [*asked, "search", at.common],
    }
    prepare: list[Command] = [[*asked, "import", "--batch", "-a", "events", str(calendar)], questions["days"]]
    return Peer(
        "khal",
        program,
        prepare,
        questions,
        _kept_environment(),
        [days, home / "khal.db"],
        "without the events that are open at one end",
    )


def _write_calendar(path: Path, calendar: Path) -> None:
    """Write the events that have a first and a last day as iCalendar (RFC 5545)."""
    with path.open("rb") as lines, calendar.open("w", encoding="utf-8", newline="\r\n") as file:
        next(lines)
        file.write("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//liberation//benchmarks//EN\n")
        for event in map(msgspec.json.Decoder(Event).decode, lines):
            when = event.when
            if when.earliest > OPEN_PAST and when.latest + 1 < OPEN_FUTURE:
                first, after = (date.fromordinal(day).strftime("%Y%m%d") for day in (when.earliest, when.latest + 1))
                file.write(
                    f"BEGIN:VEVENT\nUID:{event.id}\nDTSTAMP:20260101T000000Z\nDTSTART;VALUE=DATE:{first}\n"
                    f"DTEND;VALUE=DATE:{after}\nSUMMARY:{event.title}\nDESCRIPTION:{event.summary}\nEND:VEVENT\n"
                )
        file.write("END:VCALENDAR\n")


def _beside_python(program: str) -> str:
    """Return the path of a program: of this environment, or of the system; its name if there is none."""
    return shutil.which(program, path=str(Path(sys.executable).parent)) or shutil.which(program) or program


def _installed(peers: list[Peer]) -> tuple[list[Peer], list[str]]:
    """Return the peers that can be asked, and a word on each of the others."""
    here = [peer for peer in peers if peer.questions and shutil.which(peer.program)]
    absent = [f"{peer.name}: {peer.remark if not peer.questions else 'not installed'}" for peer in peers if peer not in here]
    return here, absent


def _measure(peers: list[Peer], repeat: int, builds: int) -> dict[str, Told]:
    told = {peer.name: Told() for peer in peers}
    for _ in range(builds):
        for peer in peers:
            _remove(peer.litter)
            for path in peer.litter:
                path.parent.mkdir(parents=True, exist_ok=True)
            steps = [once(command, peer.environment) for command in peer.prepare]
            told[peer.name].prepared.append(sum(step.least for step in steps))
            told[peer.name].peak = max((step.peak or 0 for step in steps), default=0)
    for question in _QUESTIONS:
        for peer, measured in zip(peers, _in_turn(peers, lambda peer: peer.questions[question], repeat), strict=True):  # noqa: B023 - used at once
            told[peer.name].answers[question] = measured
    return told


def _in_turn(peers: list[Peer], command_of: Callable[[Peer], Command], repeat: int) -> list[Measured]:
    """Ask all of them, turn by turn: their variables do not get in each other's way."""
    environment = {name: value for peer in peers for name, value in peer.environment.items()}
    return alternately([command_of(peer) for peer in peers], environment, repeat)


def _remove(paths: list[Path]) -> None:
    for path in paths:
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def _table(peers: list[Peer], told: dict[str, Told], events: int) -> Table:
    ours = told["liberation"]
    drawn = Table(box=SIMPLE_HEAD, title=f"{events:,} events: seconds, the fastest of its runs (times that of liberation)")
    for number, column in enumerate(("", "to make ready", "MB", *_QUESTIONS)):
        drawn.add_column(column, justify="right" if number else "left", no_wrap=True)
    for peer in peers:
        one = told[peer.name]
        ready = _beside(min(one.prepared), min(ours.prepared)) if peer.prepare else "–"
        answers = [_beside(one.answers[name].least, ours.answers[name].least) for name in _QUESTIONS]
        drawn.add_row(peer.name, ready, f"{one.peak / 1e6:,.0f}" if one.peak else "–", *answers)
    return drawn


def _beside(seconds: float, ours: float) -> str:
    return f"{seconds:,.2f} ({seconds / ours:,.1f})"


if __name__ == "__main__":
    try:
        sys.exit(main())
    except CommandFailedError as error:
        sys.exit(str(error))
