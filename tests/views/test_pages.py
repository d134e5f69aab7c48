"""The front page, moments, comparisons, cards, bibliographies, and what a search found."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from liberation_cli.chronology import comparison
from liberation_cli.chronology.chronology import Moment
from liberation_cli.chronology.entry import Entry
from liberation_cli.chronology.event import Event, Header, Source
from liberation_cli.chronology.search import Fragment, Hit
from liberation_cli.dates.period import parse
from liberation_cli.views.bibliography import bibliography, sources_of
from liberation_cli.views.comparison import ComparisonView
from liberation_cli.views.event_card import EventCard, Surroundings
from liberation_cli.views.front_page import Size, front_page
from liberation_cli.views.moments import moments
from liberation_cli.views.search_results import search_results
from tests.views import chronicle
from tests.views.drawing import entry, page, texts, widest

SOURCES = {source["id"]: msgspec.convert(source, Source) for source in chronicle.HEADER["sources"]}
EXAMPLES = [("liberation list", "all its events")]
WIDTHS = [40, 60, 80, 120, 200]


def event(event_id: str) -> Event:
    return msgspec.convert(next(event for event in chronicle.EVENTS if event["id"] == event_id), Event)


def entry_of(one: Event, position: int = 0) -> Entry:
    place = one.place.name if one.place else ""
    return Entry(position, one.id, one.title, one.date, one.track, one.kind, place, one.id in ("cassino", "abbey-bombed"))


# The front page


@pytest.mark.parametrize("width", WIDTHS)
def test_the_front_page_of_an_empty_chronology_says_so(width: int) -> None:
    lines = texts(front_page(page(width, Header()), Size(0, 0, None), {}, EXAMPLES))
    assert lines[:2] == ["  A chronology", "  0 events"]
    assert "    liberation list" in [line[:19] for line in lines]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("days", ["1944-06-04", "1944", "0001..9999"])
def test_the_front_page_of_one_event_draws_it(width: int, days: str) -> None:
    histogram = {"front": [1, *[0] * 239]}
    lines = texts(front_page(page(width), Size(1, 1, parse(days)), histogram, EXAMPLES))
    assert lines[1].startswith("  1 event, ")
    assert lines[1].endswith(", 1 source")
    assert sum(line.count(sign) for line in lines for sign in "▁▂▃▄▅▆▇█") == 1
    assert max(map(len, lines)) <= width


def test_the_strip_has_a_row_for_each_track_on_which_something_happens() -> None:
    histogram = {"front": [1] * 240, "city": [0, 5, *[0] * 238], "sea": [0] * 240}
    lines = texts(front_page(page(80), Size(10, 0, parse("1943-09..1945-05")), histogram, EXAMPLES))
    rows = [line for line in lines if any(sign in line for sign in "▁▂▃▄▅▆▇█")]
    assert [row.strip().split("  ")[0] for row in rows] == ["The front in Italy", "Life in the city"]


def test_the_more_events_begin_the_higher_the_mark() -> None:
    histogram = {"front": [*range(8), *[0] * 232]}
    lines = texts(front_page(page(300), Size(10, 0, parse("1943..1945")), histogram, EXAMPLES))
    marks = ["▁▂▃▄▅▆▇█".index(sign) for line in lines for sign in line if sign in "▁▂▃▄▅▆▇█"]
    assert marks == sorted(marks)
    assert len(set(marks)) > 2


# Moments


def moment(**fields: Any) -> Moment:
    return Moment(
        **{
            "track": "front",
            "period": parse("1944-06-06"),
            "before": None,
            "under_way": [],
            "more": False,
            "after": None,
            **fields,
        }
    )


BEFORE, NOW, AFTER = entry("1944-06-04", "Then"), entry("1944-06-06", "Now"), entry("1944-06-08", "Later")

MOMENTS = [
    # moment, lines beneath the track's title, remark
    (moment(), ["nothing is told of this track"], "an empty track says so"),
    (moment(before=BEFORE), ["before Then · 4 June 1944, 2 days before", "nothing under way"], "only before"),
    (moment(after=AFTER), ["nothing under way", "after Later · 8 June 1944, 2 days after"], "only after"),
    (moment(under_way=[NOW]), ["under way Now · 6 June 1944"], "under way"),
    (moment(under_way=[entry("1944-06", "Perhaps")]), ["possibly Perhaps · June 1944"], "possibly under way"),
    (moment(under_way=[NOW], more=True), ["under way Now · 6 June 1944", "… and more"], "more than are told"),
    (moment(before=entry("1944-05", "May")), ["before May · May 1944", "nothing under way"], "a month: no days"),
    (moment(before=entry("1944-06-05", "Eve")), ["before Eve · 5 June 1944, 1 day before", "nothing under way"], "one day"),
]


@pytest.mark.parametrize(("one", "lines", "remark"), MOMENTS)
def test_a_moment_on_a_track_is_told_in_the_order_of_time(one: Moment, lines: list[str], remark: str) -> None:
    told = texts(moments([one], page()))
    assert told[0] == "  The front in Italy"
    assert [" ".join(line.split()) for line in told[1:] if line] == lines, remark


@given(st.integers(40, 120))
def test_moments_stay_within_the_window(width: int) -> None:
    found = [
        moment(before=entry("1944-06-04", chronicle.LONG_TITLE), under_way=[entry("1944", chronicle.WIDE_TITLE)]),
        moment(),
    ]
    assert widest(moments(found, page(width))) <= width


def test_a_chronology_without_tracks_has_moments_all_the_same() -> None:
    lines = texts(moments([moment(track="", under_way=[NOW])], page(80, Header())))
    assert lines[0] == "  Events"


# Comparisons


def compared(*ids: str, width: int = 100) -> list[str]:
    events = [event(event_id) for event_id in ids]
    entries = [entry_of(one, number) for number, one in enumerate(events)]
    return texts(ComparisonView(comparison.compare(events), entries, SOURCES, page(width)).lines())


def test_a_comparison_of_two_says_the_sentence_first_and_draws_both() -> None:
    lines = compared("liberation-of-rome", "d-day")
    assert lines[:2] == ["  Liberation of Rome came 1 day before D-Day.", ""]
    assert any(
        line.startswith("  Liberation of Rome ") and "━" in line and line.endswith("4–5 June 1944   Rome") for line in lines
    )
    assert any(line.startswith("  D-Day ") and "●" in line and line.endswith("6 June 1944     Normandy") for line in lines)
    assert "  First day to first day   2 days" in lines
    assert "  Distance                 1,309 km" in lines


def test_a_comparison_of_three_sets_each_against_each() -> None:
    lines = compared("cassino", "liberation-of-rome", "d-day")
    assert lines[:3] == [
        "  Battle of Cassino came 17 days before Liberation of Rome.",
        "  Battle of Cassino came 19 days before D-Day.",
        "  Liberation of Rome came 1 day before D-Day.",
    ]
    for heading in ("Battle of Cassino and Liberation of Rome", "Battle of Cassino and D-Day", "Liberation of Rome and D-Day"):
        assert f"  {heading}" in lines
    assert sum(line.startswith("  First day to first day") for line in lines) == 3
    assert sum("Rests on" in line for line in lines) == 1


def test_a_longer_difference_is_said_by_the_calendar_too() -> None:
    assert "  First day to first day   270 days (8 months and 27 days)" in compared("armistice", "liberation-of-rome")


def test_what_is_not_known_is_not_said() -> None:
    lines = compared("ration-halved", "gate-shut")
    assert not any(line.startswith("  Distance") for line in lines)
    assert "  First day to first day   10 to 40 days" in lines


def test_datings_that_change_nothing_are_said_to() -> None:
    assert "  On other datings         the same" in compared("cassino", "d-day")
    assert not any("the same" in line for line in compared("liberation-of-rome", "d-day"))


@pytest.mark.parametrize("width", [30, *WIDTHS])
def test_a_comparison_stays_within_the_window(width: int) -> None:
    for ids in (
        ("baggage-train", "tokyo-radio"),
        ("cassino", "liberation-of-rome", "ration-halved"),
        ("campaign", "occupation"),
    ):
        assert max(map(len, compared(*ids, width=width))) <= width or width < 40


# Cards, bibliographies and what was found


def card(event_id: str, width: int = 80, **around: Any) -> list[str]:
    one = event(event_id)
    alone: dict[str, Any] = {
        "whole": None,
        "parts": [],
        "led_from": [],
        "led_to": [],
        "before": None,
        "after": None,
        "sources": SOURCES,
    }
    return texts(EventCard(one, entry_of(one), Surroundings(**{**alone, **around}), page(width)).lines())


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("event_id", chronicle.IDS)
def test_a_card_stays_within_the_window(event_id: str, width: int) -> None:
    assert widest([[(line, "")] for line in card(event_id, width)]) <= width


def test_a_card_has_no_row_for_what_is_not_told() -> None:
    labels = {line[2:13].strip() for line in card("ration-halved") if line[2:3].strip()}
    assert labels & {"Datings", "Figures", "Forces", "People", "Part of", "Its parts", "Led to", "Sources", "Before"} == set()


def test_a_card_names_the_weekday_of_a_day_and_of_nothing_else() -> None:
    assert "  Tuesday 6 June 1944 · Normandy, France · The front in Italy · landing" in card("d-day")
    assert "  4–5 June 1944 · Rome, Italy · The front in Italy · liberation" in card("liberation-of-rome")
    assert any(line.startswith("  17 March 1944 (uncertain)") for line in card("raid-on-forli"))


def test_the_most_cited_source_comes_first_and_one_that_is_not_cited_is_listed_too() -> None:
    lines = texts(bibliography(SOURCES.values(), {"diary": 3, "ledger": 1}, 80))
    assert [line.strip() for line in lines if "cited by" in line] == [
        "memoir · cited by 3 events",
        "official history · cited by 1 event",
        "cited by 0 events",
    ]
    assert lines[-1] == "  3 sources"


def test_the_sources_of_an_event_say_what_each_is_cited_for_once() -> None:
    told = " ".join(" ".join(texts(sources_of(event("hunger-winter"), SOURCES, 80))).split())
    assert told == "The hunger winter N. Ettore, A Diary bread a day: 100 g"


def hit(event_id: str = "d-day", title: str = "D-Day") -> Hit:
    return Hit(event(event_id), (Fragment(title, True),), (Fragment("Five ", False), Fragment("beaches", True)))


FOUND = [
    # hits, total, summary, remark
    (1, 1, "1 match", "one"),
    (2, 2, "2 matches", "all"),
    (2, 1234, "2 of 1,234 matches; --limit 1234 shows all", "some"),
    (2, None, "the first 2 of very many; more words or --during narrow them", "very many"),
]


@pytest.mark.parametrize(("hits", "total", "summary", "remark"), FOUND)
def test_a_search_says_how_many_match(hits: int, total: int | None, summary: str, remark: str) -> None:
    assert texts(search_results([hit()] * hits, total, 80, mark=True))[-1].strip() == summary, remark


def test_what_matched_is_marked_or_styled() -> None:
    assert texts(search_results([hit()], 1, 80, mark=True))[:2] == ["  [D-Day] · 6 June 1944 · d-day", "    Five [beaches]"]
    lines = list(search_results([hit()], 1, 80, mark=False))
    assert ("beaches", "match") in lines[1]
    assert texts(lines)[1] == "    Five beaches"


@given(st.integers(30, 120))
def test_what_was_found_stays_within_the_window(width: int) -> None:
    found = [hit("baggage-train", chronicle.LONG_TITLE), hit("tokyo-radio", chronicle.WIDE_TITLE)]
    assert widest(search_results(found, 2, width, mark=True)) <= width
