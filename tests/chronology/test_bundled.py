"""What the chronology that ships with the program promises, whatever its events are."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
import pytest

from liberation_cli.chronology.chronology import BUNDLED, Chronology
from liberation_cli.chronology.comparison import compare
from liberation_cli.chronology.event import ChronologyDocument, Event, Source
from liberation_cli.chronology.selection import Selection
from liberation_cli.dates import edtf, period
from liberation_cli.errors import DateError


@pytest.fixture(scope="module")
def document() -> ChronologyDocument:
    return msgspec.json.decode(BUNDLED.read_bytes(), type=ChronologyDocument)


@pytest.fixture
def bundled() -> Iterator[Chronology]:
    with Chronology() as chronology:
        yield chronology


def test_it_opens_without_a_problem(bundled: Chronology, document: ChronologyDocument) -> None:
    assert len(bundled) == len(list(bundled.select(Selection()))) == len(document.events) > 100


def test_it_is_kept_in_the_canonical_layout(document: ChronologyDocument) -> None:
    assert msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n" == BUNDLED.read_bytes()


def test_it_is_sorted_by_date(document: ChronologyDocument) -> None:
    whens = [event.when for event in document.events]
    assert [event.id for event, a, b in zip(document.events[1:], whens, whens[1:], strict=False) if b < a] == []


def test_every_event_has_a_track_a_kind_and_a_place_with_coordinates(document: ChronologyDocument) -> None:
    def placed(event: Event) -> bool:
        return event.place is not None and event.place.lat is not None and event.place.lon is not None

    assert [event.id for event in document.events if not (event.track and event.kind and placed(event))] == []


def origin(source: Source) -> set[str]:
    """Who is behind a source, as far as can be told: its publisher, and the host that serves it."""
    host = urlsplit(source.url).hostname or ""
    return {name for name in (source.publisher.casefold(), host.removeprefix("www.")) if name}


def independent(sources: list[Source]) -> bool:
    """Whether two of them have different publishers and hosts, no more than one of the two an encyclopaedia."""
    return any(
        not origin(a) & origin(b) and [a.kind, b.kind] != ["encyclopaedia", "encyclopaedia"] for a in sources for b in sources
    )


def test_every_event_rests_on_two_independent_sources(document: ChronologyDocument) -> None:
    by_id = {source.id: source for source in document.sources}
    cited = {event.id: [by_id[citation.source] for citation in event.sources] for event in document.events}
    assert [event_id for event_id, sources in cited.items() if not independent(sources)] == []


def test_every_source_is_used(document: ChronologyDocument) -> None:
    used = {citation.source for event in document.events for citation in event.citations}
    assert {source.id for source in document.sources} == used


def test_every_track_is_used(document: ChronologyDocument) -> None:
    assert {track.id for track in document.tracks} == {event.track for event in document.events}


@pytest.mark.parametrize("reference", ["rome", "cassino", "d-day", "salerno", "anzio", "diadem", "armistice"])
def test_what_people_ask_for_first_is_found(bundled: Chronology, reference: str) -> None:
    assert bundled.find(reference).id


def test_rome_came_a_day_before_d_day(bundled: Chronology) -> None:
    (pair,) = compare([bundled.find("rome"), bundled.find("d-day")]).pairs
    assert pair.to_json()["relations"] == ["meets"]
    assert pair.to_json()["gap_days"] == {"min": 1, "max": 1}
    assert pair.to_json()["certain"] is True
    assert "1 day before" in pair.sentence


def test_nothing_leads_to_what_came_before_it(document: ChronologyDocument) -> None:
    by_id = {event.id: event for event in document.events}
    backwards = [
        (event.id, link.event)
        for event in document.events
        for link in event.led_to
        if by_id[link.event].when.latest_start < event.when.earliest
    ]
    assert backwards == []


def test_a_part_touches_its_whole_in_time(document: ChronologyDocument) -> None:
    by_id = {event.id: event.when for event in document.events}
    apart = [
        event.id
        for event in document.events
        if event.part_of
        and not (event.when.earliest <= by_id[event.part_of].latest and event.when.latest >= by_id[event.part_of].earliest)
    ]
    assert apart == []


def test_every_dating_is_a_date(document: ChronologyDocument) -> None:
    for event in document.events:
        for dating in event.datings:
            assert edtf.parse(dating.date)


def test_ids_of_sources_and_tracks_are_its_own(document: ChronologyDocument) -> None:
    for names in ([source.id for source in document.sources], [track.id for track in document.tracks]):
        assert len(names) == len(set(names))


MAIN_CHAIN = [
    "casablanca-conference",
    "invasion-of-sicily",
    "operation-baytown",
    "naples-entered",
    "volturno-crossing",
    "gustav-line",
    "anzio-landing",
    "operation-diadem",
    "liberation-of-rome",
    "gothic-line-offensive",
    "spring-offensive-1945",
    "caserta-surrender",
    "surrender-in-italy",
]


def test_how_one_thing_led_to_another_can_be_walked_from_casablanca_to_the_surrender(document: ChronologyDocument) -> None:
    following = {event.id: [link.event for link in event.led_to] for event in document.events}

    def reached(start: str) -> set[str]:
        found, ahead = {start}, [start]
        while ahead:
            ahead = [event_id for here in ahead for event_id in following[here] if event_id not in found]
            found.update(ahead)
        return found

    assert [(a, b) for a, b in pairwise(MAIN_CHAIN) if b not in reached(a)] == []


def test_an_id_that_was_published_stays(document: ChronologyDocument) -> None:
    published = (Path(__file__).parent / "published_ids.txt").read_text(encoding="utf-8").split()
    assert sorted(set(published) - {event.id for event in document.events}) == []


def test_an_alias_is_never_a_date_which_would_mean_that_day(document: ChronologyDocument) -> None:
    def is_date(alias: str) -> bool:
        try:
            period.parse(alias)
        except DateError:
            return False
        return True

    assert [alias for event in document.events for alias in event.aliases if is_date(alias)] == []
