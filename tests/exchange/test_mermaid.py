"""Mermaid: dates in words and titles, whatever signs are in them; all the rest is told as lost."""

from __future__ import annotations

import json
import re
from html import unescape
from itertools import groupby

import pytest
from hypothesis import given

from liberation_cli.chronology.event import Event
from liberation_cli.dates import edtf, phrase
from liberation_cli.exchange.formats import named
from tests.chronology.making import event
from tests.exchange.strategies import Whole, wholes
from tests.exchange.trading import EXPECTED, SMALL, exported

Row = tuple[str, str, list[str]]
"""A section, a date in words, and the titles of its events."""

_TOKENS = re.compile(
    r"(?P<title>title\s[^\n]+)|(?P<section>section\s[^:\n]+)|(?P<event>:\s(?:[^:\n]|:(?!\s))+)|(?P<date>[^#:\n]+)"
)
"""How mermaid's own grammar of a timeline takes a line apart, its entities being hidden from it before."""


def rows(text: str) -> tuple[str, list[Row]]:
    """The title and the rows of a diagram, by the rules of mermaid's grammar."""
    title = section = ""
    found: list[Row] = []
    hidden = re.sub(r"#(\w+);", "\ue000\\1\ue001", text)
    for line in hidden.splitlines()[1:]:
        for token in _TOKENS.finditer(line.strip()):
            told = unescape(re.sub("\ue000(\\w+)\ue001", r"&#\1;", token[0]))
            if token.lastgroup == "title":
                title = told.removeprefix("title").strip()
            elif token.lastgroup == "section":
                section = told.removeprefix("section").strip()
            elif token.lastgroup == "event":
                found[-1][2].append(told.removeprefix(":").strip())
            else:
                found.append((section, told.strip(), []))
    return title, found


def on_one_line(text: str) -> str:
    return " ".join(text.split())


def test_what_a_diagram_goes_without_is_told() -> None:
    done = exported("mermaid", SMALL)
    assert done.lost == {
        "without kinds": [e.id for e in in_order(done.events)],
        "without summaries": [e.id for e in in_order(done.events)],
        "without sources": ["campaign", "fall-of-rome"],
        "without aliases": ["fall-of-rome", "d-day"],
        "without places": ["fall-of-rome", "d-day", "florence", "bridges-blown", "hunger-winter", "partisan-raid"],
        "without forces": ["fall-of-rome"],
        "without accounts": ["fall-of-rome"],
        "without wholes that events are part of": ["fall-of-rome", "florence", "bridges-blown"],
        "without datings": ["fall-of-rome", "bridges-blown"],
        "without links to what events led to": ["florence", "partisan-raid"],
        "without people": ["hunger-winter"],
        "without figures": ["hunger-winter"],
    }


def in_order(events: list[Event]) -> list[Event]:
    """As the sections of their tracks stand."""
    return sorted(events, key=lambda e: e.track != "land")


def test_mermaid_s_own_parser_reads_the_same_rows() -> None:
    recorded = json.loads((EXPECTED / "small.mmd.parsed.json").read_text(encoding="utf-8"))
    ours = rows((EXPECTED / "small.mmd").read_text(encoding="utf-8"))
    assert ours == (recorded["title"], [tuple(row) for row in recorded["rows"]])


@given(wholes())
def test_no_text_is_read_as_anything_else(whole: Whole) -> None:
    done = exported("mermaid", whole)
    tracks = {"": "", **{track.id: on_one_line(track.title) for track in done.header.tracks}}
    expected = [
        (title, phrase.when(edtf.parse(date)), [on_one_line(e.title) for e in events])
        for track, title in tracks.items()
        for date, events in groupby([e for e in done.events if e.track == track], key=lambda e: e.date)
    ]
    assert rows(done.text) == (on_one_line(done.header.title), expected)


SIGNS = [
    ("At 9:30: go", "At 9#58;30#58; go"),
    ("No #5; or #9", "No #35;5#59; or #35;9"),
    ("<script>&amp;", "#60;script#62;#38;amp#59;"),
    ("%%{init}%% `x`", "#37;#37;#123;init#125;#37;#37; #96;x#96;"),
    ("one\ntwo", "one two"),
    ("Forlì (“it’s”) – 4/5", "Forlì (“it’s”) – 4/5"),
]


@pytest.mark.parametrize(("title", "shown"), SIGNS)
def test_signs_that_mean_something_are_written_by_their_numbers(title: str, shown: str) -> None:
    text = exported("mermaid", Whole([event(title=title)])).text
    assert text == f"timeline\n        4 June 1944 : {shown}\n"


def test_dates_keep_their_doubts() -> None:
    dates = ["1943-24", "194X", "1944~", "1944-06-04?", "1944/..", "/1944", "0001", "9999-12-31"]
    _, found = rows(exported("mermaid", Whole([event(f"e{n}", date) for n, date in enumerate(dates)])).text)
    assert {date for _, date, _ in found} == {phrase.when(edtf.parse(date)) for date in dates}
    assert "about 1944" in {date for _, date, _ in found}


def test_events_of_one_date_share_its_row() -> None:
    text = exported("mermaid", Whole([event("a"), event("b")], {"title": "War"})).text
    assert text == "timeline\n    title War\n        4 June 1944 : A : B\n"


def test_what_the_chronology_says_of_itself_is_told_as_lost() -> None:
    header = {"title": "War", "description": "All.", "licence": "CC0", "focus": "Rome"}
    assert [what for what, events in exported("mermaid", Whole([event()], header)).lost.items() if not events] == [
        "without the description of the chronology",
        "without the licence of the chronology",
        "without the focus of the chronology",
    ]


def test_a_diagram_that_is_longer_than_mermaid_draws_is_told() -> None:
    told = "without mermaid drawing it: it is longer than 50,000 characters, its usual maxTextSize"
    assert told not in exported("mermaid", Whole([event()])).lost
    assert told in exported("mermaid", Whole([event(title="x" * 50_000)])).lost


def test_a_diagram_is_not_read() -> None:
    assert not named("mermaid").read
