"""Pages and entries to draw, without a file to read them from."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from rich.cells import cell_len

from liberation_cli.chronology.entry import Entry
from liberation_cli.chronology.event import Header
from liberation_cli.views.lines import Line
from liberation_cli.views.page import Page
from tests.views import chronicle

HEADER = msgspec.convert({**chronicle.HEADER, "sources": []}, Header)


def page(width: int = 80, header: Header = HEADER) -> Page:
    return Page(header, [track.id for track in header.tracks], width)


def entry(
    date: str, title: str = "It", *, position: int = 0, track: str = "front", place: str = "", disputed: bool = False
) -> Entry:
    return Entry(position, title.lower().replace(" ", "-"), title, date, track, "kind", place, disputed)


def text_of(line: Line) -> str:
    return "".join(text for text, _ in line)


def texts(lines: Iterable[Line]) -> list[str]:
    return [text_of(line) for line in lines]


def widest(lines: Iterable[Line]) -> int:
    return max((cell_len(text) for text in texts(lines)), default=0)
