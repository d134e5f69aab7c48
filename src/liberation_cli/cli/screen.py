"""Where answers are written: the terminal, through a pager if they are long, or a pipe."""

from __future__ import annotations

import codecs
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from io import TextIOWrapper
from itertools import chain, islice
from typing import IO

from rich.cells import cell_len
from rich.console import Console

from liberation_cli.chronology.chronology import Chronology
from liberation_cli.chronology.entry import Entry
from liberation_cli.cli.options import Output
from liberation_cli.errors import harmless
from liberation_cli.views.lines import Line, Lines
from liberation_cli.views.page import Page
from liberation_cli.views.theme import THEME

_STAND_INS = str.maketrans(
    dict(
        zip("━┅╌─" + "●◆◂▸" + "⋯…–—·×→" + "“”‘’" + "▁▂▃▄▅▆▇█", "=%--" + "o#<>" + "..---x>" + "\"\"''" + "._-~+=*#", strict=True)
    )
)
"""Signs of ours that an output may lack, and the ASCII that stands in for each, one for one."""
_LINES_AT_ONCE = 100
PIPE_CLOSED = 141
"""The exit code when nobody reads on: 128 and the number of SIGPIPE, as shells report it."""
_DEFAULT_PAGER = "less -FRX"


def _stand_in(error: UnicodeError) -> tuple[str, int]:
    """Replace what an output cannot encode, cell for cell, so that columns stay where they are."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    replaced = "".join(_encodable(character, error.encoding) for character in error.object[error.start : error.end])
    return replaced, error.end


def _encodable(character: str, encoding: str) -> str:
    from unicodedata import combining, normalize  # noqa: PLC0415 - few outputs need its tables

    cells = cell_len(character)
    plain = normalize("NFKD", character.translate(_STAND_INS))
    stand_in = plain[:1] if all(map(combining, plain[1:])) else ""
    try:
        stand_in.encode(encoding)
    except UnicodeEncodeError:
        stand_in = ""
    return f"{stand_in[:cells]:?<{cells}}"


codecs.register_error("stand-in", _stand_in)


class _QuietConsole(Console):
    """A console that ends the program without a word when nobody reads on."""

    def on_broken_pipe(self) -> None:
        abandon_output()
        raise SystemExit(PIPE_CLOSED)


class Screen:
    """Standard output, and what the person wants of it."""

    def __init__(self, output: Output) -> None:
        self.output = output
        use_stand_ins(sys.stdout)
        self.console = _make_console(sys.stdout, no_color=output.no_color)

    @property
    def width(self) -> int:
        """How many cells a line has."""
        return self.console.width

    @property
    def shows_styles(self) -> bool:
        """Whether a style such as underlining reaches the person."""
        return self.console.color_system is not None

    def page(self, chronology: Chronology) -> Page:
        """Return what views are drawn for."""
        return Page(chronology.header, chronology.tracks, self.width)

    def show(self, lines: Iterable[Line]) -> None:
        """Write lines."""
        lines = iter(lines)
        self.show_pieces(Lines(piece) for piece in iter(lambda: list(islice(lines, _LINES_AT_ONCE)), []))

    def show_pieces(self, pieces: Iterable[Lines]) -> None:
        """Write renderables one after the other, through the pager if they are longer than the terminal is high."""
        pieces = iter(pieces)
        if self._pages():
            start = list(_until_full(pieces, self.console.height - 1))
            if sum(len(piece) for piece in start) >= self.console.height:
                self._page_through(chain(start, pieces))
                return
            pieces = chain(start, pieces)
        for piece in pieces:
            self.console.print(piece, end="", crop=False)

    def write_json_list(self, items: Iterable[bytes]) -> bool:
        """Write a JSON list, an item a line, and tell whether there was any."""
        started = False
        for item in items:
            write_data((b",\n" if started else b"[\n") + item)
            started = True
        write_data(b"\n]\n" if started else b"[]\n")
        return started

    def write_json(self, item: bytes) -> None:
        """Write one JSON value."""
        write_data(item + b"\n")

    def write_plain(self, rows: Iterable[Iterable[object]]) -> bool:
        """Write tab-separated rows, and tell whether there was any."""
        started = False
        for row in rows:
            write_data("\t".join(harmless(" ".join(str(cell).split())) for cell in row).encode() + b"\n")
            started = True
        return started

    def _pages(self) -> bool:
        return sys.stdout.isatty() and not self.output.no_pager and os.environ.get("TERM") != "dumb" and bool(_pager())

    def _page_through(self, pieces: Iterable[Lines]) -> None:
        environment = {"LESSCHARSET": "utf-8", **os.environ}
        with subprocess.Popen(_pager(), stdin=subprocess.PIPE, env=environment, encoding="utf-8") as pager:  # noqa: S603 - the user's own
            assert pager.stdin is not None  # noqa: S101 - Popen was told to make it
            console = _make_console(
                pager.stdin, no_color=self.output.no_color, force_terminal=True, width=self.width, height=self.console.height
            )
            try:
                for piece in pieces:
                    console.print(piece, end="", crop=False)
                pager.stdin.close()
            except (BrokenPipeError, KeyboardInterrupt, SystemExit):
                pass  # The reader has seen enough.
            pager.wait()


def write_data(data: bytes) -> None:
    """Write data for other programs to standard output, as they are whatever the terminal's encoding."""
    try:
        sys.stdout.buffer.write(data)
    except BrokenPipeError:
        abandon_output()
        raise SystemExit(PIPE_CLOSED) from None


def entry_cells(entry: Entry) -> tuple[object, ...]:
    """Return the cells of ``--plain`` for an event: date, id, title, track, kind, place."""
    return (entry.date, entry.id, entry.title, entry.track, entry.kind, entry.place)


def say(message: str) -> None:
    """Write a message to standard error."""
    if sys.stderr is not None:
        print(*map(harmless, message.split("\n")), sep="\n", file=sys.stderr)  # noqa: T201 - this is standard error


def abandon_output() -> None:
    """Send what is still to be written nowhere, so that ending the program does not fail over it."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


def use_stand_ins(stream: IO[str] | None) -> None:
    """Make a stream write stand-ins for what it cannot encode."""
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(errors="stand-in")


def _make_console(file: IO[str], *, no_color: bool, **settings: bool | int) -> Console:
    return _QuietConsole(
        file=file,
        theme=THEME,
        highlight=False,
        markup=False,
        emoji=False,
        no_color=no_color or None,
        **settings,  # type: ignore[arg-type]
    )


def _pager() -> list[str]:
    """The command of the pager: what PAGER says, or less; none if it says so, or is not there."""
    import shlex  # noqa: PLC0415 - only a terminal has a pager

    command = shlex.split(os.environ.get("PAGER", _DEFAULT_PAGER))
    return command if command and command != ["cat"] and shutil.which(command[0]) else []


def _until_full(pieces: Iterator[Lines], height: int) -> Iterator[Lines]:
    lines = 0
    for piece in pieces:
        yield piece
        lines += len(piece)
        if lines > height:
            return
