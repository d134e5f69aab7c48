"""The page: what it holds, that nothing in a chronology breaks out of its text, and that the timeline is to scale."""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from datetime import date
from hashlib import sha256
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liberation_cli.chronology.chronology import BUNDLED, Chronology
from liberation_cli.chronology.diagnosis import UNSAFE
from liberation_cli.chronology.selection import Selection
from liberation_cli.dates import edtf, phrase
from liberation_cli.exchange.html.axis import LABEL, Scale, ticks
from liberation_cli.exchange.html.lanes import MOST_ROWS, Box, Extent, place
from tests.chronology.making import Record, event
from tests.chronology.strategies import any_dates
from tests.conftest import SMALL_EVENTS, SMALL_HEADER, Expect
from tests.exchange.pages import RESOURCES, bare, classed, links, name_of, named, page_of, parsed, text_of, with_id
from tests.exchange.trading import exported_from


def lone(**fields: Any) -> Element:
    """The page of one event."""
    return parsed(page_of([event(**fields)]))


# What it holds


def test_the_page_of_a_small_chronology_is_the_one_expected(expect: Expect) -> None:
    """But for the style, the script and their digests."""
    expect("small.html", re.sub(r"'sha256-[^']+'", "'sha256-…'", bare(page_of(SMALL_EVENTS, **SMALL_HEADER))))


def test_all_that_an_event_tells_is_on_its_card() -> None:
    card = with_id(parsed(page_of(SMALL_EVENTS, **SMALL_HEADER)), "fall-of-rome")
    assert [text_of(paragraph) for paragraph in named(card, "p")] == [
        "━ 4–5 June 1944",
        "Rome, Italy",
        "The war on land",
        "liberation",
        "The city is entered on the 4th and held by the 5th.",
        "Tanks reach the Forum at dusk.",
        "The bridges stand.",
    ]
    told = {text_of(row[0]): [text_of(entry) for entry in row[1:]] for row in named(card, "dl")[0]}
    assert told == {
        "How sure": ["Known to the day."],
        "Datings": [
            "4 June 1944: the first tanks are in the city (The Ministry 1950, p. 12)",
            "5 June 1944: the last rearguard is gone (N. Ettore)",
        ],
        "Forces": ["Allied: Fifth Army", "Axis: Fourteenth Army"],
        "Part of": ["The Campaign in Italy (3 September 1943 – 2 May 1945)"],
        "Sources": ["The Ministry 1950, p. 12; N. Ettore"],
        "Called": ["rome, Roma città aperta"],
    }


def test_events_lead_to_what_they_are_part_of_and_what_they_led_to_and_back() -> None:
    page = parsed(page_of(SMALL_EVENTS, **SMALL_HEADER))
    rows = {
        (card.get("id"), text_of(row[0])): list(links(row)) for card in named(page, "article") for row in named(card, "dl")[0]
    }
    assert rows["fall-of-rome", "Part of"] == ["#campaign"]
    assert rows["campaign", "Its parts"] == ["#fall-of-rome", "#florence"]
    assert rows["florence", "Led to"] == ["#bridges-blown"]
    assert rows["bridges-blown", "Led here"] == ["#florence"]


def test_every_link_within_the_page_leads_to_something_and_no_name_is_given_twice() -> None:
    namesakes = [event("the-timeline"), event("track-0"), event("s-1"), event("q")]
    for page in (parsed(page_of(SMALL_EVENTS, **SMALL_HEADER)), parsed(page_of(namesakes))):
        names = Counter(element.get("id") for element in page.iter() if element.get("id"))
        assert set(names.values()) == {1}
        assert {link[1:] for link in links(page) if link.startswith("#")} <= set(names)


def test_events_stand_in_order_of_time_under_their_years_in_the_cards_and_in_the_contents() -> None:
    page = parsed(page_of([event("b", "1944-02"), event("a", "../1943"), event("c", "0044-03-15")]))
    for holder in ("the_events", "the_contents"):
        sections = [section for section in named(with_id(page, holder), "section") if section.get("id") != holder]
        told = [(text_of(named(section, "h3")[0]), next(links(section))) for section in sections]
        assert told == [("Without a beginning", "#a"), ("44", "#c"), ("1944", "#b")]


def test_only_what_was_selected_is_there_and_nothing_refers_to_the_rest() -> None:
    page = parsed(page_of(SMALL_EVENTS, Selection(tracks=("sea", "home")), **SMALL_HEADER))
    assert [card.get("id") for card in named(page, "article")] == ["hunger-winter", "partisan-raid", "rationing", "shut-gate"]
    assert [text_of(item) for item in with_id(page, "the_sources")[1]] == ["N. Ettore, A Diary memoir · cited by 2 events"]


