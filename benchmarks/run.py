"""Measure every command against its floors: ``python benchmarks/run.py``. README.md says what the columns mean."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.measure import Command, CommandFailedError, Environment, Measured, alternately, once
from benchmarks.questions import LEAST_EVENTS, QUESTIONS, Arguments, landmarks, rows_of

HERE = Path(__file__).resolve().parent

BUDGET = 1.2
"""How many times its floor a command may take, in time and in memory."""

_COLUMNS = ("command", "events", "rows", "ms", "floor ms", "ratio", "MB", "floor MB", "ratio")
_LEAST_WIDTH = 100
"""The table is printed as wide as it is, however narrow the terminal."""
_COLUMNS_OF_COMMANDS = "120"


@dataclass(frozen=True)
class Subject:
    """A chronology with its index built: what questions are put to, and in which environment."""

    path: Path
    events: int
    environment: Environment


@dataclass(frozen=True)
class Result:
    """A command measured, beside the interpreter and the floor of as many rows."""

    name: str
    events: int
    rows: int
    command: Measured
    floor: Measured
    interpreter: Measured

    @property
    def time_ratio(self) -> float:
        """How many times the floor's time it takes, by the fastest run of each."""
        return self.command.least / self.floor.least

    @property
    def memory_ratio(self) -> float | None:
        """How many times the floor's memory it takes, if that can be told."""
        return self.command.peak / self.floor.peak if self.command.peak and self.floor.peak else None

    @property
    def over_budget(self) -> bool:
        """Whether it takes more time or more memory than it may."""
        return max(self.time_ratio, self.memory_ratio or 0) > BUDGET


def main() -> int:
    """Run the program: 0, or with --check 1 if anything was over the budget."""
    arguments = _arguments()
    console = Console(width=max(Console().width, _LEAST_WIDTH), highlight=False)
    results: list[Result] = []
    with directory_for(arguments.directory) as directory:
        for events in arguments.events:
            subject = prepare(directory, events, long_half=arguments.long_half, say=console.print)
            results += measure(subject, arguments.commands, arguments.repeat)
    console.print(table(results))
    for line in remarks(results):
        console.print(line)
    return int(arguments.check and any(result.over_budget for result in results))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure every command of liberation against its floors.")
    parser.add_argument("--events", type=int, nargs="+", default=[250, 1_000_000], metavar="N", help="sizes of chronologies")
    parser.add_argument("--repeat", type=int, default=20, metavar="N", help="runs of each command")
    parser.add_argument(
        "--commands",
        nargs="+",
        choices=QUESTIONS,
        default=list(QUESTIONS),
        metavar="NAME",
        help=f"these alone, of: {', '.join(QUESTIONS)}",
    )
    parser.add_argument("--long-half", action="store_true", help="let half of the events last 100 years")
    parser.add_argument("--directory", type=Path, help="keep chronologies and indexes here, and use those that are here")
    parser.add_argument("--check", action="store_true", help=f"exit with 1 if anything takes over {BUDGET} times its floor")
    arguments = parser.parse_args()
    if min(arguments.events) < LEAST_EVENTS:
        parser.error(f"--events: a chronology of fewer than {LEAST_EVENTS} events has too little to ask for")
    if arguments.repeat < 1:
        parser.error("--repeat: once at least")
    return arguments


@contextmanager
def directory_for(kept: Path | None) -> Iterator[Path]:
    """Where chronologies and what is made of them are put: in a directory that is kept, or in one that is not."""
    if kept is not None:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept.resolve()
        return
    with TemporaryDirectory(prefix="liberation-benchmarks-") as directory:
        yield Path(directory)


def prepare(directory: Path, events: int, *, long_half: bool, say: Callable[[str], object]) -> Subject:
    """Generate a chronology and have its index built, unless they are there; say what that took."""
    name = f"{events}{'-long-half' if long_half else ''}"
    path, cache = directory / f"{name}.jsonl", directory / f"{name}-cache"
    if not path.exists():
        half = path.with_suffix(".part")
        generate = [sys.executable, str(HERE / "generate.py"), str(events), str(half)]
        subprocess.run([*generate, *(["--long-half"] if long_half else [])], check=True)
        half.replace(path)
    environment = _environment(path, cache, directory / "bytecode")
    if not cache.exists():
        once([*liberation(), "--version"], environment)
        building = once([*liberation(), "list", "--limit", "1"], environment)
        size = sum(file.stat().st_size for file in cache.rglob("*.sqlite"))
        say(
            f"{events:,} events, {_megabytes(path.stat().st_size)} MB: index of {_megabytes(size)} MB built in "
            f"{building.least:.1f} s with {_megabytes(building.peak)} MB of memory"
        )
    return Subject(path, events, environment)


