"""What the bundled chronology asks of itself beyond the format, each check on files that break one rule."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from liberation_cli.chronology.chronology import Chronology
from liberation_cli.chronology.editorial import EDITORIAL_CHECKS, KINDS, editorial_problems, is_independent
from liberation_cli.chronology.event import Source
from tests.chronology.making import chronology_of, dating, event

HISTORY = {"id": "history", "title": "The History", "publisher": "The Army", "kind": "official history"}
MUSEUM = {"id": "museum", "title": "The Siege", "publisher": "The Museum", "url": "https://museum.example/siege"}
BOOK = {"id": "book", "title": "A Book", "publisher": "A Press"}
TWO = [{"source": "history", "at": "p. 12"}, {"source": "museum"}]
ROME = {"name": "Rome", "country": "Italy", "lat": 41.893, "lon": 12.483}


def sound(event_id: str = "siege", date: str = "1944-06-04", **fields: Any) -> dict[str, Any]:
    """An event that passes every check."""
    full = {"track": "front", "kind": "battle", "place": ROME, "account": ["It came so."], "sources": TWO}
    return event(event_id, date, **(full | fields))


def told(events: list[dict[str, Any]], *names: str, sources: list[dict[str, Any]] | None = None) -> list[tuple[str, str, str]]:
    """What the named checks tell: which check, where, and what."""
    header = {"tracks": [{"id": "front", "title": "Front"}], "sources": sources or [HISTORY, MUSEUM]}
    with chronology_of(events, **header) as chronology:
        found = list(editorial_problems(chronology, list(names) or [name for name in EDITORIAL_CHECKS if name != "layout"]))
    return [(problem.check, problem.where, problem.what) for problem in found]


def test_a_sound_chronology_passes_every_check() -> None:
    assert told([sound()]) == []


BROKEN = [
    # remark, the event, which check, where, what
    ("no account", sound(account=[]), "complete", "event “siege”", "has no account"),
    ("no kind", sound(kind=""), "complete", "event “siege”", "has no kind"),
    ("no coordinates", sound(place={"name": "Rome"}), "complete", "event “siege”, place", "has no coordinates"),
    ("a kind of its own", sound(kind="brawl"), "kinds", "event “siege”, kind", "“brawl” is no kind"),
    (
        "one source",
        sound(sources=TWO[:1]),
        "sources",
        "event “siege”, sources",
        "does not rest on two independent sources",
    ),
    (
        "a history without the page",
        sound(sources=[{"source": "history"}, {"source": "museum"}]),
        "locators",
        "event “siege”, sources",
        "does not say where in “history”",
    ),
    (
        "at sea off another coast",
        sound(place=ROME | {"lat": 48.0}),
        "places",
        "event “siege”, place",
        "(48.0, 12.483) lies outside Italy",
    ),
    (
        "a country without bounds",
        sound(place=ROME | {"country": "Ruritania"}),
        "places",
        "event “siege”, place",
        "names “Ruritania”, of which no bounds are known",
    ),
]


@pytest.mark.parametrize(("remark", "broken", "check", "where", "what"), BROKEN, ids=[row[0] for row in BROKEN])
def test_an_event_that_breaks_a_rule_is_told_by_the_check_of_that_rule(
    remark: str, broken: dict[str, Any], check: str, where: str, what: str
) -> None:
    assert told([broken], check)[0] == (check, where, what), remark


def test_a_source_that_nothing_cites_is_told() -> None:
    assert told([sound()], "sources", sources=[HISTORY, MUSEUM, BOOK]) == [
        ("sources", "the header, sources, id", "“book” is cited by no event")
    ]


def test_a_part_lies_within_its_whole() -> None:
    whole = sound("campaign", "1944-05-11/1944-06-05")
    assert told([whole, sound("battle", "1944-05-11/1944-05-18", part_of="campaign")], "parts") == []
    assert told([whole, sound("late", "1944-06-06", part_of="campaign")], "parts") == [
        ("parts", "event “late”, part_of", "(1944-06-06) lies outside “campaign”, which it is part of")
    ]


def test_a_part_outside_its_whole_is_explained_by_a_dating_of_either() -> None:
    whole = sound("campaign", "1944-05-11/1944-06-05", datings=[dating("1944-05-11/1944-06-06", "history")])
    assert told([whole, sound("late", "1944-06-06", part_of="campaign")], "parts") == []
    whole = sound("campaign", "1944-05-11/1944-06-05")
    assert (
        told([whole, sound("late", "1944-06-06", part_of="campaign", datings=[dating("1944-06-05", "museum")])], "parts") == []
    )


def test_nothing_leads_back_in_time() -> None:
    first = sound("first", "1944-06-04", led_to=[{"event": "second", "how": "so it did", "sources": TWO[:1]}])
    second = sound("second", "1944-06-05", led_to=[{"event": "first", "how": "never"}])
    assert told([first, second], "consequences") == [
        ("consequences", "event “second”, led_to", "leads back in time, to “first”"),
        ("consequences", "event “second”, led_to", "has no source for leading to “first”"),
    ]


def test_what_began_within_a_month_may_lead_to_a_day_of_it() -> None:
    month = sound("month", "1944-06", led_to=[{"event": "day", "how": "so it did", "sources": TWO[:1]}])
    assert told([month, sound("day", "1944-06-05")], "consequences") == []


def test_one_event_under_two_ids_is_told() -> None:
    twice = [sound("a", title="Bombing of the abbey"), sound("b", title="The bombing of the Abbey"), sound("c", title="Storm")]
    assert told(twice, "duplicates") == [("duplicates", "event “b”", "seems to be the same as “a”")]


def test_the_layout_is_the_canonical_one(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    path.write_text('{"events": [{"id": "a", "title": "A", "date": "1944", "summary": "S"}]}')
    with Chronology(path) as chronology:
        assert [problem.what for problem in editorial_problems(chronology, ["layout"])] == ["is not in the canonical layout"]


def test_events_out_of_order_are_told(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    records = ",".join(f'{{"id": "e{year}", "title": "E", "date": "{year}", "summary": "S"}}' for year in (1945, 1944))
    path.write_text(f'{{"events": [{records}]}}')
    with Chronology(path) as chronology:
        assert [problem.what for problem in editorial_problems(chronology, ["layout"])][-1] == "are not in the order of time"


def source(**fields: Any) -> Source:
    return Source(id="s", title="S", **fields)


INDEPENDENCE = [
    (source(publisher="A"), source(publisher="B"), True, "two publishers"),
    (source(publisher="A"), source(publisher="a"), False, "one publisher, however it is spelt"),
    (source(url="https://x.example/1"), source(url="https://www.x.example/2"), False, "two pages of one site"),
    (source(publisher="A", url="https://x.example"), source(publisher="B", url="https://y.example"), True, "two sites"),
    (source(kind="encyclopaedia", publisher="A"), source(kind="encyclopaedia", publisher="B"), False, "two encyclopaedias"),
    (source(kind="encyclopaedia", publisher="A"), source(kind="book", publisher="B"), True, "an encyclopaedia and a book"),
]


@pytest.mark.parametrize(("first", "second", "expected", "remark"), INDEPENDENCE, ids=[row[3] for row in INDEPENDENCE])
def test_two_sources_count_as_two_if_neither_stands_behind_the_other(
    first: Source, second: Source, expected: bool, remark: str
) -> None:
    assert is_independent(first, second) is is_independent(second, first) is expected, remark


def test_the_bundled_chronology_passes_every_check() -> None:
    with Chronology() as bundled:
        assert list(editorial_problems(bundled, list(EDITORIAL_CHECKS))) == []


def test_every_kind_of_the_bundled_chronology_is_explained_in_the_editorial_rules() -> None:
    rules = (Path(__file__).parents[2] / "docs" / "editing.md").read_text(encoding="utf-8")
    assert [kind for kind in KINDS if f"`{kind}`" not in rules] == []
