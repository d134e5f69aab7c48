from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liberation_cli.chronology.chronology import Chronology
from liberation_cli.errors import AmbiguousEvent, Candidate, NoMatch, UnknownEvent
from tests.chronology.making import chronology_of, event
from tests.conftest import SMALL_EVENTS, SMALL_HEADER, WriteChronology


@pytest.fixture
def small(small_chronology: Path) -> Iterator[Chronology]:
    with Chronology(small_chronology) as chronology:
        yield chronology


FOUND = [
    ("fall-of-rome", "fall-of-rome", "an id"),
    ("FALL OF ROME", "fall-of-rome", "an id in capitals, without hyphens"),
    ("rome", "fall-of-rome", "an alias"),
    ("Roma citta' aperta", "fall-of-rome", "an alias without its accent"),
    ("ROMA CITTÀ APERTA", "fall-of-rome", "an alias in capitals"),
    ("roma citta\u0300 aperta", "fall-of-rome", "an alias with its accent apart"),
    ("d day", "d-day", "an id typed as words"),
    ("D–Day", "d-day", "with a dash"),
    ("normandy", "d-day", "the start of an alias"),
    ("bridges", "bridges-blown", "the start of an id, which is a word of its title too"),
    ("hunger", "hunger-winter", "the start of an id"),
    ("gate", "shut-gate", "a word of a title"),
    ("town gate", "shut-gate", "words of a title in any order"),
    ("tight", "rationing", "the start of a word of a title"),
    ("forli raid", "partisan-raid", "words of a title without an accent"),
    ("campaign", "campaign", "an id that stands in a title"),
    ("florence", "florence", "an exact id, though another's title has it"),
    ("  florence \n", "florence", "with space around it"),
    ("“florence”", "florence", "in quotation marks"),
    ('"rome', "fall-of-rome", "in half of them"),
]


@pytest.mark.parametrize(("reference", "event_id", "remark"), FOUND)
def test_an_event_is_found_by_what_people_call_it(small: Chronology, reference: str, event_id: str, remark: str) -> None:
    assert small.find(reference).id == event_id, remark


def test_an_exact_name_wins_over_the_start_of_others(write_chronology: WriteChronology) -> None:
    events = [event("cassino-1", "1944-01"), event("cassino", "1944-02"), event("cassino-3", "1944-03", aliases=["third"])]
    with Chronology(write_chronology(events)) as chronology:
        assert chronology.find("cassino").id == "cassino"
        assert chronology.find("third").id == "cassino-3"
        assert chronology.names_event("Cassino")
        assert not chronology.names_event("cassin")


def test_several_matches_are_listed_with_their_dates_in_the_order_of_time(write_chronology: WriteChronology) -> None:
    events = [event("cassino-3", "1944-03-15/1944-03-23"), event("cassino-1", "1944-01-17"), event("cassino-2", "1944-02~")]
    with Chronology(write_chronology(events)) as chronology, pytest.raises(AmbiguousEvent) as caught:
        chronology.find("cassino")
    assert caught.value.message == "“cassino” may be any of 3 events"
    assert caught.value.candidates == (
        Candidate("cassino-1", "Cassino 1", "17 January 1944"),
        Candidate("cassino-2", "Cassino 2", "about February 1944"),
        Candidate("cassino-3", "Cassino 3", "15–23 March 1944"),
    )
    assert caught.value.hint
    assert caught.value.exit_code == 1


def test_of_very_many_matches_the_first_in_time_are_listed(write_chronology: WriteChronology) -> None:
    events = [event(f"raid-{number}", f"{1900 - number}") for number in range(100)]
    with Chronology(write_chronology(events)) as chronology, pytest.raises(AmbiguousEvent) as caught:
        chronology.find("raid")
    assert caught.value.message == "“raid” may be any of more than 20 events"
    assert [candidate.id for candidate in caught.value.candidates] == [f"raid-{number}" for number in range(99, 79, -1)]


def test_every_word_must_be_in_the_title(write_chronology: WriteChronology) -> None:
    abbey = event("abbey", title="The abbey of Monte Cassino")
    hill = event("hill", title="The hill of Monte Trocchio", summary="In sight of Cassino.")
    with Chronology(write_chronology([abbey, hill])) as chronology:
        assert chronology.find("monte cassino").id == "abbey"
        with pytest.raises(UnknownEvent):
            chronology.find("trocchio cassino")


