"""How long commands take, and how much memory: several, turn by turn, so that what slows the machine slows them alike."""

from __future__ import annotations

import json
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

Command = Sequence[str]
Environment = Mapping[str, str]

_SPAWN = Path(__file__).with_name("spawn.py")


class CommandFailedError(Exception):
    """A command that was to be measured did not answer; the message says which, and what it said."""


@dataclass(frozen=True)
class Measured:
    """What the runs of one command took: seconds each, and the most bytes of memory that one of them held, if known."""

    seconds: tuple[float, ...]
    peak: int | None

    @property
    def least(self) -> float:
        """The seconds of the fastest run: noise only ever adds, so this is what the command itself takes."""
        return min(self.seconds)

    @property
    def median(self) -> float:
        """The seconds of the run in the middle."""
        return median(self.seconds)


def once(command: Command, environment: Environment) -> Measured:
    """Run a command once.

    Raises:
        CommandFailedError: it ended with another exit code than 0.
    """
    spawn = [sys.executable, "-I", "-S", str(_SPAWN), *command]
    done = subprocess.run(spawn, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode:
        raise CommandFailedError(f"{shlex.join(command)} could not be run:\n{done.stderr}")
    seconds, peak, code = done.stdout.split()
    if code != "0":
        raise CommandFailedError(f"{shlex.join(command)} ended with exit code {code}:\n{done.stderr}")
    return Measured((float(seconds),), int(peak) or None)


def alternately(commands: Sequence[Command], environment: Environment, repeat: int) -> list[Measured]:
    """Run several commands in turn: once to warm up, once to see what memory they hold, and then so many times each.

    Raises:
        CommandFailedError: one ended with another exit code than 0.
    """
    for command in commands:
        once(command, environment)
    peaks = [once(command, environment).peak for command in commands]
    take = _round_by_hyperfine if shutil.which("hyperfine") else _round
    rounds = [take(commands, environment) for _ in range(repeat)]
    return [Measured(seconds, peak) for seconds, peak in zip(zip(*rounds, strict=True), peaks, strict=True)]


def _round(commands: Sequence[Command], environment: Environment) -> list[float]:
    return [once(command, environment).seconds[0] for command in commands]


def _round_by_hyperfine(commands: Sequence[Command], environment: Environment) -> list[float]:
    with TemporaryDirectory() as directory:
        results = Path(directory) / "results.json"
        options = ["--shell=none", "--runs=1", "--style=none", f"--export-json={results}"]
        hyperfine = ["hyperfine", *options, *(shlex.join(command) for command in commands)]
        done = subprocess.run(hyperfine, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
        if done.returncode:
            raise CommandFailedError(f"{shlex.join(hyperfine)} failed:\n{done.stderr}")
        return [result["times"][0] for result in json.loads(results.read_text())["results"]]
