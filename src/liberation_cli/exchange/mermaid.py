"""A timeline of mermaid (https://mermaid.js.org/syntax/timeline.html): dates in words and titles, and no more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from liberation_cli.chronology.event import Event
from liberation_cli.dates import edtf, phrase
from liberation_cli.exchange.outgoing import Outgoing

_HELD = ("id", "title", "date", "track")
_LOST_OF_HEADER = ("description", "licence", "focus")
_MARKS = re.compile("[^\\w .,'’“”()/!?*+=–—-]|_|ﬂ")
"""What mermaid, or the Markdown around it, may read as more than text; the ligature is how mermaid itself marks such signs."""
_LONGEST = 50_000
"""Characters that mermaid draws, unless its setting maxTextSize is raised."""


def write(outgoing: Outgoing) -> Iterator[str]:
    """Yield a diagram: the events on no track, then those of each track in a section of its own."""
    length = 0
    for line in _lines(outgoing):
        length += len(line)
        yield line
    for field in _LOST_OF_HEADER:
        if getattr(outgoing.header, field):
            outgoing.losses.note(f"without the {field} of the chronology")
    if length > _LONGEST:
        outgoing.losses.note(f"without mermaid drawing it: it is longer than {_LONGEST:,} characters, its usual maxTextSize")


def _lines(outgoing: Outgoing) -> Iterator[str]:
    yield "timeline\n"
    if outgoing.header.title:
        yield f"    title {_text(outgoing.header.title)}\n"
    for track in sorted(outgoing.tracks, key=bool):
        heading = f"    section {_text(outgoing.header.track_title(track))}\n" if track else ""
        for date, events in groupby(outgoing.events_on(track), key=_date):
            yield heading + f"        {_text(phrase.when(edtf.parse(date)))}"
            heading = ""
            for event in events:
                outgoing.losses.note_fields(event, _HELD)
                yield f" : {_text(event.title)}"
            yield "\n"


def _date(event: Event) -> str:
    return event.date


def _text(text: str) -> str:
    """A text on one line, with every sign that is more than a letter or plain punctuation by its number."""
    return _MARKS.sub(lambda match: f"#{ord(match[0])};", " ".join(text.split()))