def test_without_sources_tracks_places_and_a_title_there_is_a_page_all_the_same() -> None:
    page = lone()
    assert text_of(named(page, "title")[0]) == text_of(named(page, "h1")[0]) == "A chronology"
    assert text_of(classed(page, "lane")[0][0]) == "Events 1"
    assert not [element for element in page.iter() if element.get("id") == "the_sources"]


# How sure it is


SURENESS = [
    # date, its signs, its words, and the classes of the lines that are drawn
    ("1944-06-04", "●", "4 June 1944", ["day"]),
    ("1944-06-04/1944-06-05", "━", "4–5 June 1944", ["sure"]),
    ("1944-06", "╌", "June 1944", ["maybe"]),
    ("1944-06-04?", "╌", "4 June 1944 (uncertain)", ["maybe"]),
    ("1944-06~", "╌", "about June 1944", ["maybe"]),
    ("1944-06-04~/1944-06-20", "╌", "about 4 June 1944 – 20 June 1944", ["maybe"]),
    ("1944-01/1944-05", "╌━╌", "January–May 1944", ["maybe", "sure"]),
    ("1944-01-17/1944-05", "━╌", "17 January – May 1944", ["maybe", "sure"]),
    ("1944-06-10/..", "━▸", "from 10 June 1944, without end", ["sure", "end"]),
    ("1944-06-10/", "━╌▸", "from 10 June 1944, end unknown", ["maybe", "sure", "end"]),
    ("../1944-06-10", "◂━", "until 10 June 1944, without beginning", ["sure", "end"]),
    ("0001/9999", "╌━╌", "1–9999", ["maybe", "sure"]),
]


@pytest.mark.parametrize(("notation", "signs", "words", "drawn"), SURENESS)
def test_a_date_is_no_surer_than_it_is_known(notation: str, signs: str, words: str, drawn: list[str]) -> None:
    page = lone(date=notation)
    date_line = classed(with_id(page, "siege"), "date")[0]
    assert text_of(date_line).split(" ", 1) == [signs, words if signs != "●" else f"Sunday {words}"]
    lane = classed(page, "lane")[0]
    shapes = [element.get("class") for element in named(lane, "a")[0].iter() if element.get("class")]
    assert [shape for shape in shapes if shape != "span" and (shape != "day" or drawn == ["day"])] == drawn


def test_a_disputed_date_is_drawn_by_other_signs() -> None:
    sources: Record = {"sources": [{"id": "book", "title": "A Book"}]}
    other = {"says": "so it says", "sources": [{"source": "book"}]}
    page = parsed(
        page_of(
            [
                event("day", "1944-06-04", datings=[{"date": "1944-06-03", **other}]),
                event("days", "1944-06-05/1944-06-09", datings=[{"date": "1944-06-03", **other}]),
            ],
            **sources,
        )
    )
    assert [text_of(classed(card, "sign")[0]) for card in named(page, "article")] == ["◆", "┅"]
    assert [text_of(item) for item in classed(page, "legend")[0]] == ["one day, sources differ", "these days, sources differ"]
    assert all("Sources give other days too: see the datings." in text_of(card) for card in named(page, "article"))


MACHINE_READABLE = [
    # date, what <time> has
    ("1944-06-04", "1944-06-04"),
    ("1944-06", "1944-06"),
    ("1944", "1944"),
    ("1944-06-04/1944-06-05", None),
    ("1944-06~", None),
    ("1944-22", None),
    ("194X", None),
]


@pytest.mark.parametrize(("notation", "machine"), MACHINE_READABLE)
def test_a_date_is_machine_readable_where_html_can_say_it(notation: str, machine: str | None) -> None:
    times = named(with_id(lone(date=notation), "siege"), "time")
    assert [time.get("datetime") for time in times] == ([machine] if machine else [])


# That nothing breaks out of its text

HOSTILE = [
    "</script><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</title><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "' autofocus onfocus='alert(1)",
    "<!-- <b>",
    "--> ]]> <![CDATA[",
    "</svg><a href=javascript:alert(1)>",
    "&lt;b&gt; &amp; &#x3c;script&#x3e;",
    "$title ${style} {title} %s",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "line\nbreak\tand tab",
    "\u00a0\u200d\u200f\ufeff\ufffe",
    "background:url(https://example.org)",
]
texts = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(exclude_categories=["Cs"]).filter(lambda c: not UNSAFE.search(c)), min_size=1, max_size=30),
)


