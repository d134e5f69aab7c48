from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from liberation_cli.chronology import selection
from liberation_cli.chronology.chronology import Chronology
from liberation_cli.chronology.entry import Entry
from liberation_cli.chronology.selection import Selection
from liberation_cli.dates import edtf, period
from liberation_cli.dates.period import Period
from liberation_cli.dates.when import OPEN_FUTURE, OPEN_PAST, When
from liberation_cli.errors import UnknownEvent, UnknownName
from tests.chronology import strategies
from tests.chronology.making import Record, chronology_of, event, ids
from tests.conftest import SMALL_EVENTS, WriteChronology

ALL = [record["id"] for record in SMALL_EVENTS]


def when_of(record: Record) -> When:
    return edtf.parse(record["date"])


def in_order(records: list[Record]) -> list[Record]:
    """The oracle of order: by date, and as in the file where dates are the same."""
    return sorted(records, key=when_of)


def named(records: list[Record]) -> list[str]:
    return [record["id"] for record in records]


def belonging(records: list[Record], whole: str) -> set[str]:
    """The oracle of ``part_of``: an event and all below it."""
    found = {whole}
    for _ in records:
        found |= {record["id"] for record in records if record.get("part_of") in found}
    return found


# Against plain Python


@given(strategies.chronologies())
def test_all_events_come_in_the_order_of_time_however_the_file_has_them(records: list[Record]) -> None:
    with chronology_of(records) as chronology:
        assert ids(chronology) == named(in_order(records))
        assert len(chronology) == len(records)


@given(strategies.chronologies(), st.lists(strategies.periods, min_size=1, max_size=5))
def test_a_period_holds_the_events_that_may_lie_in_it(records: list[Record], periods: list[Period]) -> None:
    with chronology_of(records) as chronology:
        for during in periods:
            assert ids(chronology, during=during) == named([r for r in in_order(records) if during.may_hold(when_of(r))])


@given(
    records=strategies.chronologies(),
    during=st.none() | strategies.periods,
    tracks=st.lists(st.sampled_from(strategies.TRACKS), unique=True, max_size=2),
    kinds=st.lists(st.sampled_from(strategies.KINDS), unique=True, max_size=2),
    limit=st.none() | st.integers(0, 5),
    data=st.data(),
)
def test_conditions_must_all_be_met(
    *,
    records: list[Record],
    during: Period | None,
    tracks: list[str],
    kinds: list[str],
    limit: int | None,
    data: st.DataObject,
) -> None:
    whole = data.draw(st.sampled_from(["", *named(records)]))
    parts = belonging(records, whole)
    kinds = [kind for kind in kinds if any(record["kind"] == kind for record in records)]
    expected = [
        record
        for record in in_order(records)
        if (during is None or during.may_hold(when_of(record)))
        and (not tracks or record["track"] in tracks)
        and (not kinds or record["kind"] in kinds)
        and (not whole or record["id"] in parts)
    ]
    header = {"tracks": [{"id": track, "title": f"The {track}"} for track in strategies.TRACKS]}
    selection = Selection(during=during, tracks=tuple(tracks), kinds=tuple(kinds), part_of=whole, limit=limit)
    with chronology_of(records, **header) as chronology:
        assert [entry.id for entry in chronology.select(selection)] == named(expected)[:limit]
        assert [json.loads(body)["id"] for body in chronology.select_json(selection)] == named(expected)[:limit]


@given(
    records=strategies.chronologies(),
    titles=st.lists(st.sampled_from(["a", "A", "b", "B c", "z"]), min_size=12, max_size=12),
    during=st.none() | strategies.periods,
    kinds=st.lists(st.sampled_from(strategies.KINDS), unique=True, max_size=2),
    limit=st.none() | st.integers(0, 13),
    steps=st.integers(0, 13),
)
def test_by_title_come_the_first_of_all_that_meet_the_conditions(
    *, records: list[Record], titles: list[str], during: Period | None, kinds: list[str], limit: int | None, steps: int
) -> None:
    titled = [{**record, "title": title, "place": {"name": "Anzio"}} for record, title in zip(records, titles, strict=False)]
    chosen = [
        record
        for record in in_order(titled)
        if (not during or during.may_hold(when_of(record))) and (not kinds or record["kind"] in kinds)
    ]
    by_title = sorted(chosen, key=lambda record: record["title"].casefold())
    with pytest.MonkeyPatch.context() as patch, chronology_of(titled) as chronology:
        patch.setattr(selection, "_STEPS", steps)
        assume(set(kinds) <= set(chronology.kinds))
        for place in ("", "anzio"):
            found = ids(chronology, order="title", during=during, kinds=tuple(kinds), place=place, limit=limit)
            assert found == named(by_title)[:limit]


