"""Texts as markwhen writes them, of which nothing is read as more than text; and dates as it shows them."""

from __future__ import annotations

import re
from datetime import date

from liberation_cli.dates import edtf, phrase
from liberation_cli.dates.names import MONTHS
from liberation_cli.dates.when import OPEN_FUTURE, OPEN_PAST, Point

HEADER = ("title", "description", "licence", "focus", "tracks", "sources")
OURS = {"generator": "liberation", "timezone": "UTC"}

_INLINE = re.compile(r"\\|^/(?=/)|#(?=\w)|!(?=\w)|\.(?=(?:start|end)\b)|\[(?=[xX ]?\])|\](?=\()|(?<=\d)%(?=\s|$)")
_BLANK = ("", "\ufeff")
"""What is nothing or a blank to markwhen, but no blank to Python."""
_ALWAYS = ("#", "//", "-", "_-_-_", "section", "group", "end group", "end section", "endgroup", "endsection")
"""What a line may begin with that markwhen, of this or an earlier version, reads as more than text."""
_BEFORE_COLON = ("now", "by", "before", "after", "plus", "to", "til", "until", "every", *(m[:3].casefold() for m in MONTHS))
"""What a line with a colon in it may begin with, to be read as an event; so may figures and all signs but these."""
_OPENING = "\"'“‘„«(["


def tag_of(kind: str) -> str:
    """The tag nearest to a kind; empty if there is none."""
    tag = re.sub(r"[^A-Za-z0-9_]+", "_", kind).strip("_")
    return "" if tag.isdigit() else tag


def one_line(text: str) -> str:
    """A text on one line, of which nothing is read as more than text."""
    return _escaped(" ".join(text.split()))


def _escaped(text: str) -> str:
    return _INLINE.sub(lambda match: match[0] + "\\", text)


def escaped_line(line: str) -> str:
    """A line of a longer text, blanks at its ends included."""
    folded, first = line.casefold(), line[:1]
    taken = first in _BLANK or first.isspace() or folded.startswith(_ALWAYS)
    if ":" in line and not taken:
        taken = not (first.isalpha() or first in _OPENING) or folded.startswith(_BEFORE_COLON)
    return ("\\" if taken else "") + _escaped(line) + ("\\" if line[-1:].isspace() else "")


def unescaped(text: str) -> str:
    """Return what was written by :func:`one_line` or :func:`escaped_line`."""
    return re.sub(r"\\(\\?)", r"\1", text)


def in_words(text: str) -> str:
    """Write a date in words, as a paragraph of its own.

    Raises:
        DateError: it is not EDTF.
    """
    return f"({phrase.when(edtf.parse(text))})"


def shown(text: str) -> str:
    """All that a date may mean, as markwhen reads it; an open end is left out."""
    when = edtf.parse(text)
    start = _units(when.start)[0] if when.earliest > OPEN_PAST else ""
    end = _units(when.end)[1] if when.latest < OPEN_FUTURE else ""
    return f"{start}/{end}" if start and end and start != end else start or end


def _units(point: Point) -> tuple[str, str]:
    """The first and the last day, month or year of a period, as exactly as it is known."""
    first, last = date.fromordinal(point.earliest).isoformat(), date.fromordinal(point.latest).isoformat()
    known = 10 if first == last else 7 if point.latest - point.earliest < 100 else 4
    return first[:known], last[:known]