def filled(text: str) -> tuple[list[Record], Record]:
    """A chronology with a text in every field that takes any."""
    cited = [{"source": "book", "at": text}]
    whole = event("whole", "1944-06", title=text, summary=text, kind=text, track="lane")
    part = event(
        "part",
        "1944-06-04/1944-06-05",
        title=text,
        aliases=[f"{text} by another name"],
        kind=f"{text}.",
        track="other",
        place={"name": text, "country": f"{text}."},
        forces={text: [text]},
        people=[text],
        summary=text,
        account=[text],
        significance=text,
        part_of="whole",
        led_to=[{"event": "whole", "how": text, "sources": cited}],
        datings=[{"date": "1944-06-01", "says": text, "sources": cited}],
        figures=[{"what": text, "value": text, "sources": cited}],
        sources=cited,
    )
    source = {"id": "book", "title": text, "author": text, "publisher": text, "kind": text, "url": text}
    tracks = [{"id": "lane", "title": text}, {"id": "other", "title": text}]
    header = {"title": text, "description": text, "licence": text, "focus": text, "tracks": tracks}
    return [whole, part], {**header, "sources": [source]}


def page_filled_with(text: str) -> Element:
    events, header = filled(text)
    return parsed(page_of(events, **header))


def structure(element: Element) -> tuple[Any, ...]:
    """The elements and the names of their attributes; not where a title of the timeline stands: its width decides that."""
    attributes = {name for name in element.attrib if name not in ("display", "text-anchor")}
    return (name_of(element), sorted(attributes), [structure(child) for child in element])


PLAIN = structure(page_filled_with("plain"))
TIMES_SHOWN = 55
"""How often the text that fills the fields is on the page: where an event is, where it is named, where it is cited."""
TIMES_CHANGED = 5
"""How often it is shown otherwise than it is written: the sides of forces begin with a capital, kinds lose their hyphens."""


@given(texts)
@settings(max_examples=40)
def test_any_text_in_any_field_is_shown_as_it_is_and_changes_nothing_else(text: str) -> None:
    page = page_filled_with(text)
    assert structure(page) == PLAIN
    shown = " ".join(text.split())
    assert text_of(page).count(shown) >= TIMES_SHOWN - TIMES_CHANGED


def test_how_often_a_text_is_shown_is_counted() -> None:
    """With a text that is nowhere else: so that the property above asks for no less than there is."""
    assert text_of(page_filled_with("quux")).casefold().count("quux") == TIMES_SHOWN


ADDRESSES = [
    # address, what the title of the source leads to
    ("https://example.org/a?b=c&d=%22#e", "https://example.org/a?b=c&d=%22#e"),
    ("HTTP://example.org", "HTTP://example.org"),
    ("javascript:alert(1)", None),
    ("JaVaScRiPt:alert(1)", None),
    (" javascript:alert(1)", None),
    ("data:text/html;base64,PHNjcmlwdD4=", None),
    ("vbscript:x", None),
    ("//example.org", None),
    ("file:///etc/passwd", None),
    ("https://example.org/a b", None),
    ("urn:isbn:0451450523", None),
]


@pytest.mark.parametrize(("address", "link"), ADDRESSES)
def test_only_addresses_of_the_web_become_links(address: str, link: str | None) -> None:
    sources = [{"id": "book", "title": "A Book", "url": address}]
    page = parsed(page_of([event(sources=[{"source": "book"}])], sources=sources))
    item = with_id(page, "the_sources")[1][0]
    assert list(links(item)) == ([link] if link else [])
    assert link or " ".join(address.split()) in text_of(item)


def test_nothing_runs_and_nothing_is_loaded_but_what_the_page_brings() -> None:
    page = page_of(SMALL_EVENTS, **SMALL_HEADER)
    style, script = (f"'sha256-{b64encode(sha256(resource.encode()).digest()).decode()}'" for resource in RESOURCES)
    assert f"default-src 'none'; style-src {style}; script-src {script}; base-uri 'none'; form-action 'none'" in page
    elements = [element for element in parsed(page).iter() if isinstance(element.tag, str)]
    assert not {"link", "img", "iframe", "object", "embed", "base", "use", "image"} & {name_of(element) for element in elements}
    assert not [name for element in elements for name in element.attrib if name.startswith("on") or name in ("style", "src")]
    assert "@import" not in RESOURCES[0]
    assert "url(" not in RESOURCES[0]
    assert not re.search(r"innerHTML|insertAdjacentHTML|document\.write|eval\(|https?://", RESOURCES[1])
    assert not re.search(r"</(style|script)|<!--", "".join(RESOURCES), re.IGNORECASE)


