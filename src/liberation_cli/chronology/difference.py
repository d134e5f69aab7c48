"""Two chronologies side by side: which events are in both, in one only, and where the two do not agree.

Events are told apart by their positions in the indexes, and read only where something may differ, so that two long
chronologies take no more memory than their ids.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import Any, NamedTuple

import msgspec

from liberation_cli.chronology.chronology import Chronology, with_computed_fields
from liberation_cli.chronology.event import Event
from liberation_cli.chronology.fold import fold
from liberation_cli.dates import edtf, sentence
from liberation_cli.dates.relation import Allen, Relation, Span, ends_apart, relate
from liberation_cli.dates.when import When

_FIELDS = [field.encode_name for field in msgspec.structs.fields(Event)]


class MatchedBy(StrEnum):
    """By what an event of one chronology was found in the other."""

    ID = "id"
    ALIAS = "alias"
    TITLE = "title"


class Match(NamedTuple):
    """One event in both chronologies, by its positions in them."""

    a: int
    b: int
    by: MatchedBy


class Disparity(StrEnum):
    """How two dates of one event differ: they cannot both be right, or one says more than the other, or is surer."""

    DISAGREEMENT = "disagreement"
    PRECISION = "precision"
    QUALIFICATION = "qualification"


class DatesDiffer(NamedTuple):
    """Two dates of one event that are not the same; ``ends`` is the end of the second minus that of the first, in days."""

    a: When
    b: When
    relation: Relation
    ends: Span

    @property
    def disparity(self) -> Disparity:
        """What kind of difference this is."""
        if _days(self.a) == _days(self.b):
            return Disparity.QUALIFICATION
        # Both can be right if they may be the very same days: a month, and a day of it.
        return Disparity.PRECISION if Allen.EQUALS in self.relation.possible else Disparity.DISAGREEMENT

    @property
    def within(self) -> str:
        """Which of the two lies within the other, ``a`` or ``b``; empty if neither does, or both."""
        a_within, b_within = _lies_within(self.a, self.b), _lies_within(self.b, self.a)
        return "" if a_within == b_within else "a" if a_within else "b"

    @property
    def phrase(self) -> str:
        """What the second is, beside the first: ``1 day later``, ``more exact``."""
        match self.disparity:
            case Disparity.QUALIFICATION:
                surer = {(True, False): "the same, and sure of it", (False, True): "the same, but not sure of it"}
                return surer.get((self.a.qualified, self.b.qualified), "the same, and otherwise unsure")
            case Disparity.PRECISION:
                return {"a": "less exact", "b": "more exact"}.get(self.within, "may be the same days")
            case Disparity.DISAGREEMENT:
                return sentence.shift(self.relation.lead, self.ends)

    def to_json(self) -> dict[str, Any]:
        """Return the difference as ``diff --json`` gives it."""
        return {
            "difference": str(self.disparity),
            "within": self.within or None,
            "gap_days": self.relation.gap._asdict(),
            "starts_differ_days": self.relation.lead._asdict(),
            "ends_differ_days": self.ends._asdict(),
            "phrase": self.phrase,
        }


class Pair(NamedTuple):
    """An event as both chronologies have it.

    ``dates`` is None where they are the same; ``fields`` are the others that differ, in the order of the format.
    """

    a: Event
    b: Event
    by: MatchedBy
    dates: DatesDiffer | None
    fields: tuple[str, ...]


class Difference(NamedTuple):
    """How two chronologies differ, in the order of time of the first.

    ``alike`` counts the events that are the same in both. Of the matches that differ, ``dates`` are those whose dates do, by
    how, and ``fields`` the rest. ``only_a`` and ``only_b`` are the positions of events that one chronology alone has.
    """

    alike: int
    dates: dict[Disparity, list[Match]]
    fields: list[Match]
    only_a: list[int]
    only_b: list[int]

    @property
    def matches(self) -> Iterator[Match]:
        """The matches that differ."""
        for found in self.dates.values():
            yield from found
        yield from self.fields

    @property
    def is_none(self) -> bool:
        """Whether the events of both are the same."""
        return not (self.fields or self.only_a or self.only_b or any(self.dates.values()))


def difference(a: Chronology, b: Chronology) -> Difference:
    """Set two chronologies side by side."""
    matches, only_a, only_b = _matched(a, b)
    dates: dict[Disparity, list[Match]] = {disparity: [] for disparity in Disparity}
    fields: list[Match] = []
    for match in matches:
        found = _pair(a, b, match)
        if found is not None:
            (dates[found.dates.disparity] if found.dates else fields).append(match)
    return Difference(len(matches) - len(fields) - sum(map(len, dates.values())), dates, fields, only_a, only_b)


def pairs(a: Chronology, b: Chronology, matches: Iterable[Match]) -> Iterator[Pair]:
    """Yield the events of matches whole, with what differs; those that are the same in both are left out."""
    for match in matches:
        found = _pair(a, b, match)
        if found is not None:
            yield found


def to_json(a: Chronology, b: Chronology, found: Difference) -> Iterator[bytes]:
    """Yield each difference as ``diff --json`` gives it."""
    for pair in pairs(a, b, found.matches):
        yield _record("both", pair.a, pair.b, pair)
    for position in found.only_a:
        yield _record("a", a.event_at(position), None)
    for position in found.only_b:
        yield _record("b", None, b.event_at(position))


def _record(where: str, a: Event | None, b: Event | None, pair: Pair | None = None) -> bytes:
    return msgspec.json.encode(
        {
            "in": where,
            "a": a and msgspec.Raw(with_computed_fields(a)),
            "b": b and msgspec.Raw(with_computed_fields(b)),
            "matched_by": pair and str(pair.by),
            "dates": pair.dates.to_json() if pair and pair.dates else None,
            "fields": pair.fields if pair else (),
        }
    )


def _matched(a: Chronology, b: Chronology) -> tuple[list[Match], list[int], list[int]]:
    """Match each event of one chronology with at most one of the other; and the positions of those left over."""
    by_id = dict(b.ids())
    matches: list[Match] = []
    left_a: list[int] = []
    for event_id, position in a.ids():
        other = by_id.pop(event_id, None)
        if other is None:
            left_a.append(position)
        else:
            matches.append(Match(position, other, MatchedBy.ID))
    left_b = list(by_id.values())
    for by, keys_of in ((MatchedBy.ALIAS, _names_of), (MatchedBy.TITLE, _title_and_date_of)):
        found = _matched_by(keys_of, a, left_a, b, left_b)
        matches += [Match(position, other, by) for position, other in found.items()]
        taken = set(found.values())
        left_a = [position for position in left_a if position not in found]
        left_b = [position for position in left_b if position not in taken]
    return sorted(matches), left_a, left_b


Keys = Callable[[Chronology, int], list[object]]
"""By what the event at a position may be known; the first that another event has counts."""


def _matched_by(keys_of: Keys, a: Chronology, left_a: list[int], b: Chronology, left_b: list[int]) -> dict[int, int]:
    """For positions of one chronology, those of the other whose events go by the same key, each taken once."""
    if not left_a:
        return {}
    places: dict[object, deque[int]] = defaultdict(deque)
    for position in left_b:
        for key in keys_of(b, position):
            places[key].append(position)
    found: dict[int, int] = {}
    taken: set[int] = set()
    for position in left_a if places else ():
        free = (_first_free(places[key], taken) for key in keys_of(a, position) if key in places)
        other = next((candidate for candidate in free if candidate is not None), None)
        if other is not None:
            found[position] = other
            taken.add(other)
    return found


def _first_free(candidates: deque[int], taken: set[int]) -> int | None:
    while candidates and candidates[0] in taken:
        candidates.popleft()
    return candidates[0] if candidates else None


def _names_of(chronology: Chronology, position: int) -> list[object]:
    event = chronology.event_at(position)
    return [folded for name in (event.id, *event.aliases) if (folded := fold(name))]


def _title_and_date_of(chronology: Chronology, position: int) -> list[object]:
    entry = chronology.entry_at(position)
    title = fold(entry.title)
    return [(title, entry.when)] if title else []


def _pair(a: Chronology, b: Chronology, match: Match) -> Pair | None:
    if a.body_at(match.a) == b.body_at(match.b):
        return None
    one, other = a.event_at(match.a), b.event_at(match.b)
    dates = _dates_differ(one.date, other.date)
    fields = [name for name in _FIELDS if getattr(one, name) != getattr(other, name)]
    if dates:
        fields.remove("date")
    return Pair(one, other, match.by, dates, tuple(fields)) if dates or fields else None


def _dates_differ(one: str, other: str) -> DatesDiffer | None:
    a, b = edtf.parse(one), edtf.parse(other)
    return None if a == b else DatesDiffer(a, b, relate(a, b), ends_apart(a, b))


def _days(when: When) -> tuple[int, int, int, int]:
    return (*when.start[:2], *when.end[:2])


def _lies_within(inner: When, outer: When) -> bool:
    return outer.earliest <= inner.earliest and inner.latest <= outer.latest
