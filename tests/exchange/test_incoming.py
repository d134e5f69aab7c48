"""What comes from outside is made to keep the rules of a chronology, and what that costs is said."""

from __future__ import annotations

from typing import Any

from liberation_cli.exchange.incoming import Arrival, Assembled, Draft, Manner, assemble
from liberation_cli.exchange.outgoing import Losses


def assembled(*drafts: dict[str, Any], header: dict[str, Any] | None = None) -> Assembled:
    located = [Draft(f"row {number}", {"date": "1944", **fields}) for number, fields in enumerate(drafts, 1)]
    return assemble(Arrival(header or {}, located, Losses(), []), Manner())


def told(made: Assembled) -> list[tuple[str, tuple[str, ...]]]:
    return [(loss.what, loss.events) for loss in made.losses if "summary" not in loss.what]


def test_an_id_is_made_of_the_title_and_never_twice() -> None:
    made = assembled(
        {"title": "D-Day"}, {"title": "D-Day!"}, {"title": "Città aperta"}, {"title": "漢字"}, {"title": "x" * 300}
    )
    assert [event.id for event in made.listed] == ["d-day", "d-day-2", "citta-aperta", "event", "x" * 80]


def test_an_id_given_twice_is_a_problem() -> None:
    made = assembled({"title": "A", "id": "same"}, {"title": "B", "id": "same"})
    assert [(p.where, p.what, p.check) for p in made.problems] == [("row 2, id", "“same” is the id of an earlier event", "ids")]


def test_events_come_in_the_order_of_time() -> None:
    made = assembled({"title": "B", "date": "1945"}, {"title": "A", "date": "c. 1943"})
    assert [(event.title, event.date) for event in made.listed] == [("A", "1943~"), ("B", "1945")]


def test_a_title_stands_in_for_a_summary() -> None:
    made = assembled({"title": "A"})
    assert made.listed[0].summary == "A"
    assert [(loss.what, loss.events) for loss in made.losses] == [("without a summary, for which the title stands in", ("a",))]


def test_references_to_nothing_are_taken_out() -> None:
    links = [{"event": "b", "how": "so"}, {"event": "gone", "how": "so"}]
    made = assembled({"title": "A", "part_of": "gone", "led_to": links}, {"title": "B"})
    assert made.listed[0].part_of == ""
    assert [link.event for link in made.listed[0].led_to] == ["b"]
    assert told(made) == [("without references to events that the file does not have", ("a",))]


def test_a_loop_is_broken() -> None:
    made = assembled({"title": "A", "part_of": "b"}, {"title": "B", "part_of": "a"}, {"title": "C", "part_of": "c"})
    assert [event.part_of for event in made.listed] == ["", "a", ""]
    assert told(made) == [("without what it is part of, which went round in a loop", ("a", "c"))]


def test_a_name_means_one_event() -> None:
    made = assembled({"title": "A", "aliases": ["B", "alpha"]}, {"title": "B", "aliases": ["Alpha", "beta"]})
    assert [event.aliases for event in made.listed] == [("alpha",), ("beta",)]
    assert told(made) == [("without an alias that is another event's name", ("a", "b"))]


def test_what_a_terminal_would_obey_is_taken_out() -> None:
    made = assembled({"title": "A\x1b[31m", "summary": "right\u202eleft"})
    assert (made.listed[0].title, made.listed[0].summary) == ("A[31m", "rightleft")
    assert told(made) == [("without control characters", ("a-31m",))]


def test_early_and_late_are_said_to_be_lost() -> None:
    made = assembled({"title": "A", "date": "early May 1944"})
    assert made.listed[0].date == "1944-05"
    assert told(made) == [("without “early”, “mid” or “late” in the date", ("a",))]


def test_a_place_without_a_name_goes_by_its_country_or_its_coordinates() -> None:
    made = assembled({"title": "A", "place": {"country": "Italy"}}, {"title": "B", "place": {"lat": 1.5, "lon": 2}})
    assert [event.place.name for event in made.listed if event.place] == ["Italy", "1.5, 2"]


def test_an_address_as_a_source_leads_there() -> None:
    made = assembled(
        {"title": "A", "sources": ["https://example.org/rome"]}, {"title": "B", "sources": ["https://example.org/rome"]}
    )
    (source,) = made.header.sources
    assert (source.title, source.url) == ("https://example.org/rome", "https://example.org/rome")
    assert [citation.source for event in made.listed for citation in event.sources] == [source.id, source.id]


def test_a_field_of_the_wrong_shape_is_a_problem() -> None:
    made = assembled({"title": "A", "place": {"name": "Rome", "lat": "north", "lon": 1}})
    assert [(p.where, p.what) for p in made.problems] == [("row 1, place, lat", "is a text where a number belongs")]
