"""Whole chronologies that keep every rule, with texts that mean something to some format or other."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from tests.dates import strategies as dates

Record = dict[str, Any]

_CHARACTERS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"])
_TELLING = st.sampled_from(
    [
        *(
            "=1+1",
            "+39 06",
            "-3",
            "@SUM(A1)",
            "a; b",
            "a: b",
            "[x]",
            "\\n",
            "back\\slash",
            'say "so"',
            "it's",
            "a,b",
            "a\tb",
            "a | b",
        ),
        *(
            "<b>bold</b>",
            "<script>alert(1)</script>",
            "&amp;",
            "*star* _under_ `code`",
            "# heading",
            "1. first",
            "- item",
            "%",
            "$x^2$",
        ),
        *(
            "two\nlines",
            "a\n\nb",
            "BEGIN:VEVENT",
            "END:VCALENDAR",
            "DTSTART:19440101",
            "{brace}",
            "~",
            "//",
            "section x",
            "#tag",
            "é",
            "漢字",
        ),
    ]
)
_words = st.text(_CHARACTERS, min_size=1, max_size=12)
texts = st.one_of(_words, _TELLING, st.builds("{} {}".format, _TELLING, _words)).map(str.strip).filter(bool)
lines = texts.map(lambda text: " ".join(text.split()))
"""Texts without a new line in them."""

_SOURCES = ("ledger", "a-diary", "letters-1944")
_citations = st.lists(
    st.builds(
        lambda source, at: {"source": source, **({"at": at} if at else {})}, st.sampled_from(_SOURCES), st.just("") | lines
    ),
    min_size=1,
    max_size=2,
)


def _optional(**strategies: st.SearchStrategy[Any]) -> st.SearchStrategy[Record]:
    return st.fixed_dictionaries({}, optional=strategies)


_places = st.one_of(
    st.fixed_dictionaries({"name": lines}, optional={"country": lines}),
    st.fixed_dictionaries(
        {
            "name": lines,
            "lat": st.integers(-90_000, 90_000).map(lambda n: n / 1000),
            "lon": st.integers(-180_000, 180_000).map(lambda n: n / 1000),
        },
        optional={"country": lines},
    ),
)
_fields = st.builds(
    lambda required, optional: {**required, **optional},
    st.fixed_dictionaries({"title": lines, "date": dates.notations, "summary": texts}),
    _optional(
        track=st.sampled_from(["land", "home"]),
        kind=lines,
        place=_places,
        forces=st.dictionaries(lines, st.lists(lines, min_size=1, max_size=2), min_size=1, max_size=2),
        people=st.lists(lines, min_size=1, max_size=3),
        account=st.lists(texts, min_size=1, max_size=3),
        significance=texts,
        datings=st.lists(
            st.fixed_dictionaries({"date": dates.notations, "says": lines, "sources": _citations}), min_size=1, max_size=2
        ),
        figures=st.lists(
            st.fixed_dictionaries({"what": lines, "value": lines}, optional={"sources": _citations}), min_size=1, max_size=2
        ),
        sources=_citations,
    ),
)


@st.composite
def chronologies(draw: Any, least: int = 1) -> Record:
    """A chronology of a few events, in any order, some part of others or leading to them."""
    events: list[Record] = []
    for number, fields in enumerate(draw(st.lists(_fields, min_size=least, max_size=5))):
        event = {"id": f"event-{number}", **fields}
        if draw(st.booleans()):
            event["aliases"] = [f"alias {number}"]
        if events and draw(st.booleans()):
            event["part_of"] = draw(st.sampled_from(events))["id"]
        if events and draw(st.booleans()):
            event["led_to"] = [{"event": draw(st.sampled_from(events))["id"], "how": draw(lines), "sources": draw(_citations)}]
        events.append(event)
    return {
        "title": draw(lines),
        "description": draw(texts),
        "tracks": [{"id": "land", "title": "The war on land"}, {"id": "home", "title": "At home"}],
        "sources": [
            {
                "id": source,
                "title": draw(lines),
                **draw(_optional(author=lines, publisher=lines, year=st.integers(1, 9999), kind=lines)),
            }
            for source in _SOURCES
        ],
        "events": events,
    }
