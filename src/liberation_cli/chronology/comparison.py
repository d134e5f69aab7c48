"""Events set against each other: how they lie in time, how far apart, and what the answer rests on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import combinations
from math import asin, cos, radians, sin, sqrt
from typing import Any, NamedTuple

from liberation_cli.chronology.event import Dating, Event, Place
from liberation_cli.dates import edtf, sentence
from liberation_cli.dates.relation import Relation, relate

_EARTH_RADIUS_KM = 6371.0088
"""Mean radius of the WGS 84 ellipsoid, (2a + b) / 3, as the IUGG defines it."""


class CalendarDifference(NamedTuple):
    """A difference between two days by the calendar; all parts have the sign of the direction."""

    years: int
    months: int
    days: int


class Alternative(NamedTuple):
    """What another dating of one event would say of a pair: in a ``sentence``, and with ``it`` for the event's title."""

    event: Event
    dating: Dating
    sentence: str
    of_it: str
    differs: bool


class Pair(NamedTuple):
    """Two events set against each other; ``distance_km`` is None where it cannot be told."""

    a: Event
    b: Event
    relation: Relation
    distance_km: float | None
    sentence: str
    alternatives: tuple[Alternative, ...]

    @property
    def starts_differ(self) -> CalendarDifference | None:
        """The difference between the two first days by the calendar; None unless both are known."""
        a, b = self.a.when, self.b.when
        if a.start.open or b.start.open or a.earliest != a.latest_start or b.earliest != b.latest_start:
            return None
        from dateutil.relativedelta import relativedelta  # noqa: PLC0415 - costs as much as the rest of a comparison

        between = relativedelta(date.fromordinal(b.earliest), date.fromordinal(a.earliest))
        return CalendarDifference(between.years, between.months, between.days)

    def to_json(self) -> dict[str, Any]:
        """Return the pair as ``compare --json`` gives it."""
        starts = self.starts_differ
        return {
            "a": self.a.id,
            "b": self.b.id,
            "relations": [str(allen) for allen in self.relation.possible],
            "certain": self.relation.certain,
            "gap_days": {"min": self.relation.gap.min, "max": self.relation.gap.max},
            "starts_differ": None if starts is None else {"years": starts.years, "months": starts.months, "days": starts.days},
            "distance_km": None if self.distance_km is None else round(self.distance_km),
            "sentence": self.sentence,
            "other_datings": [
                {"event": other.event.id, "date": other.dating.date, "says": other.dating.says, "sentence": other.sentence}
                for other in self.alternatives
            ],
        }


class Comparison(NamedTuple):
    """Two events or more, and every pair of them."""

    events: tuple[Event, ...]
    pairs: tuple[Pair, ...]


def compare(events: Sequence[Event]) -> Comparison:
    """Set each event against each that follows it."""
    return Comparison(tuple(events), tuple(_pair(a, b) for a, b in combinations(events, 2)))


def _pair(a: Event, b: Event) -> Pair:
    relation = relate(a.when, b.when)
    words = sentence.relation(relation, a.title, b.title) + "."
    return Pair(
        a,
        b,
        relation,
        distance_km=distance_km(a.place, b.place),
        sentence=words,
        alternatives=(*_alternatives(a, b, words, redated=a), *_alternatives(a, b, words, redated=b)),
    )


def _alternatives(a: Event, b: Event, words: str, redated: Event) -> list[Alternative]:
    found = []
    for dating in redated.datings:
        when = edtf.parse(dating.date)
        if when == redated.when:
            continue
        relation = relate(when, b.when) if redated is a else relate(a.when, when)
        names = ("it", b.title) if redated is a else (a.title, "it")
        other = sentence.relation(relation, a.title, b.title) + "."
        of_it = sentence.relation(relation, *names) + "."
        found.append(Alternative(redated, dating, other, of_it, differs=other != words))
    return found


def distance_km(a: Place | None, b: Place | None) -> float | None:
    """Return the great-circle distance between two places in kilometres; None where either has no coordinates.

    The haversine formula (R. W. Sinnott, "Virtues of the Haversine", Sky and Telescope 68 (1984), 159) on a sphere, which
    is within 0.6 % of the ellipsoid: enough for places known to the town.
    """
    if a is None or b is None or a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    lat_a, lat_b = radians(a.lat), radians(b.lat)
    half = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin(radians(b.lon - a.lon) / 2) ** 2
    return 2 * _EARTH_RADIUS_KM * asin(sqrt(min(1.0, half)))
