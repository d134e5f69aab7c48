"""Running the program: in this process, as a process of its own, and in a terminal."""

from __future__ import annotations

import fcntl
import io
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

import msgspec
import pytest

from liberation_cli.cli.app import main

ANSI = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b\]8;[^\x1b\x07]*(?:\x1b\\|\x07)")
PROGRAM = [sys.executable, "-m", "liberation_cli"]
Environment = Mapping[str, str | None]


class Answer(NamedTuple):
    """What a run came to."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return msgspec.json.decode(self.out)

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()

    @property
    def rows(self) -> list[list[str]]:
        """The cells of --plain."""
        return [line.split("\t") for line in self.out.removesuffix("\n").split("\n")]


class _Terminal(io.BytesIO):
    def isatty(self) -> bool:
        return True


def run(
    *arguments: str,
    columns: int = 80,
    env: Environment | None = None,
    terminal: bool = False,
    encoding: str = "utf-8",
    typed: str = "",
) -> Answer:
    """Run the real ``main`` in this process."""
    out, err = _Terminal() if terminal else io.BytesIO(), io.BytesIO()
    with pytest.MonkeyPatch.context() as patch:
        _set(patch, {"COLUMNS": str(columns), **(env or {})})
        patch.setattr(sys, "argv", ["liberation", *arguments])
        stdout, stderr = io.TextIOWrapper(out, encoding=encoding), io.TextIOWrapper(err, encoding=encoding)
        patch.setattr(sys, "stdout", stdout)
        patch.setattr(sys, "stderr", stderr)
        patch.setattr(sys, "stdin", io.StringIO(typed))
        with pytest.raises(SystemExit) as ended:
            main()
        stdout.flush()
        stderr.flush()
    return Answer(int(ended.value.code or 0), out.getvalue().decode(encoding), err.getvalue().decode(encoding))


def _set(patch: pytest.MonkeyPatch, env: Environment) -> None:
    for name, value in env.items():
        if value is None:
            patch.delenv(name, raising=False)
        else:
            patch.setenv(name, value)


def process(*arguments: str, env: Environment | None = None) -> Answer:
    """Run the program as a process of its own, its output piped."""
    done = subprocess.run([*PROGRAM, *arguments], capture_output=True, env=_environment(env), timeout=60, check=False)
    return Answer(done.returncode, done.stdout.decode(), done.stderr.decode())


def shell(script: str, env: Environment | None = None) -> Answer:
    """Run a script of bash, in which ``liberation`` is the program."""
    start = f'liberation() {{ "{sys.executable}" -m liberation_cli "$@"; }}; '
    done = subprocess.run(["bash", "-c", start + script], capture_output=True, env=_environment(env), timeout=60, check=False)
    return Answer(done.returncode, done.stdout.decode(), done.stderr.decode())


def in_terminal(*arguments: str, rows: int = 20, columns: int = 80, env: Environment | None = None) -> Answer:
    """Run the program in a terminal of its own; what it writes there, errors too, is ``out``."""
    with started_in_terminal(*arguments, rows=rows, columns=columns, env=env) as (child, terminal):
        written = _read_all(terminal)
        code = child.wait(timeout=60)
    return Answer(code, written.decode().replace("\r\n", "\n"), "")


@contextmanager
def started_in_terminal(
    *arguments: str, rows: int = 20, columns: int = 80, env: Environment | None = None
) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    child = subprocess.Popen(
        [*PROGRAM, *arguments], stdin=theirs, stdout=theirs, stderr=theirs, env=_environment(env), start_new_session=True
    )
    os.close(theirs)
    try:
        yield child, ours
    finally:
        os.close(ours)
        if child.poll() is None:
            child.kill()
            child.wait()


def _read_all(terminal: int) -> bytes:
    written = b""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if not select.select([terminal], [], [], 1)[0]:
            continue
        try:
            piece = os.read(terminal, 65536)
        except OSError:  # nobody holds the other end any more
            return written
        if not piece:
            return written
        written += piece
    raise TimeoutError


def _environment(env: Environment | None) -> dict[str, str]:
    given = {**os.environ, **(env or {})}
    return {name: value for name, value in given.items() if value is not None}


def unstyled(text: str) -> str:
    """A text without the escapes that style it."""
    return ANSI.sub("", text)
