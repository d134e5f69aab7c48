"""Two chronologies side by side: which events are in both, and how their dates differ."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Any

import msgspec
import pytest
from hypothesis import given

from liberation_cli.chronology.difference import DatesDiffer, Difference, Disparity, MatchedBy, difference, pairs, to_json
from liberation_cli.dates import edtf
from liberation_cli.dates.relation import ends_apart, relate
from tests.chronology.making import Record, chronology_of, event
from tests.chronology.strategies import any_dates, chronologies

Told = list[tuple[str, str, str]]


def compared(a: list[Record], b: list[Record]) -> tuple[Difference, list[Any]]:
    """The difference, and its JSON."""
    with ExitStack() as stack:
        one, other = (stack.enter_context(chronology_of(events)) for events in (a, b))
        found = difference(one, other)
        return found, [msgspec.json.decode(record) for record in to_json(one, other, found)]


def matched(a: list[Record], b: list[Record]) -> tuple[Told, list[str], list[str]]:
    """Which events were matched and by what; and those that were not."""
    _, told = compared(a, b)
    both = [(record["a"]["id"], record["b"]["id"], record["matched_by"]) for record in told if record["in"] == "both"]
    return both, *([record[side]["id"] for record in told if record["in"] == side] for side in ("a", "b"))  # type: ignore[return-value]


def differ(a: str, b: str) -> DatesDiffer:
    one, other = edtf.parse(a), edtf.parse(b)
    return DatesDiffer(one, other, relate(one, other), ends_apart(one, other))


DATES = [
    # a, b, disparity, within, phrase, remark
    ("1944-06-04", "1944-06-05", "disagreement", "", "1 day later", "two days"),
    ("1944-06-05", "1944-06-04", "disagreement", "", "1 day earlier", "the other way round"),
    ("1943", "1945-01-01", "disagreement", "", "367 to 731 days later", "a year, and a day of another"),
    ("1944-06", "1944-06-04", "precision", "b", "more exact", "a month, and a day of it"),
    ("1944-06-04", "1944-06", "precision", "a", "less exact", "the other way round"),
    ("1944", "1944-06~", "precision", "b", "more exact", "a year, and about a month of it"),
    ("1944-06", "1944-07-04", "disagreement", "", "4 to 33 days later", "a month, and a day of the next"),
    ("1944-06", "1944-07", "disagreement", "", "1 to 60 days later", "two months"),
    (
        "1944-06-04",
        "1944-06-04/1944-06-05",
        "disagreement",
        "a",
        "starts the same day, ends 1 day later",
        "a day, and two exact days: the end is another",
    ),
    (
        "1944-05-11/1944-06-05",
        "1944-05-12/1944-06-04",
        "disagreement",
        "b",
        "starts 1 day later, ends 1 day earlier",
        "exact days within exact days are other days",
    ),
    ("1944-01-17/1944-05-18", "1944-01/1944-05", "precision", "a", "less exact", "months for days at both ends"),
    ("1944-05-11/1944-06", "1944-05/1944-06-05", "precision", "", "may be the same days", "each more exact at one end"),
    ("1944-06-04", "1944-06-04?", "qualification", "", "the same, but not sure of it", "one is uncertain"),
    ("1944-06~", "1944-06", "qualification", "", "the same, and sure of it", "the other way round"),
    ("1944-06~", "1944-06?", "qualification", "", "the same, and otherwise unsure", "each in its way"),
    ("1944-06-04", "1944-06-04/..", "disagreement", "a", "starts the same day, ends an unknown number of days apart", "open"),
    (
        "1943-12/1944-02",
        "1944-01/1944-02",
        "disagreement",
        "b",
        "starts 1 to 61 days later, ends up to 28 days earlier or 28 later",
        "a start in another month",
    ),
]


@pytest.mark.parametrize("row", DATES, ids=[row[-1] for row in DATES])
def test_dates_that_differ_are_told_apart_by_how(row: tuple[str, ...]) -> None:
    a, b, disparity, within, phrase, _ = row
    found = differ(a, b)
    assert (str(found.disparity), found.within, found.phrase) == (disparity, within, phrase)


@given(any_dates, any_dates)
def test_seen_from_the_other_side_a_difference_is_of_the_same_kind(a: str, b: str) -> None:
    there, back = differ(a, b), differ(b, a)
    assert there.disparity == back.disparity
    assert {there.within, back.within} in ({""}, {"a", "b"})
    if there.disparity == Disparity.QUALIFICATION:
        assert (there.a.earliest, there.a.latest) == (there.b.earliest, there.b.latest)


MATCHES: list[tuple[list[Record], list[Record], Told, list[str], list[str], str]] = [
    ([event("a", "1943")], [event("a", "1944")], [("a", "a", "id")], [], [], "one id"),
    ([event("a")], [event("b", title="B", aliases=["A"])], [("a", "b", "alias")], [], [], "an id that is an alias there"),
    (
        [event("a", title="X", aliases=["Great Siège"])],
        [event("b", title="Y", aliases=["the siege", "great-siege"])],
        [("a", "b", "alias")],
        [],
        [],
        "an alias of both, but for its spelling",
    ),
    (
        [event("a", title="Fall of Rome")],
        [event("b", title="FALL OF ROME!")],
        [("a", "b", "title")],
        [],
        [],
        "one title on one date",
    ),
    (
        [event("a", "1944", title="Raid")],
        [event("b", "1945", title="Raid")],
        [],
        ["a"],
        ["b"],
        "one title on two dates: two events",
    ),
    (
        [event("a", title="Raid"), event("b", title="Raid"), event("c", title="Raid")],
        [event("x", title="Raid"), event("y", title="Raid")],
        [("a", "x", "title"), ("b", "y", "title")],
        ["c"],
        [],
        "of several that fit, each is matched once",
    ),
    (
        [event("a", title="X", aliases=["b"])],
        [event("a", title="Y"), event("b", title="X")],
        [("a", "a", "id")],
        [],
        ["b"],
        "an id counts for more than an alias and a title",
    ),
    (
        [event("a", title="T", aliases=["n"])],
        [event("x", title="T"), event("y", title="Z", aliases=["n"])],
        [("a", "y", "alias")],
        [],
        ["x"],
        "an alias counts for more than a title",
    ),
    ([event("a", title="…")], [event("b", title="!")], [], ["a"], ["b"], "titles without a word are not one title"),
    ([], [event("b")], [], [], ["b"], "nothing to match with"),
]


@pytest.mark.parametrize("row", MATCHES, ids=[row[-1] for row in MATCHES])
def test_an_event_is_matched_by_id_then_alias_then_title_and_date(row: Any) -> None:
    a, b, both, only_a, only_b, _ = row
    if both and both[0][2] == "id":  # what is the same in both is not told
        a = [{**each, "summary": "Another."} for each in a]
    assert matched(a, b) == (both, only_a, only_b)


def test_ten_thousand_events_of_one_title_and_date_are_matched_in_one_go() -> None:
    a, b = ([event(f"{side}{number}", title="Raid") for number in range(10_000)] for side in "ab")
    found, _ = compared(a, b)
    assert (len(found.fields), found.only_a, found.only_b) == (10_000, [], [])


def test_the_fields_that_differ_are_named_in_the_order_of_the_format() -> None:
    a = event("a", "1944-06", summary="One.", place={"name": "Rome"})
    b = event("a", "1944-06-04", summary="Two.", place={"name": "Roma"}, kind="battle")
    _, (told,) = compared([a], [b])
    assert told["fields"] == ["kind", "place", "summary"]
    assert told["dates"] == {
        "difference": "precision",
        "within": "b",
        "gap_days": {"min": -26, "max": 3},
        "starts_differ_days": {"min": -26, "max": 3},
        "ends_differ_days": {"min": -26, "max": 3},
        "phrase": "more exact",
    }
    assert told["a"] == {**a, "earliest": "1944-06-01", "latest": "1944-06-30", "approximate": False, "uncertain": False}


def test_a_date_spelt_otherwise_is_a_field_and_no_other_date() -> None:
    _, (told,) = compared([event("a", "1944-06-04")], [event("a", "1944-06-04/1944-06-04")])
    assert (told["dates"], told["fields"]) == (None, ["date"])


@given(chronologies())
def test_a_chronology_does_not_differ_from_itself(events: list[Record]) -> None:
    found, told = compared(events, events[::-1])
    assert (found.is_none, found.alike, told) == (True, len(events), [])


@given(chronologies(), chronologies())
def test_every_event_is_told_of_once_and_the_other_side_sees_the_same(a: list[Record], b: list[Record]) -> None:
    found, told = compared(a, b)
    back, told_back = compared(b, a)
    for side, events in (("a", a), ("b", b)):
        seen = [record[side]["id"] for record in told if record[side]]
        assert len(seen) == len(set(seen))
        assert len(seen) + found.alike == len(events)
    assert found.alike == back.alike
    assert {side: len(matches) for side, matches in found.dates.items()} == {s: len(m) for s, m in back.dates.items()}
    assert (len(found.only_a), len(found.only_b)) == (len(back.only_b), len(back.only_a))
    assert len(told) == len(told_back)


def test_what_is_alike_is_left_out_of_pairs() -> None:
    with chronology_of([event("a"), event("b")]) as one, chronology_of([event("a"), event("b", "1945")]) as other:
        found = difference(one, other)
        assert [(pair.a.id, pair.by) for pair in pairs(one, other, found.matches)] == [("b", MatchedBy.ID)]
        assert found.alike == 1
