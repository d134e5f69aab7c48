"""Measure the explorer: its first screen beside the least Textual program with as many rows, and how soon keys are answered.

Both run in a terminal of their own, of 120 by 40. The first screen is there when the terminal has been sent the text of
the event that is opened (of the floor: its first row); a key is answered when it has been sent the day, or the words, that
the key leads to.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from subprocess import Popen
from tempfile import TemporaryDirectory
from time import perf_counter, sleep

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.generate import write
from liberation_cli.chronology.chronology import Chronology
from liberation_cli.chronology.event import Event
from liberation_cli.dates import phrase

_FLOOR = Path(__file__).with_name("explorer_floor.py")
_PATIENCE = 60.0
_COLUMNS, _ROWS = 120, 40
_QUIET = 0.15


class Terminal:
    """A program in a terminal of its own."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", _ROWS, _COLUMNS, 0, 0))
        self._child = Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment, start_new_session=True)
        os.close(theirs)

    def wait_for(self, text: str) -> float:
        """Return the moment at which the terminal had been sent a text."""
        wanted, seen = text.encode(), b""
        end = perf_counter() + _PATIENCE
        while wanted not in seen:
            if perf_counter() > end or not select.select([self._ours], [], [], _PATIENCE)[0]:
                raise TimeoutError(f"{text!r} never came")
            seen = seen[-200:] + os.read(self._ours, 65536)
        return perf_counter()

    def settle(self) -> None:
        """Wait until nothing more is sent."""
        while select.select([self._ours], [], [], _QUIET)[0]:
            os.read(self._ours, 65536)

    def seconds_until(self, keys: str, text: str) -> float:
        """Press keys, and return how long it takes until a text has come."""
        start = perf_counter()
        os.write(self._ours, keys.encode())
        return self.wait_for(text) - start

    def memory(self) -> int:
        """Return how many bytes the program holds."""
        pages = Path(f"/proc/{self._child.pid}/statm").read_text(encoding="ascii").split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE")

    def close(self) -> None:
        """End the program."""
        os.killpg(self._child.pid, signal.SIGKILL)
        self._child.wait()
        os.close(self._ours)


@contextmanager
def terminal(command: Sequence[str], environment: Mapping[str, str]) -> Iterator[Terminal]:
    """Start a program in a terminal, and end it."""
    started = Terminal(command, environment)
    try:
        yield started
    finally:
        started.close()


def first_screen(command: Sequence[str], text: str, environment: Mapping[str, str]) -> float:
    """Return how long a program takes until its first screen is there."""
    start = perf_counter()
    with terminal(command, environment) as started:
        return started.wait_for(text) - start


def key_times(command: Sequence[str], day: int, event: Event, environment: Mapping[str, str]) -> dict[str, list[float]]:
    """Return how long keys take to be answered, several times each."""
    times: dict[str, list[float]] = {}
    with terminal(command, environment) as started:
        started.wait_for(event.summary[:12])
        started.settle()

        def press(name: str, keys: str, text: str) -> None:
            times.setdefault(name, []).append(started.seconds_until(keys, text))
            started.settle()

        for number in range(1, 11):
            press("a day", "\x1b[C", phrase.day(day + number))
        for number in range(1, 6):
            press("a week", "]", phrase.day(day + 10 + 7 * number))
        word = event.title.split()[-1].lower()
        started.seconds_until("/", "words")
        started.settle()
        for number in range(1, len(word) + 1):
            press("a letter of a search", word[number - 1], f"“{word[:number]}”")
    return times


def steady(command: Sequence[str], event: Event, environment: Mapping[str, str], seconds: float) -> tuple[int, int]:
    """Play for some seconds, at the greatest pace, and return the bytes held at first and at the end."""
    with terminal(command, environment) as started:
        started.wait_for(event.summary[:12])
        started.seconds_until("+++ ", "a second")
        end = perf_counter() + seconds
        _read_until(started, perf_counter() + min(seconds / 4, 20))
        first = started.memory()
        _read_until(started, end)
        return first, started.memory()


def _read_until(started: Terminal, end: float) -> None:
    while perf_counter() < end:
        started.settle()
        sleep(0.01)


def main() -> int:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description="Measure the explorer.")
    parser.add_argument("--events", type=int, nargs="+", default=[300, 100_000], help="chronologies of these sizes")
    parser.add_argument("--repeat", type=int, default=7, help="how often each is started")
    parser.add_argument("--play", type=float, default=0, metavar="SECONDS", help="also play so long, and tell the memory")
    arguments = parser.parse_args()
    with TemporaryDirectory() as name:
        environment = {
            k: v for k, v in os.environ.items() if k not in ("PYTHONDONTWRITEBYTECODE", "NO_COLOR", "LIBERATION_CHRONOLOGY")
        }
        environment |= {"XDG_CACHE_HOME": name, "TERM": "xterm-256color", "PYTHONPYCACHEPREFIX": f"{name}/bytecode"}
        os.environ["XDG_CACHE_HOME"] = name
        for count in arguments.events:
            _measure(Path(name), count, arguments.repeat, arguments.play, environment)
    return 0


def _measure(directory: Path, count: int, repeat: int, play: float, environment: Mapping[str, str]) -> None:
    path = directory / f"{count}.jsonl"
    write(path, count)
    with Chronology(path) as chronology:
        middle = chronology.event_at(count // 2)
    explorer = [sys.executable, "-m", "liberation_cli", "explore", "-c", str(path), middle.id]
    floor = [sys.executable, str(_FLOOR), str(count)]
    ours, theirs = [], []
    for _ in range(repeat + 1):
        ours.append(first_screen(explorer, middle.summary[:12], environment))
        theirs.append(first_screen(floor, "Liberation of Rome, 0", environment))
    print(f"{count:,} events")
    least, least_floor = min(ours[1:]), min(theirs[1:])
    print(f"  first screen   {_ms(ours[1:])}   floor {_ms(theirs[1:])}   ratio {least / least_floor:.2f}")
    for key, times in key_times(explorer, middle.when.earliest, middle, environment).items():
        print(f"  {key:<22} {_ms(times)}   longest {max(times) * 1000:.0f} ms")
    if play:
        first, last = steady(explorer, middle, environment, play)
        print(f"  memory while playing   {first / 1e6:.1f} MB, after {play:.0f} s {last / 1e6:.1f} MB")


def _ms(seconds: Sequence[float]) -> str:
    return f"{min(seconds) * 1000:.0f} – {median(seconds) * 1000:.0f} ms"


if __name__ == "__main__":
    sys.exit(main())