@given(strategies.chronologies())
def test_each_event_has_its_neighbours_in_time(records: list[Record]) -> None:
    with chronology_of(records) as chronology:
        order = [None, *named(in_order(records)), None]
        for before, event_id, after in zip(order, order[1:], order[2:], strict=False):
            assert event_id is not None
            found = chronology.neighbours(chronology.find(event_id))
            assert [entry and entry.id for entry in found] == [before, after]


@given(strategies.chronologies())
def test_the_parts_of_an_event_come_in_order_and_know_their_whole(records: list[Record]) -> None:
    with chronology_of(records) as chronology:
        for record in records:
            found = chronology.parts(chronology.find(record["id"]))
            assert [part.id for part in found] == named([r for r in in_order(records) if r.get("part_of") == record["id"]])
            for part in found:
                whole = chronology.whole(chronology.find(part.id))
                assert whole is not None
                assert whole.id == record["id"]


def remembered(record: Record) -> set[tuple[int, int]]:
    """The oracle of anniversaries: of known days, all of no more than 31, or else the first and the last."""
    when = when_of(record)
    bounds = (when.start.earliest, when.start.latest, when.end.earliest, when.end.latest)
    if when.start.earliest != when.start.latest or when.end.earliest != when.end.latest:
        return set()
    if OPEN_PAST in bounds or OPEN_FUTURE in bounds:
        return set()
    first, last = date.fromordinal(when.earliest), date.fromordinal(when.latest)
    days = [first + timedelta(n) for n in range((last - first).days + 1)] if (last - first).days < 31 else [first, last]
    return {(day.month, day.day) for day in days}


@given(strategies.chronologies(), st.integers(0, 99))
def test_a_day_of_the_year_recalls_what_is_known_to_the_day(records: list[Record], number: int) -> None:
    day = strategies.FIRST + timedelta(number)
    with chronology_of(records) as chronology:
        found = [entry.id for entry in chronology.on_day_of_year(day.month, day.day)]
    assert found == named([record for record in in_order(records) if (day.month, day.day) in remembered(record)])


@given(strategies.chronologies(), strategies.periods)
def test_meanwhile_shows_each_track_before_during_and_after(records: list[Record], during: Period) -> None:
    header = {"tracks": [{"id": track, "title": track} for track in strategies.TRACKS]}
    with chronology_of(records, **header) as chronology:
        moments = chronology.meanwhile(during)
    assert [moment.track for moment in moments] == strategies.TRACKS
    for moment in moments:
        here = [record for record in in_order(records) if record["track"] == moment.track]
        under_way = named([record for record in here if during.may_hold(when_of(record))])
        assert [entry.id for entry in moment.under_way] == under_way[:8]
        assert moment.more is (len(under_way) > 8)
        before = [when_of(record).latest for record in here if when_of(record).latest < during.first]
        after = [record for record in here if when_of(record).earliest > during.last]
        assert (moment.before and moment.before.when.latest) == max(before, default=None)
        assert (moment.after and moment.after.id) == (after[0]["id"] if after else None)


def told_days(records: list[Record]) -> list[int]:
    return [
        day for record in records for day in (when_of(record).earliest, when_of(record).latest) if OPEN_PAST < day < OPEN_FUTURE
    ]


@given(strategies.chronologies())
def test_the_span_runs_from_the_first_day_that_is_told_to_the_last(records: list[Record]) -> None:
    with chronology_of(records) as chronology:
        told = told_days(records)
        assert chronology.span == (Period(min(told), max(told)) if told else None)


@given(strategies.chronologies())
def test_the_histogram_counts_every_event_by_a_day_that_is_told_of_it(records: list[Record]) -> None:
    with chronology_of(records) as chronology:
        histogram = chronology.histogram
        for track in strategies.TRACKS:
            assert sum(histogram.get(track, [])) == sum(record["track"] == track for record in records)


