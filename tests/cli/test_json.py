"""``--json``: complete, stable, documented; the same in every window."""

from __future__ import annotations

import shlex
from typing import Any

import pytest

from tests.cli.conftest import Ask
from tests.cli.running import run
from tests.views import chronicle

COMPUTED = {
    # id: earliest, latest, approximate, uncertain
    "campaign": ("1943-09-03", "1945-05-02", False, False),
    "armistice": ("1943-09-08", "1943-09-08", False, False),
    "occupation": ("1943-09-10", "1944-06-04", False, False),
    "hunger-winter": ("1943-11-01", "1944-03-31", True, False),
    "cassino": ("1944-01-17", "1944-05-18", False, False),
    "abbey-bombed": ("1944-02-15", "1944-02-15", False, False),
    "raid-on-forli": ("1944-03-17", "1944-03-17", False, True),
    "ration-halved": ("1944-05-01", "1944-05-31", False, False),
    "liberation-of-rome": ("1944-06-04", "1944-06-05", False, False),
    "tokyo-radio": ("1944-06-05", "1944-06-05", False, False),
    "d-day": ("1944-06-06", "1944-06-06", False, False),
    "gate-shut": ("1944-06-10", None, False, False),
    "baggage-train": ("1944-08-01", "1944-08-31", True, False),
}

COMMANDS = [
    "liberation",
    "liberation list",
    "liberation between 1944-05 1944-06",
    "liberation on 1944-06-05",
    'liberation on "5 June"',
    "liberation timeline",
    "liberation timeline cassino",
    "liberation meanwhile d-day",
    "liberation show rome",
    "liberation compare rome d-day",
    "liberation search bridges",
    "liberation sources",
    "liberation sources rome",
]


def whole(event_id: str) -> dict[str, Any]:
    """An event as any --json has it: its fields of the file, what is empty left out, and what its date comes to."""
    [event] = [event for event in chronicle.EVENTS if event["id"] == event_id]
    names = ("earliest", "latest", "approximate", "uncertain")
    return {**event, **dict(zip(names, COMPUTED[event_id], strict=True))}


def answer(command: str, columns: int = 80) -> Any:
    done = run(*shlex.split(command)[1:], "--json", columns=columns)
    assert (done.code, done.err) == (0, "")
    return done.json


def ids(command: str) -> list[str]:
    return [event["id"] for event in answer(command)]


@pytest.mark.parametrize("command", COMMANDS)
def test_json_is_the_same_in_every_window_and_terminal(command: str) -> None:
    arguments = [*shlex.split(command)[1:], "--json"]
    outputs = {run(*arguments, columns=columns).out for columns in (1, 40, 80, 200)}
    outputs.add(run(*arguments, env={"FORCE_COLOR": "1"}).out)
    outputs.add(run(*arguments, env={"NO_COLOR": "1"}, terminal=True).out)
    assert len(outputs) == 1


@pytest.mark.parametrize("command", COMMANDS)
def test_json_is_utf_8_whatever_the_terminal_can_show(command: str) -> None:
    arguments = [*shlex.split(command)[1:], "--json"]
    assert run(*arguments, encoding="latin-1").out.encode("latin-1").decode() == run(*arguments).out


@pytest.mark.parametrize("event_id", chronicle.IDS)
def test_show_gives_an_event_whole_and_what_its_date_comes_to(event_id: str) -> None:
    assert answer(f"liberation show {event_id}") == whole(event_id)


def test_list_gives_all_events_whole_in_the_order_of_time() -> None:
    assert answer("liberation list") == [whole(event_id) for event_id in chronicle.IDS]


LISTS = [
    ("liberation list --track front --kind battle", ["cassino"], "conditions"),
    ("liberation list --limit 2", ["campaign", "armistice"], "a limit"),
    ("liberation between 1944-05 1944-05-20 --track city", ["occupation", "ration-halved"], "a time"),
    ("liberation on 1944-06-06", ["campaign", "d-day"], "a day"),
    ('liberation on "5 June"', ["liberation-of-rome", "tokyo-radio"], "a day of any year"),
    ("liberation timeline cassino", ["cassino", "abbey-bombed"], "an event and its parts"),
    ("liberation timeline --track front --limit 2", ["campaign", "cassino"], "conditions"),
    ("liberation search bridges", ["liberation-of-rome"], "words"),
]


@pytest.mark.parametrize(("command", "events", "remark"), LISTS)
def test_a_command_that_lists_gives_whole_events(command: str, events: list[str], remark: str) -> None:
    assert answer(command) == [whole(event_id) for event_id in events], remark


EMPTY = [
    "list --during 1901",
    "list --track sea",
    "between 1901 1902",
    "on 1901-01-01",
    'on "1 January"',
    "timeline --during 1901",
    "search zebra",
]


@pytest.mark.parametrize("command", EMPTY)
def test_a_list_of_nothing_is_an_empty_list_and_says_so_elsewhere(command: str) -> None:
    done = run(*shlex.split(command), "--json")
    assert (done.code, done.out) == (1, "[]\n")
    assert done.err


def test_a_chronology_without_events_has_a_front_page_and_an_empty_list(ask: Ask) -> None:
    ask([], title="Nothing yet")
    assert answer("liberation") == {"title": "Nothing yet", "events": 0, "first": None, "last": None}
    assert run("list", "--json").out == "[]\n"


