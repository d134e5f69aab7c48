"""TimelineJS: any timeline, and ours without loss; what is shown counts for more than what is carried."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from liberation_cli.errors import ChronologyError
from liberation_cli.exchange.incoming import Manner
from tests.chronology.making import BOOK, event
from tests.exchange.strategies import Whole, anything, dated_objects, objects, texts, wholes
from tests.exchange.trading import Imported, exported, imported


def timeline(*slides: Any, **members: Any) -> str:
    return json.dumps({"events": slides, **members})


def slide(headline: str = "Siege", text: str = "So it was.", **members: Any) -> dict[str, Any]:
    return {"start_date": {"year": 1944}, "text": {"headline": headline, "text": text}, **members}


def read(text: str, *, day_first: bool | None = None) -> Imported:
    return imported("timelinejs", text, Manner(day_first))


def only(done: Imported) -> dict[str, Any]:
    """The one event that was read."""
    assert not done.problems
    (one,) = done.events
    fields: dict[str, Any] = json.loads(msgspec.json.encode(one))
    return fields


def written(*events: Any, **header: Any) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(exported("timelinejs", Whole(events, header)).text)
    return document


def texts_of(value: Any) -> Iterator[str]:
    """Every text that TimelineJS shows."""
    for shown in [*value["events"], value.get("title", {})]:
        yield from shown.get("text", {}).values()
        yield from (shown[name] for name in ("display_date", "group") if name in shown)


# Written


class Tags(HTMLParser):
    """The tags of a piece of HTML, as another reader sees them."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag + "".join(f" {name}={value}" for name, value in attrs))

    def handle_comment(self, data: str) -> None:
        self.seen.append(data)


@given(wholes())
def test_no_text_is_taken_for_markup(whole: Whole) -> None:
    for text in texts_of(json.loads(exported("timelinejs", whole).text)):
        assert set(Tags(text).seen) <= {"p", "br", "p class=liberation"}


def test_a_group_is_read_as_markup_twice_and_is_none_either_time() -> None:
    track = {"id": "a", "title": "<img src=x onerror=alert(1)> & co."}
    document = written(event(track="a"), tracks=[track])
    assert document["events"][0]["group"] == "&amp;lt;img src=x onerror=alert(1)&amp;gt; &amp;amp; co."


def test_place_and_sources_stand_beneath_the_text() -> None:
    told = event(
        place={"name": "Rome", "country": "Italy"},
        account=["More."],
        sources=[{"source": "book", "at": "p. 5"}, {"source": "book"}],
    )
    (shown,) = written(told, sources=[BOOK])["events"]
    line = '<p class="liberation">Rome, Italy. Sources: A Book, p. 5; A Book</p>'
    assert shown["text"]["text"] == f"<p>So it was.</p><p>More.</p>{line}"


DATES = [
    ("1944-06-04", {"year": 1944, "month": 6, "day": 4}, None, "4 June 1944"),
    ("1944-06", {"year": 1944, "month": 6}, None, "June 1944"),
    ("1944", {"year": 1944}, None, "1944"),
    ("1944~", {"year": 1944}, None, "about 1944"),
    ("1944-06-04?", {"year": 1944, "month": 6, "day": 4}, None, "4 June 1944 (uncertain)"),
    ("1943-24", {"year": 1943, "month": 12}, None, "winter 1943–44"),
    ("194X", {"year": 1940}, None, "the 1940s"),
    ("00XX", {"year": 1}, None, "1–99"),
    ("0001", {"year": 1}, None, "1"),
    ("1944-06-04/1944-06-05", {"year": 1944, "month": 6, "day": 4}, {"year": 1944, "month": 6, "day": 5}, "4–5 June 1944"),
    ("1943/1944-06", {"year": 1943}, {"year": 1944, "month": 6}, "1943 – June 1944"),
    ("1944-06-04/1944-06", {"year": 1944, "month": 6, "day": 4}, None, "4 June – June 1944"),
    ("1944-06-04/1944", {"year": 1944, "month": 6, "day": 4}, None, "4 June 1944 – 1944"),
    ("1944/..", {"year": 1944}, None, "from 1944, without end"),
    ("1944/", {"year": 1944}, None, "from 1944, end unknown"),
    ("/1944-06", {"year": 1944, "month": 6}, None, "until June 1944, beginning unknown"),
    ("../9999-12-31", {"year": 9999, "month": 12, "day": 31}, None, "until 31 December 9999, without beginning"),
]