@given(strategies.chronologies())
def test_json_holds_the_event_and_what_follows_from_its_date(records: list[Record]) -> None:
    with chronology_of(records) as chronology:
        bodies: list[Any] = [json.loads(body) for body in chronology.select_json(Selection())]
        assert [json.loads(chronology.json_of(chronology.find(body["id"]))) for body in bodies] == bodies
        assert [json.loads(chronology.json_at(entry)) for entry in chronology.select(Selection())] == bodies
    for body, record in zip(bodies, in_order(records), strict=True):
        when = when_of(record)
        days = [None if day in (OPEN_PAST, OPEN_FUTURE) else date.fromordinal(day) for day in (when.earliest, when.latest)]
        assert body == {
            **record,
            "earliest": days[0] and days[0].isoformat(),
            "latest": days[1] and days[1].isoformat(),
            "approximate": "~" in record["date"] or "%" in record["date"],
            "uncertain": "?" in record["date"] or "%" in record["date"],
        }


# By name and by word


@pytest.fixture
def small(small_chronology: Path) -> Any:
    with Chronology(small_chronology) as chronology:
        yield chronology


SELECTED: list[tuple[dict[str, Any], str, str]] = [
    ({}, " ".join(ALL), "no condition"),
    ({"tracks": ("home",)}, "hunger-winter partisan-raid rationing shut-gate", "a track by its id"),
    ({"tracks": ("ho",)}, "hunger-winter partisan-raid rationing shut-gate", "by the start of it"),
    ({"tracks": ("LIFE at home",)}, "hunger-winter partisan-raid rationing shut-gate", "by its title"),
    ({"tracks": ("life",)}, "hunger-winter partisan-raid rationing shut-gate", "by the start of its title"),
    ({"tracks": ("home", "land")}, " ".join(ALL), "any of two tracks"),
    ({"tracks": ("sea",)}, "", "a track without events"),
    ({"kinds": ("raid",)}, "partisan-raid", "a kind"),
    ({"kinds": ("LIB",)}, "fall-of-rome", "the start of a kind, in capitals"),
    ({"kinds": ("raid", "battle")}, "partisan-raid florence", "any of two kinds"),
    ({"place": "forli"}, "partisan-raid", "a place without its accent"),
    ({"place": "FORLÌ"}, "partisan-raid", "a place in capitals"),
    ({"place": "l'aquila"}, "hunger-winter", "a place with another apostrophe"),
    ({"place": "italy"}, "hunger-winter partisan-raid fall-of-rome florence bridges-blown", "a country"),
    ({"place": "Florence, Italy"}, "florence bridges-blown", "a place and its country"),
    ({"place": "flor"}, "florence bridges-blown", "the start of a place"),
    ({"place": "rome"}, "fall-of-rome", "a place, not what D-Day's summary says of Rome"),
    ({"place": "paris"}, "", "a place that is not there"),
    ({"place": '"; --'}, "", "no word at all"),
    ({"part_of": "campaign"}, "campaign fall-of-rome florence bridges-blown", "parts, and parts of parts"),
    ({"part_of": "the battle for"}, "florence bridges-blown", "by words of its title"),
    ({"part_of": "rome"}, "fall-of-rome", "what has no parts, by an alias"),
    ({"limit": 2}, "campaign hunger-winter", "the first two"),
    ({"limit": 0}, "", "none"),
    ({"kinds": ("hardship",), "order": "title"}, "rationing hunger-winter", "by title"),
    ({"tracks": ("land",), "order": "place"}, "campaign florence bridges-blown d-day fall-of-rome", "by place, then time"),
    ({"during": period.parse("June 1944")}, "campaign fall-of-rome d-day shut-gate", "a month"),
    ({"during": period.parse("since 1950")}, "shut-gate", "what has no end goes on"),
    ({"during": period.parse("June 1944"), "place": "italy", "tracks": ("land",)}, "fall-of-rome", "all at once"),
]