def test_the_front_page_gives_the_title_the_size_and_the_span() -> None:
    assert answer("liberation") == {
        "title": "A chronicle of many dates",
        "events": len(chronicle.EVENTS),
        "first": "1943-09-03",
        "last": "1945-05-02",
    }


def test_compare_has_exactly_the_shape_that_is_documented() -> None:
    assert answer("liberation compare rome d-day") == {
        "events": [whole("liberation-of-rome"), whole("d-day")],
        "pairs": [
            {
                "a": "liberation-of-rome",
                "b": "d-day",
                "relations": ["meets"],
                "certain": True,
                "gap_days": {"min": 1, "max": 1},
                "starts_differ": {"years": 0, "months": 0, "days": 2},
                "distance_km": 1309,
                "sentence": "Liberation of Rome came 1 day before D-Day.",
                "other_datings": [
                    {
                        "event": "liberation-of-rome",
                        "date": "1944-06-04",
                        "says": "the first tanks are in the city",
                        "sentence": "Liberation of Rome came 2 days before D-Day.",
                    },
                    {
                        "event": "liberation-of-rome",
                        "date": "1944-06-05",
                        "says": "the last rearguard is gone",
                        "sentence": "Liberation of Rome came 1 day before D-Day.",
                    },
                ],
            }
        ],
    }


PAIRS = [
    # events, relations, certain, least gap, greatest gap, starts differ, kilometres, remark
    ("rome d-day", ["meets"], True, 1, 1, (0, 0, 2), 1309, "known to the day"),
    ("d-day rome", ["met-by"], True, -2, -2, (0, 0, -2), 1309, "the other way round"),
    ("campaign cassino", ["contains"], True, -471, -471, (0, 4, 14), None, "no place: no distance"),
    ("armistice raid-on-forli", ["before"], False, 191, 191, (0, 6, 9), None, "an uncertain day is never certain"),
    ("d-day gate-shut", ["before"], True, 4, 4, (0, 0, 4), None, "an open end beyond both starts changes nothing"),
    ("gate-shut d-day", ["after"], True, None, None, (0, 0, -4), None, "an open bound is null"),
    ("ration-halved d-day", ["before"], True, 6, 36, None, None, "a month: between, and no difference by the calendar"),
    ("cassino abbey-bombed", ["contains"], True, -93, -93, (0, 0, 29), 0, "the same place"),
]


@pytest.mark.parametrize(("events", "relations", "certain", "least", "greatest", "starts", "distance", "remark"), PAIRS)
def test_compare_says_how_two_events_lie(
    *,
    events: str,
    relations: list[str],
    certain: bool,
    least: int | None,
    greatest: int | None,
    starts: tuple[int, int, int] | None,
    distance: int | None,
    remark: str,
) -> None:
    [pair] = answer(f"liberation compare {events}")["pairs"]
    assert pair["relations"] == relations, remark
    assert pair["certain"] is certain, remark
    assert pair["gap_days"] == {"min": least, "max": greatest}, remark
    assert pair["starts_differ"] == (dict(zip(("years", "months", "days"), starts, strict=True)) if starts else None), remark
    if distance is not None or events == "campaign cassino":
        assert pair["distance_km"] == distance, remark


def test_compare_sets_every_event_against_every_later_one() -> None:
    answered = answer("liberation compare cassino rome d-day")
    assert [event["id"] for event in answered["events"]] == ["cassino", "liberation-of-rome", "d-day"]
    assert [(pair["a"], pair["b"]) for pair in answered["pairs"]] == [
        ("cassino", "liberation-of-rome"),
        ("cassino", "d-day"),
        ("liberation-of-rome", "d-day"),
    ]


def test_meanwhile_gives_the_moment_on_every_track() -> None:
    answered = answer("liberation meanwhile d-day")
    assert (answered["first"], answered["last"]) == ("1944-06-06", "1944-06-06")
    assert answered["tracks"] == [
        {
            "track": "front",
            "before": whole("liberation-of-rome"),
            "under_way": [whole("campaign"), whole("d-day")],
            "more_under_way": False,
            "after": whole("baggage-train"),
        },
        {
            "track": "city",
            "before": whole("tokyo-radio"),
            "under_way": [],
            "more_under_way": False,
            "after": whole("gate-shut"),
        },
        {"track": "sea", "before": None, "under_way": [], "more_under_way": False, "after": None},
    ]


def test_meanwhile_a_time_without_bounds_has_no_first_or_last_day() -> None:
    answered = answer("liberation meanwhile gate-shut")
    assert (answered["first"], answered["last"]) == ("1944-06-10", None)


def test_sources_gives_the_sources_of_the_file() -> None:
    assert answer("liberation sources") == chronicle.HEADER["sources"]
    assert [source["id"] for source in answer("liberation sources abbey-bombed")] == ["ledger", "diary"]


def test_sources_of_an_event_that_cites_none_are_an_empty_list() -> None:
    done = run("sources", "ration-halved", "--json")
    assert done.out == "[]\n"


def test_a_list_is_valid_json_even_where_texts_have_line_ends_and_quotes(ask: Ask) -> None:
    ask([{"id": "one", "title": 'A "quoted"\ntitle\t\\', "date": "1944", "summary": "<&> é 東"}])
    [event] = answer("liberation list")
    assert (event["title"], event["summary"]) == ('A "quoted"\ntitle\t\\', "<&> é 東")