def _environment(chronology: Path, cache: Path, bytecode: Path) -> Environment:
    """What commands are run in: with bytecode cached, as an installed program has it, and nothing of the user's touched."""
    kept = {name: value for name, value in os.environ.items() if name == "PYTHONPATH" or not name.startswith("PYTHON")}
    return {
        **kept,
        "PYTHONPYCACHEPREFIX": str(bytecode),
        "XDG_CACHE_HOME": str(cache),
        "LIBERATION_CHRONOLOGY": str(chronology),
        "COLUMNS": _COLUMNS_OF_COMMANDS,
    }


def liberation() -> list[str]:
    """Return the command that starts the program as its users do."""
    script = shutil.which("liberation", path=str(Path(sys.executable).parent))
    return [script] if script else [sys.executable, "-m", "liberation_cli"]


def measure(subject: Subject, names: Sequence[str], repeat: int) -> Iterator[Result]:
    """Put questions to a chronology and yield what each took."""
    at = landmarks(subject.path, subject.events)
    for name in names:
        yield _measure(subject, name, QUESTIONS[name](at), repeat)


def _measure(subject: Subject, name: str, arguments: Arguments, repeat: int) -> Result:
    command = [*liberation(), *arguments]
    rows = rows_of(subprocess.run([*command, "--json"], env=subject.environment, stdout=subprocess.PIPE, check=True).stdout)
    floor: Command = [sys.executable, str(HERE / "floor.py"), str(rows)]
    interpreter: Command = [sys.executable, "-c", "pass"]
    runs = repeat if rows < 1_000 else max(repeat // 4, 2)
    return Result(name, subject.events, rows, *alternately([command, floor, interpreter], subject.environment, runs))


def table(results: Sequence[Result]) -> Table:
    """Return the results as one table; times are the fastest run and the median."""
    drawn = Table(box=SIMPLE_HEAD)
    for number, column in enumerate(_COLUMNS):
        drawn.add_column(column, justify="right" if number else "left", no_wrap=True)
    for r in results:
        drawn.add_row(
            r.name,
            f"{r.events:,}",
            f"{r.rows:,}",
            _milliseconds(r.command),
            _milliseconds(r.floor),
            _ratio(r.time_ratio),
            _megabytes(r.command.peak),
            _megabytes(r.floor.peak),
            _ratio(r.memory_ratio),
        )
    return drawn


def remarks(results: Sequence[Result]) -> Iterator[str]:
    """Yield what is to be said beneath the table."""
    yield "ms: the fastest run – the median; ratio: by the fastest runs"
    seconds = tuple(s for r in results for s in r.interpreter.seconds)
    idle = Measured(seconds, max((r.interpreter.peak or 0 for r in results), default=0))
    yield f"python -c pass: {_milliseconds(idle)} ms, {_megabytes(idle.peak)} MB"
    for streamed in (r for r in results if r.name == "stream"):
        short = next((r for r in results if r.name == "list" and r.events == streamed.events and r.rows < streamed.rows), None)
        if short:
            rows = streamed.rows - short.rows
            row, floor_row = (
                (a.least - b.least) / rows for a, b in ((streamed.command, short.command), (streamed.floor, short.floor))
            )
            yield f"a row more of {streamed.events:,} events: {row * 1e3:.3f} ms; of a Rich Table: {floor_row * 1e3:.3f} ms"
    over = [f"{r.name} at {r.events:,}" for r in results if r.over_budget]
    yield f"! over {BUDGET}: {', '.join(over)}" if over else f"nothing is over {BUDGET}"


def _milliseconds(measured: Measured) -> str:
    return f"{measured.least * 1e3:,.0f} – {measured.median * 1e3:,.0f}"


def _megabytes(size: int | None) -> str:
    return f"{size / 1e6:,.1f}" if size else "?"


def _ratio(ratio: float | None) -> Text:
    if ratio is None:
        return Text("?")
    return Text(f"{ratio:.2f} !", style="bold red") if ratio > BUDGET else Text(f"{ratio:.2f}  ")


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (CommandFailedError, subprocess.CalledProcessError) as error:
        sys.exit(str(error))
