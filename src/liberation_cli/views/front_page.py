"""The front page: what this is, its span and size, a strip of the whole, and five things to try."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from rich.cells import cell_len

from liberation_cli.dates import phrase
from liberation_cli.dates.period import Period
from liberation_cli.views.lines import MARGIN, PROSE_WIDTH, Line, fit, wrap
from liberation_cli.views.page import Page
from liberation_cli.views.scale import Scale

_LEVELS = "▁▂▃▄▅▆▇█"
_WIDEST = 120


class Size(NamedTuple):
    """How many events and sources a chronology has, and over what time its events lie."""

    events: int
    sources: int
    span: Period | None


def front_page(
    page: Page, size: Size, histogram: Mapping[str, Sequence[int]], examples: Sequence[tuple[str, str]]
) -> Iterator[Line]:
    """Yield the front page.

    Args:
        page: whose chronology, and how wide.
        size: how large the chronology is.
        histogram: for each track, how many events begin in each of equal slices of that time.
        examples: commands to try, and what each answers.
    """
    span = size.span
    width = min(page.width, _WIDEST) - len(MARGIN)
    header = page.header
    yield from ([(MARGIN, ""), (text, "accent")] for text in wrap(header.title or "A chronology", width))
    told = f"{phrase.count(size.events, 'event')}{f', {phrase.period(span.first, span.last)}' if span else ''}"
    sources = f", {phrase.count(size.sources, 'source')}" if size.sources else ""
    yield from ([(MARGIN, ""), (text, "dim")] for text in wrap(told + sources, width))
    yield []
    if header.description:
        yield from ([(MARGIN, ""), (text, "")] for text in wrap(header.description, min(width, PROSE_WIDTH)))
        yield []
    if span and histogram:
        yield from _strip(page, span, histogram, width)
        yield []
    yield [(MARGIN, ""), ("Try", "label")]
    longest = max(len(command) for command, _ in examples)
    for command, answer in examples:
        if longest + 4 + len(answer) <= width:
            yield [(MARGIN * 2, ""), (f"{command:<{longest}}", "title"), (f"  {answer}", "dim")]
        else:
            yield [(MARGIN * 2, ""), (command, "title")]


def _strip(page: Page, span: Period, histogram: Mapping[str, Sequence[int]], width: int) -> Iterator[Line]:
    """A row a track: the higher the mark, the more events begin there."""
    tracks = [track for track in page.tracks if any(histogram.get(track, ()))]
    label = max((cell_len(page.track_title(track)) for track in tracks), default=0) if width >= 60 else 0
    scale = Scale([(span.first, span.last)], width - label - 2 if label else width, margins=False)
    for axis in scale.axis():
        if axis:
            yield [(MARGIN + " " * (label + 2 if label else 0) + axis, "axis")]
    rows = {track: _resampled(histogram[track], scale.width) for track in tracks}
    highest = max((value for row in rows.values() for value in row), default=1)
    for track, row in rows.items():
        title = [(fit(page.track_title(track), label) + "  ", "")] if label else []
        yield [(MARGIN, ""), *title, ("".join(_level(value, highest) for value in row), page.track_style(track))]


def _resampled(slices: Sequence[int], width: int) -> list[int]:
    row = [0] * width
    for number, value in enumerate(slices):
        row[number * width // len(slices)] += value
    return row


def _level(value: int, highest: int) -> str:
    if not value:
        return " "
    return _LEVELS[min(value * len(_LEVELS) // (highest + 1), len(_LEVELS) - 1)]