@pytest.mark.parametrize(("date", "start", "end", "words"), DATES)
def test_a_date_is_no_more_exact_than_it_is_known_and_is_told_in_words(
    date: str, start: dict[str, int], end: dict[str, int] | None, words: str
) -> None:
    (shown,) = written(event(date=date))["events"]
    assert (shown["start_date"], shown.get("end_date"), shown["display_date"]) == (start, end, words)


# Read back


def changed(**members: Any) -> Imported:
    """An event of ours, after someone changed what its slide shows."""
    full = event(
        date="1944-06-04/1944-06-05",
        track="land",
        account=["More."],
        place={"name": "Rome"},
        kind="battle",
        sources=[{"source": "book"}],
    )
    document = written(full, tracks=[{"id": "land", "title": "On land"}], sources=[BOOK])
    document["events"][0].update(members)
    return read(json.dumps(document))


@pytest.mark.parametrize(
    ("members", "date"),
    [
        ({}, "1944-06-04/1944-06-05"),
        ({"start_date": {"year": 1944, "month": 6, "day": 3}, "display_date": ""}, "1944-06-03/1944-06-05"),
        ({"start_date": {"year": 1944, "month": 6, "day": 3}, "display_date": "3–5 June 1944"}, "1944-06-03/1944-06-05"),
        ({"end_date": None, "display_date": "4 June 1944?"}, "1944-06-04?"),
        ({"display_date": "c. 4–5 June 1944"}, "1944-06-04/1944-06-05"),
        ({"display_date": "about June 1944"}, "1944-06~"),
        ({"display_date": ""}, "1944-06-04/1944-06-05"),
    ],
)
def test_a_date_that_was_changed_counts(members: dict[str, Any], date: str) -> None:
    told = only(changed(**members))
    assert (told["date"], told["kind"], told["track"]) == (date, "battle", "land")


def test_words_that_are_no_date_or_another_are_told_as_lost() -> None:
    lost = {"without the words for a date, which say something else than its days": ["event 1"]}
    assert changed(display_date="the great day").lost == lost
    moved = changed(start_date={"year": 1944, "month": 6, "day": 3})
    assert (only(moved)["date"], moved.lost) == ("1944-06-03/1944-06-05", lost)


def test_a_headline_a_text_and_a_group_that_were_changed_count() -> None:
    done = changed(text={"headline": "Rome &amp; after", "text": "<p>One.</p><p>Two.</p>"}, group="At sea")
    told = only(done)
    assert (told["title"], told["summary"], told["account"], told["track"]) == ("Rome & after", "One.", ["Two."], "at-sea")
    assert [track.title for track in done.header.tracks] == ["On land", "At sea"]
    assert (told["place"], done.lost) == ({"name": "Rome"}, {})


def test_a_group_that_was_taken_out_is_no_track() -> None:
    assert "track" not in only(changed(group=None))


def test_a_change_in_the_line_of_place_and_sources_is_told_as_lost() -> None:
    text = {"headline": "Siege", "text": '<p>So it was.</p><p class="liberation">Ostia. Sources: A Book</p>'}
    done = changed(text=text)
    assert only(done)["place"] == {"name": "Rome"}
    assert done.lost == {"without what was changed in the line of place and sources": ["event 1"]}


def test_a_field_of_ours_that_was_broken_is_a_problem() -> None:
    done = changed(liberation={"edtf": "1944", "placce": {"name": "Rome"}, "figures": 5, "sources": [5]})
    assert [(p.where, p.what) for p in done.problems] == [
        ("event 1", "has an unknown field “placce”"),
        ("event 1, figures", "is a whole number where a list belongs"),
        ("event 1, sources 1", "is a number where an object belongs"),
    ]


# Any timeline