TITLES = [
    "Großdeutschland",
    "Ærø",
    "Łódź",
    "Αθήνα και Πειραιάς",
    "Überfall",
    "XIIª Brigata",
    "Café ﬁn",
    "Œuvre",
    "İzmir",
    "Майдан",
]


@pytest.mark.parametrize("title", TITLES)
def test_a_title_is_found_as_it_is_written(write_chronology: WriteChronology, title: str) -> None:
    with Chronology(write_chronology([event("siege", title=title)])) as chronology:
        assert chronology.find(title).id == "siege"


MISSED = [
    ("fall-of-roma", "fall-of-rome", "one letter"),
    ("florense", "florence", "one letter in a short id"),
    ("campain", "campaign", "a letter left out"),
    ("nromandy landings", "d-day", "an alias, told by its id"),
]


@pytest.mark.parametrize(("reference", "near", "remark"), MISSED)
def test_the_nearest_names_are_suggested(small: Chronology, reference: str, near: str, remark: str) -> None:
    with pytest.raises(UnknownEvent) as caught:
        small.find(reference)
    assert caught.value.message == f"no event goes by “{reference}”", remark
    assert caught.value.hint.startswith("did you mean "), remark
    assert near in caught.value.hint, remark
    assert caught.value.exit_code == 1


def test_where_nothing_is_near_a_search_is_suggested(small: Chronology) -> None:
    with pytest.raises(UnknownEvent) as caught:
        small.find("zzyzx")
    assert caught.value.hint == "look for it with: liberation search zzyzx"


def test_near_ones_are_found_among_very_many(write_chronology: WriteChronology) -> None:
    events = [event(f"raid-{number:05}") for number in range(6000)]
    with Chronology(write_chronology(events)) as chronology, pytest.raises(UnknownEvent) as caught:
        chronology.find("raid-059999")
    assert caught.value.hint.startswith("did you mean raid-0")


HOSTILE = [
    "",
    " ",
    "\x00",
    "\x00rome\x00x",
    "'",
    '"',
    '""',
    "rome'; DROP TABLE event; --",
    "rome OR 1=1",
    "zz OR NOT AND NEAR",
    "title:zz",
    "{title place}:zz",
    "zz*",
    "*",
    "^zz",
    "(zz",
    "zz + yy",
    "NEAR(zz yy)",
    "-zz",
    "%",
    "_",
    "zz\udc80",
    "\U0010ffff",
    "𝔷𝔷",
    "\u202ezz",
    "\x1b[31mzz",
    "zz " * 100,
    "zz " * 50_000,
    "z" * 1_000_000,
    "…",
    "–",
]


@pytest.mark.parametrize("reference", HOSTILE, ids=lambda reference: ascii(reference[:20]))
def test_a_hostile_reference_finds_nothing_and_breaks_nothing(small: Chronology, reference: str) -> None:
    with pytest.raises(NoMatch) as caught:
        small.find(reference)
    for text in (caught.value.message, caught.value.hint):
        assert text.isprintable()
        assert len(text) < 500
    assert small.complete(reference) == [] or not reference.strip(" \x00'\"*%_…–-\U0010ffff")
    assert not small.names_event(reference)


@given(st.lists(st.text(max_size=12) | st.sampled_from(["rome", '"', "*", "OR", "NOT", ":", "^", "(", ")"]), max_size=5))
def test_any_reference_finds_an_event_or_tells_that_there_is_none(parts: list[str]) -> None:
    with chronology_of(SMALL_EVENTS, **SMALL_HEADER) as chronology:
        try:
            assert chronology.find(" ".join(parts)).id
        except NoMatch as error:
            assert error.message


COMPLETED = [
    ("fall", ["fall-of-rome"], "an id"),
    ("FALL-OF", ["fall-of-rome"], "an id in capitals"),
    ("rom", ["roma-citta-aperta", "rome"], "two aliases of one event, by the alphabet"),
    ("d-", ["d-day"], "a start that ends in a hyphen"),
    ("normandy l", ["normandy-landings"], "an alias of two words"),
    ("zz", [], "nothing"),
]


@pytest.mark.parametrize(("start", "names", "remark"), COMPLETED)
def test_a_start_is_completed_to_names(small: Chronology, start: str, names: list[str], remark: str) -> None:
    assert [name for name, _ in small.complete(start)] == names, remark


def test_each_completed_name_finds_its_event(small: Chronology) -> None:
    completed = small.complete("")
    assert len(completed) == len(SMALL_EVENTS) + 3
    for name, entry in completed:
        assert small.find(name).id == entry.id
