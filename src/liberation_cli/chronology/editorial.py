"""What the bundled chronology asks of itself beyond the format, and any other that is checked strictly.

docs/editing.md tells why; the tests hold the bundled chronology to every one of these.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from itertools import combinations
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlparse

import msgspec

from liberation_cli.chronology.chronology import Chronology
from liberation_cli.chronology.event import ChronologyDocument, Event, Source
from liberation_cli.chronology.file import FILE, HEADER
from liberation_cli.chronology.fold import fold
from liberation_cli.chronology.layout import canonical
from liberation_cli.dates import edtf
from liberation_cli.dates.when import When
from liberation_cli.errors import Location, Problem, quote

KINDS = {
    "battle": "a fight with a beginning and an end",
    "landing": "troops put ashore, or down from the air",
    "offensive": "a planned attack of armies, of which battles are part",
    "advance": "a pursuit, a crossing, a town taken in passing",
    "liberation": "a town or a country freed",
    "surrender": "a surrender or an armistice",
    "occupation": "a place seized or held by an enemy",
    "air-raid": "a raid, or a campaign of raids",
    "sea": "an action or a loss at sea",
    "defence-line": "a line built, held or given up",
    "decision": "an order, a plan, a directive",
    "conference": "a meeting of governments or commanders",
    "government": "a government formed or fallen, an act of a state",
    "massacre": "the killing of people who could not fight back",
    "deportation": "people taken away",
    "resistance": "a rising, a strike, an action of partisans",
    "civilians": "hunger, flight, disaster, the life of those who did not fight",
}
"""The kinds of event of the bundled chronology, and what each means."""

_ENCYCLOPAEDIA = "encyclopaedia"
_SEARCHED_THROUGH = ("official history", "book", "study", _ENCYCLOPAEDIA)
"""Kinds of sources in which a statement is not found without being told where: others are short, or one page."""
_ALIKE = 0.6
"""Two events of one date are taken for the same if their titles share this much of their words."""


class EditorialCheck(NamedTuple):
    """A check by name: what it asks for, and how it is asked."""

    asks: str
    problems: Callable[[Chronology], Iterator[Problem]]


def is_independent(first: Source, second: Source) -> bool:
    """Whether two sources count as two: neither of one publisher nor on one site, and not both encyclopaedias."""
    both_encyclopaedias = first.kind == second.kind == _ENCYCLOPAEDIA
    return not both_encyclopaedias and not _origins(first) & _origins(second)


def _origins(source: Source) -> set[str]:
    """Who is behind a source, as far as it tells: its publisher, and the site it stands on."""
    site = (urlparse(source.url).hostname or "").removeprefix("www.")
    return {fold(source.publisher), site} - {""}


def _complete(chronology: Chronology) -> Iterator[Problem]:
    for event in chronology.events():
        for field in ("track", "kind", "place", "account"):
            if not getattr(event, field):
                yield _problem(event, f"has no {field}", f"add the field {field}")
        if event.place and event.place.lat is None:
            yield _problem(event, "has no coordinates", "give lat and lon, to the town", "place")


def _kinds(chronology: Chronology) -> Iterator[Problem]:
    for event in chronology.events():
        if event.kind and event.kind not in KINDS:
            yield _problem(event, f"{quote(event.kind)} is no kind", f"the kinds are {', '.join(KINDS)}", "kind")


def _sources(chronology: Chronology) -> Iterator[Problem]:
    for event in chronology.events():
        cited = list(chronology.sources_of(event).values())
        if not any(is_independent(first, second) for first, second in combinations(cited, 2)):
            instead = "cite two that do not copy each other, of which one may be an encyclopaedia"
            yield _problem(event, "does not rest on two independent sources", instead, "sources")
        elif len(event.sources) < 2:
            yield _problem(event, "cites fewer than two sources for the event itself", "cite two", "sources")
    used = chronology.times_cited()
    for source in chronology.sources():
        if not used[source.id]:
            where = HEADER.at("sources", "id")._replace(value=source.id)
            yield Problem(where, f"{quote(source.id)} is cited by no event", "cite it, or leave it out")


def _locators(chronology: Chronology) -> Iterator[Problem]:
    kinds = {source.id: source.kind for source in chronology.sources()}
    for event in chronology.events():
        bare = {cited.source for cited in event.citations if not cited.at and kinds[cited.source] in _SEARCHED_THROUGH}
        for source in sorted(bare):
            yield _problem(event, f"does not say where in {quote(source)}", "add the chapter, entry or page as “at”", "sources")


def _parts(chronology: Chronology) -> Iterator[Problem]:
    for event in chronology.events():
        if event.part_of and not _lies_within(event, chronology.event(event.part_of)):
            what = f"({event.date}) lies outside {quote(event.part_of)}, which it is part of"
            yield _problem(event, what, "mend a date, or add the dating that explains it", "part_of")


def _lies_within(part: Event, whole: Event) -> bool:
    """Whether one of a part's datings lies within one of the whole's."""
    return any(
        outer.earliest <= inner.earliest and inner.latest <= outer.latest for outer in _whens(whole) for inner in _whens(part)
    )


def _whens(event: Event) -> list[When]:
    return [event.when, *(edtf.parse(dating.date) for dating in event.datings)]


def _consequences(chronology: Chronology) -> Iterator[Problem]:
    for event in chronology.events():
        for link in event.led_to:
            if chronology.event(link.event).when.latest_start < event.when.earliest:
                yield _problem(event, f"leads back in time, to {quote(link.event)}", "turn it round", "led_to")
            if not link.sources:
                yield _problem(event, f"has no source for leading to {quote(link.event)}", "cite one", "led_to")


def _places(chronology: Chronology) -> Iterator[Problem]:
    boxes = msgspec.json.decode(_country_file().read_bytes(), type=dict[str, tuple[float, float, float, float]])
    for event in chronology.events():
        place = event.place
        if not place or not place.country or place.lat is None or place.lon is None:
            continue
        if place.country not in boxes:
            yield _problem(
                event, f"names {quote(place.country)}, of which no bounds are known", "add it to countries.json", "place"
            )
            continue
        south, north, west, east = boxes[place.country]
        if not (south <= place.lat <= north and west <= place.lon <= east):
            yield _problem(event, f"({place.lat}, {place.lon}) lies outside {place.country}", "mend either", "place")


def _country_file() -> Path:
    return Path(import_module("liberation_cli.data").__path__[0]) / "countries.json"


def _duplicates(chronology: Chronology) -> Iterator[Problem]:
    by_date: dict[str, list[Event]] = {}
    for event in chronology.events():
        by_date.setdefault(event.date, []).append(event)
    for events in by_date.values():
        for first, second in combinations(events, 2):
            one, other = set(fold(first.title).split()), set(fold(second.title).split())
            if len(one & other) >= _ALIKE * len(one | other):
                yield _problem(second, f"seems to be the same as {quote(first.id)}", "make them one, or their titles clearer")


def _layout(chronology: Chronology) -> Iterator[Problem]:
    data = chronology.path.read_bytes()
    if chronology.path.suffix == ".json" and canonical(msgspec.json.decode(data, type=ChronologyDocument)) != data:
        yield Problem(FILE, "is not in the canonical layout", "“liberation format” lays it out")
    whens = [event.when for event in msgspec.json.decode(data, type=ChronologyDocument).events]
    if whens != sorted(whens):
        yield Problem(FILE.at("events"), "are not in the order of time", "“liberation format” sorts them")


def _problem(event: Event, what: str, instead: str, field: str = "") -> Problem:
    return Problem(Location(event=event.id, steps=(field,) if field else ()), what, instead)


EDITORIAL_CHECKS = {
    "complete": EditorialCheck("a track, a kind, a place with coordinates and an account for each event", _complete),
    "kinds": EditorialCheck("a kind from the closed list", _kinds),
    "sources": EditorialCheck("two independent sources for each event, and no source that is not cited", _sources),
    "locators": EditorialCheck("the place in every official history, book, study and encyclopaedia that is cited", _locators),
    "parts": EditorialCheck("parts that lie within their whole, or a dating that explains it", _parts),
    "consequences": EditorialCheck("nothing that leads back in time, and a source for each link", _consequences),
    "places": EditorialCheck("coordinates that lie in the country named", _places),
    "duplicates": EditorialCheck("no event twice", _duplicates),
    "layout": EditorialCheck("the canonical layout, and the order of time", _layout),
}


def editorial_problems(chronology: Chronology, names: list[str]) -> Iterator[Problem]:
    """Yield what the named checks find, check by check."""
    for name in names:
        for problem in EDITORIAL_CHECKS[name].problems(chronology):
            yield problem._replace(check=name)