# That the timeline is to scale


@given(st.lists(any_dates, min_size=1, max_size=12))
@settings(max_examples=30)
def test_every_event_is_drawn_to_scale(notations: list[str]) -> None:
    page = parsed(page_of([event(f"e{number}", notation) for number, notation in enumerate(notations)]))
    canvas = with_id(page, "chart_canvas")
    first, last = int(canvas.get("data-first", "")), int(canvas.get("data-last", ""))
    drawn = {mark.get("href", "")[1:]: mark[1] for mark in named(canvas, "a")}
    assert len(drawn) == len(notations)
    for number, notation in enumerate(notations):
        when, shape = edtf.parse(notation), drawn[f"e{number}"]
        begin, end = max(when.earliest, first), min(when.latest, last)
        x, width = (float(shape.get(name, "").removesuffix("%")) for name in ("x", "width"))
        assert x == pytest.approx((begin - first) / (last - first + 1) * 100, abs=0.01)
        assert width == pytest.approx(max((end - begin + 1) / (last - first + 1) * 100, 0.01 / 12), rel=0.01)
        for line in (line for line in shape if line.get("class") == "sure"):
            surely = [max(when.latest_start, first), min(when.earliest_end, last) + 1]
            ends = [float(line.get(name, "").removesuffix("%")) for name in ("x1", "x2")]
            assert ends == pytest.approx([(day - begin) / (end - begin + 1) * 100 for day in surely], abs=0.1)
            assert not when.qualified


extents = st.tuples(st.floats(0, 1000), st.floats(1, 300)).map(lambda pair: Extent(pair[0], pair[0] + pair[1]))
boxes = st.lists(
    st.builds(lambda bare, more: (bare, Extent(bare.start, bare.end + more)), extents, st.floats(0, 200)), max_size=40
).map(lambda pairs: [Box(str(number), bare, titled, title_before=False) for number, (bare, titled) in enumerate(pairs)])


@given(boxes, st.integers(1, 8))
def test_no_two_marks_of_a_row_meet(placed: list[Box], rows: int) -> None:
    places = place(placed, rows)
    assert set(places) == {box.id for box in placed}
    for number in range(MOST_ROWS - 1):
        row = sorted(b.titled if places[b.id].titled else b.bare for b in placed if places[b.id].row == number)
        assert all(one.end < other.start for one, other in pairwise(row))


def test_the_most_important_keeps_its_title() -> None:
    rivals = [Box(name, Extent(0, 10), Extent(0, 100), title_before=False) for name in ("campaign", "battle", "raid")]
    assert {name: found.titled for name, found in place(rivals[:2], 1).items()} == {"campaign": True, "battle": True}
    crowd = [*rivals, Box("later", Extent(50, 60), Extent(50, 150), title_before=False)]
    assert place(crowd, 1)["campaign"] == (0, True)


def test_wholes_come_before_their_parts() -> None:
    page = parsed(page_of(SMALL_EVENTS, **SMALL_HEADER))
    ranked = sorted(named(with_id(page, "chart_canvas"), "a"), key=lambda mark: int(mark.get("data-rank", "")))
    assert [mark.get("href") for mark in ranked][:3] == ["#campaign", "#florence", "#hunger-winter"]


spans = st.tuples(st.integers(1, date.max.toordinal()), st.integers(1, 40_000)).map(
    lambda pair: (pair[0], min(pair[0] + pair[1], date.max.toordinal()))
)


@given(st.one_of(spans, st.just((1, date.max.toordinal()))), st.floats(640, 20_000))
def test_ticks_stand_where_their_labels_say_and_leave_each_other_room(span: tuple[int, int], width: float) -> None:
    scale = Scale(*span, width)
    found = list(ticks(scale))
    assert all(span[0] <= tick.day <= span[1] for tick in found)
    for tick in found:
        words = phrase.day(tick.day).split()
        assert tick.label in (" ".join([words[0], words[1][:3], words[2]]), f"{words[1][:3]} {words[2]}", words[2])
        assert tick.label.count(" ") == 2 or words[0] == "1"
    assert all(scale.x(other.day) - scale.x(tick.day) >= LABEL for tick, other in pairwise(found))


# Its size


def test_a_page_is_hardly_larger_than_its_chronology() -> None:
    with Chronology() as chronology:
        page = exported_from(chronology, "html").text
        assert page.count("<article ") == len(chronology)
        assert len(page.encode()) < 1.2 * BUNDLED.stat().st_size
