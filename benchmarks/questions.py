"""What is asked of a chronology while it is measured: each command, about events and words that the chronology has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

import msgspec

from liberation_cli.chronology.event import Event

Arguments = tuple[str, ...]

LEAST_EVENTS = 100
"""A smaller chronology may lack the landmarks."""
STREAMED_ROWS = 10_000
_SAMPLE = 2_000
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True)
class Landmarks:
    """What a chronology holds that can be asked for.

    ``event`` lies in its middle, is of one exact day and has an alias; ``later`` comes some twenty after it. The words are a
    common one, the rarest and the most common that the event has, and two of the event's that some events in a hundred have.
    """

    event: Event
    later: Event
    first_year: str
    last_year: str
    common: str
    rare: str
    familiar: str
    pair: tuple[str, str]

    @property
    def day(self) -> str:
        """The event's day, in ISO 8601."""
        return self.event.date

    @property
    def country(self) -> str:
        """The event's country."""
        return self.event.place.country if self.event.place else ""

    def days_on(self, days: int) -> str:
        """Return the day that comes so many after the event's."""
        return (date.fromisoformat(self.day) + timedelta(days=days)).isoformat()


def landmarks(path: Path, count: int) -> Landmarks:
    """Find the landmarks of a chronology in JSON Lines of so many events."""
    decode = msgspec.json.Decoder(Event).decode
    with path.open("rb") as lines:
        next(lines)
        before = [decode(line) for line in islice(lines, 0, count // 2, max(count // _SAMPLE, 1))]
        middle = [decode(line) for line in islice(lines, min(_SAMPLE, count - count // 2))]
    of_a_day = [event for event in middle if _DAY.fullmatch(event.date)]
    event = next(event for event in of_a_day if event.aliases)
    later = of_a_day[of_a_day.index(event) + 20]
    frequent = _frequencies([*before, *middle])
    words = sorted(_words(event), key=lambda word: (frequent[word], word))
    near = sorted(words, key=lambda word: abs(frequent[word] - 0.03))
    common = min(frequent, key=lambda word: abs(frequent[word] - 0.2))
    year = int(event.date[:4])
    first_year = next(event.date[:4] for event in before if _DAY.match(event.date))
    last_year = f"{year + (year - int(first_year)) // 2:04}"
    return Landmarks(event, later, first_year, last_year, common, words[0], words[-1], (near[0], near[1]))


def _words(event: Event) -> set[str]:
    return set(event.summary.lower().rstrip(".").split())


def _frequencies(events: list[Event]) -> dict[str, float]:
    """In which share of events each word comes."""
    counted = Counter(word for event in events for word in _words(event))
    return {word: count / len(events) for word, count in counted.items()}


QUESTIONS: dict[str, Callable[[Landmarks], Arguments]] = {
    "front": lambda _: (),
    "list": lambda _: ("list", "--limit", "20"),
    "between-few": lambda at: ("between", at.day, at.days_on(2)),
    "between-many": lambda at: ("between", at.first_year, at.last_year, "--limit", "20"),
    "search-rare": lambda at: ("search", at.rare),
    "search-common": lambda at: ("search", at.common),
    "search-two": lambda at: ("search", *at.pair),
    "search-kind": lambda at: ("search", at.common, "--kind", at.event.kind),
    "search-narrow": lambda at: ("search", at.familiar, "--kind", at.event.kind, "--track", at.event.track),
    "search-part-of": lambda at: ("search", at.familiar, "--part-of", at.event.part_of or at.event.id),
    "search-during": lambda at: ("search", at.common, "--during", f"{at.day}..{at.later.date}"),
    "list-kind": lambda at: ("list", "--kind", at.event.kind, "--limit", "20"),
    "list-part-of": lambda at: ("list", "--part-of", at.event.part_of or at.event.id, "--limit", "20"),
    "list-place": lambda at: ("list", "--place", at.country, "--limit", "20"),
    "between-place": lambda at: ("between", at.day, at.days_on(2), "--place", at.country, "--limit", "20"),
    "between-sorted": lambda at: ("between", at.first_year, at.last_year, "--sort", "title", "--limit", "20"),
    "show-id": lambda at: ("show", at.event.id),
    "show-alias": lambda at: ("show", at.event.aliases[0]),
    "compare": lambda at: ("compare", at.event.id, at.later.id),
    "timeline": lambda at: ("timeline", "--during", f"{at.day}..{at.later.date}", "--limit", "20"),
    "on-day": lambda at: ("on", at.day),
    "on-day-of-year": lambda at: ("on", at.day[5:]),
    "meanwhile": lambda at: ("meanwhile", at.event.id),
    "sources": lambda at: ("sources", at.event.id),
    "sources-all": lambda _: ("sources",),
    "stream": lambda _: ("list", "--limit", str(STREAMED_ROWS)),
}
"""By name, the arguments with which each question is put to ``liberation``."""


def rows_of(answer: bytes) -> int:
    """Count the events (of ``sources``, the sources) in what a command answered with ``--json``."""
    value = msgspec.json.decode(answer)
    if isinstance(value, list):
        return len(value)
    if "tracks" in value:
        return sum(bool(t["before"]) + len(t["under_way"]) + bool(t["after"]) for t in value["tracks"])
    if isinstance(value.get("events"), list):
        return len(value["events"])
    return int("id" in value)