def test_a_timeline_of_another_hand() -> None:
    text = timeline(
        {
            "start_date": {"year": "1944", "month": "6", "day": "", "display_date": "c. June 1944"},
            "text": {
                "headline": "Hotel <b>X</b>",
                "text": "He stayed &amp; wrote.\n  <br>Often.<p>Then not.</p><script>alert(1)</script>",
            },
            "media": {"url": "http://example.org/a.jpg"},
            "group": "His war",
        },
        title={"text": {"headline": "A war", "text": "<p>One.</p><p>Two.</p>"}, "background": {"color": "#fff"}},
        eras=[{"start_date": {"year": 1943}, "end_date": {"year": 1945}, "text": {"headline": "Occupation"}}],
        scale="human",
    )
    done = read(text)
    era, stay = (json.loads(msgspec.json.encode(e)) for e in done.events)
    assert era == {"id": "occupation", "title": "Occupation", "date": "1943/1945", "kind": "era", "summary": "Occupation"}
    assert stay == {
        "id": "hotel-x",
        "title": "Hotel X",
        "date": "1944-06~",
        "track": "his-war",
        "summary": "He stayed & wrote. \nOften.",
        "account": ["Then not."],
    }
    assert (done.header.title, done.header.description) == ("A war", "One.\n\nTwo.")
    assert done.lost == {
        "without the member “background”": [],
        "without the member “media”": ["event 1"],
        "without links, pictures and other markup in the text": ["event 1"],
        "without a summary, for which the title stands in": ["occupation"],
    }


MOMENTS = [
    ({"start_date": {"year": 1944, "month": 6, "day": 4, "hour": 9}}, "1944-06-04", {"without the time of day": ["event 1"]}),
    ({"start_date": {"year": 33}}, "0033", {}),
    ({"start_date": {"year": 1944}, "end_date": {"year": 1944}}, "1944", {}),
    ({"start_date": {"year": 1944}, "end_date": {"year": 1945, "month": 5}}, "1944/1945-05", {}),
    ({"start_date": {"year": 1944, "day": 4}}, "1944", {"without a day whose month is not told": ["event 1"]}),
    ({"start_date": {"year": 1944}, "end_date": "1945"}, "1944", {"without the member “end_date”": ["event 1"]}),
    ({"start_date": {"year": 1944, "month": 6}, "display_date": "summer 1944"}, "1944-22", {}),
    ({"start_date": {"year": 1944, "month": 6, "day": 5}, "display_date": "5/6/1944"}, "1944-06-05", {}),
]


@pytest.mark.parametrize(("members", "date", "lost"), MOMENTS)
def test_dates_of_another_hand(members: dict[str, Any], date: str, lost: Any) -> None:
    done = read(timeline(slide(**members)), day_first=True)
    assert (only(done)["date"], done.lost) == (date, lost)


PROBLEMS = [
    (slide(start_date=None), ("event 1", "has no start_date")),
    (
        slide(start_date={"year": 1944, "month": 13}),
        ("event 1, date", "“1944-13” names code 13; a month is 01–12, a season 21–24"),
    ),
    (slide(start_date={"year": -44}), None),
    (slide(start_date={"year": "MCMXLIV"}), None),
    (slide(start_date={"year": 1944}, end_date={"year": 1943}), None),
    (slide(headline=""), ("event 1", "has no title")),
    ("slide", ("event 1", "has no start_date")),
]


@pytest.mark.parametrize(("given_", "problem"), PROBLEMS)
def test_what_is_no_event_is_a_problem_with_its_place(given_: Any, problem: tuple[str, str] | None) -> None:
    done = read(timeline(given_))
    assert done.events == []
    assert done.problems
    assert problem in (None, *((p.where, p.what) for p in done.problems))


@given(st.lists(st.tuples(st.one_of(objects, dated_objects), objects, anything, texts), max_size=3), objects)
def test_whatever_a_timeline_holds_what_is_read_is_a_chronology(slides: list[Any], members: dict[str, Any]) -> None:
    made = [
        {**more, "start_date": {"year": 1944}, "text": {"headline": headline, "text": text}, "liberation": carried}
        for carried, more, text, headline in slides
    ]
    done = read(
        json.dumps({**members, "events": made, "liberation": members, "eras": members.get("sources"), "title": members})
    )
    assert len(done.events) <= len(slides)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is empty"),
        ('{"events": [\n{]}', "line 2, column 2: is not JSON: object keys must be strings"),
        ("[]", "is no timeline of TimelineJS: it has no list of events"),
        ('{"events": 5}', "is no timeline of TimelineJS: it has no list of events"),
    ],
)
def test_a_file_that_is_no_timeline_is_refused(text: str, message: str) -> None:
    with pytest.raises(ChronologyError) as caught:
        read(text)
    assert caught.value.message == message