@pytest.mark.parametrize(
    ("conditions", "selected", "remark"), SELECTED, ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_selection_holds_what_meets_its_conditions(
    small: Chronology, conditions: dict[str, Any], selected: str, remark: str
) -> None:
    assert ids(small, **conditions) == selected.split(), remark


def test_every_word_of_a_place_must_be_in_the_place(write_chronology: WriteChronology) -> None:
    abbey = event("abbey", place={"name": "Monte Cassino"})
    hill = event("hill", place={"name": "Monte Trocchio"}, summary="In sight of Cassino.")
    with Chronology(write_chronology([abbey, hill])) as chronology:
        assert ids(chronology, place="monte cassino") == ["abbey"]
        assert ids(chronology, place="cassino monte") == ["abbey"]


PLACES = ["Weißenfels", "Ærø", "Ørsta", "Łódź", "Đakovo", "Αθήνα", "Πειραιάς", "İzmir", "Iași", "Ulm", "Ciudad Real 2ª"]


@pytest.mark.parametrize("name", PLACES)
def test_a_place_is_found_as_it_is_written(write_chronology: WriteChronology, name: str) -> None:
    with Chronology(write_chronology([event("siege", place={"name": name})])) as chronology:
        assert ids(chronology, place=name) == ["siege"]


UNKNOWN: list[tuple[dict[str, Any], str, str]] = [
    ({"tracks": ("air",)}, "there is no track “air”", "the tracks are land, home, sea"),
    ({"tracks": ("land", "air")}, "there is no track “air”", "the tracks are land, home, sea"),
    ({"tracks": ("",)}, "there is no track “”", "the tracks are land, home, sea"),
    (
        {"kinds": ("rain",)},
        "there is no kind “rain”",
        "the kinds are battle, campaign, custom, demolition, hardship, landing, liberation, raid",
    ),
]


@pytest.mark.parametrize(("conditions", "message", "hint"), UNKNOWN)
def test_a_track_or_kind_that_is_not_there_is_told_with_those_that_are(
    small: Chronology, conditions: dict[str, Any], message: str, hint: str
) -> None:
    with pytest.raises(UnknownName) as caught:
        ids(small, **conditions)
    assert (caught.value.message, caught.value.hint) == (message, hint)


def test_the_start_of_two_tracks_is_neither(write_chronology: WriteChronology) -> None:
    path = write_chronology([event(track="west-front"), event("relief", track="west-coast")])
    with Chronology(path) as chronology, pytest.raises(UnknownName):
        ids(chronology, tracks=("west",))


def test_the_whole_of_a_selection_must_be_there(small: Chronology) -> None:
    with pytest.raises(UnknownEvent):
        ids(small, part_of="crusade")


def test_an_entry_tells_what_a_list_shows(small: Chronology) -> None:
    entries = {entry.id: entry for entry in small.select(Selection())}
    assert entries["fall-of-rome"] == Entry(
        5, "fall-of-rome", "The fall of Rome", "1944-06-04/1944-06-05", "land", "liberation", "Rome", disputed=False
    )
    assert [name for name, entry in entries.items() if entry.disputed] == ["bridges-blown"]
    assert entries["campaign"].place == ""
    assert small.entry(small.find("rome")) == entries["fall-of-rome"]


def test_what_led_to_an_event_and_what_it_led_to_are_found(small: Chronology) -> None:
    assert [entry.id for entry in small.led_from(small.find("rationing"))] == ["partisan-raid"]
    assert [entry.id for entry in small.led_to(small.find("partisan-raid"))] == ["rationing"]
    assert small.led_from(small.find("partisan-raid")) == small.led_to(small.find("rationing")) == []


def test_an_event_that_is_part_of_none_has_no_whole(small: Chronology) -> None:
    assert small.whole(small.find("campaign")) is None
    whole = small.whole(small.find("bridges-blown"))
    assert whole is not None
    assert whole.id == "florence"


def test_meanwhile_says_of_a_track_without_events_that_it_has_none(small: Chronology) -> None:
    land, home, sea = small.meanwhile(period.parse("1944-06-04..1944-06-05"))
    assert [(label, entry.id) for label, entry in land.labelled()] == [
        ("under way", "campaign"),
        ("under way", "fall-of-rome"),
        ("after", "d-day"),
    ]
    assert [(label, entry.id) for label, entry in home.labelled()] == [("before", "rationing"), ("after", "shut-gate")]
    assert list(sea.labelled()) == []


def test_meanwhile_shows_events_that_are_on_no_track(write_chronology: WriteChronology) -> None:
    with Chronology(write_chronology([event("siege", "1944"), event("relief", "1945")])) as chronology:
        (moment,) = chronology.meanwhile(period.parse("1944"))
        assert [(label, entry.id) for label, entry in moment.labelled()] == [("under way", "siege"), ("after", "relief")]


def test_the_title_is_the_file_s_name_where_it_has_none(write_chronology: WriteChronology) -> None:
    with Chronology(write_chronology([], "mine.json")) as chronology:
        assert chronology.title == "mine.json"


def test_tracks_come_as_the_header_has_them_and_kinds_by_the_alphabet(small: Chronology) -> None:
    assert small.tracks == ["land", "home", "sea"]
    assert small.kinds == ["battle", "campaign", "custom", "demolition", "hardship", "landing", "liberation", "raid"]


def test_a_source_is_counted_once_for_each_event_that_cites_it(small: Chronology) -> None:
    assert small.times_cited() == {"ledger": 2, "diary": 4}
