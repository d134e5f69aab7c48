"""An event in a single line, for lists that are looked at through a window."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from liberation_cli.chronology.entry import Entry
from liberation_cli.chronology.search import Fragment
from liberation_cli.dates import phrase
from liberation_cli.views.lines import Line, cut, fit, shorten
from liberation_cli.views.page import Page
from liberation_cli.views.timeline import sign_of

_DATE = 20
_LEAST_TITLE = 30
_PLACE = 16
_NARROW = 44
"""Below this width a long date is shortened to its beginning."""
_NARROW_DATE = 14


def event_line(entry: Entry, title: Sequence[Fragment], page: Page) -> Line:
    """Return the line: the date, the sign of what is known of it in the colour of its track, the title, the place.

    Args:
        entry: the event.
        title: its title, in pieces, with what a search matched.
        page: whose chronology, and how wide.
    """
    date_width = _DATE if page.width >= _NARROW else _NARROW_DATE
    room = page.width - date_width - 3
    place = min(_PLACE, room - _LEAST_TITLE - 2)
    beside = place >= 8 and bool(entry.place)
    style = page.event_style(entry)
    line: Line = [
        (fit(_date(entry, date_width), date_width) + " ", "dim"),
        (f"{sign_of(entry)} ", page.track_style(entry.track)),
    ]
    left = room - (place + 2 if beside else 0)
    named = cut([(piece.text, f"{style}+match" if piece.matched else style) for piece in title], left)
    line += named
    if beside:
        used = sum(cell_len(text) for text, _ in named)
        line.append((" " * (left - used + 2) + fit(entry.place, place), "dim"))
    return line


def _date(entry: Entry, width: int) -> str:
    words = phrase.abbreviated(phrase.when(entry.when))
    return next((told for told in _shorter_and_shorter(words) if cell_len(told) <= width), shorten(words, width))


def _shorter_and_shorter(words: str) -> Iterator[str]:
    """A date whole, then without how sure it is, then its one known end with a dash for the other."""
    yield words
    plain = words.partition(",")[0].partition(" (")[0].removeprefix("about ")
    yield plain
    first, dash, last = plain.partition(" – ")
    if dash:
        year = "" if first[-1].isdigit() else f" {last.rpartition(' ')[2]}"
        yield f"{first}{year} –"
    if plain.startswith("from "):
        yield f"{plain.removeprefix('from ')} –"
    if plain.startswith("until "):
        yield f"– {plain.removeprefix('until ')}"
