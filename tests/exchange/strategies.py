"""Whole chronologies, with every field that there is, and texts that other formats might take for something else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from hypothesis import settings
from hypothesis import strategies as st

from liberation_cli.chronology.fold import fold
from tests.chronology.making import Record
from tests.chronology.strategies import any_dates

HOSTILE = [
    # What markwhen and mermaid read a line for.
    *(
        "1944: x",
        "1944-06-04: y",
        "1944-06-04/1944-06-05: z",
        "now: x",
        "5 days: k",
        "June 1944: l",
        "every day: m",
        "before a: n",
        "\ufeff1944: o",
    ),
    *("# A", "## B", "section C", "title T", "timeline", "group D", "end", "---", "// e", "%% f", "%%{init: {}}%%"),
    *("- [ ] g", "- h", "[x]", "id: i", "key: value", "#tag", "#5", "#", "!ref", "@who", "50%", "{", "}", ";", "#;", "#35;"),
    *(":", ": ", "::", "accTitle: n", "accDescr { o }"),
    # Calendars, tables, BibTeX, and numbers of lists.
    *("BEGIN:VEVENT", "END:VCALENDAR", "DTSTART:19440101", "a; b", "a: b"),
    *("=1+1", "+39 06", "-3", "@SUM(A1)", "a,b", "a\tb", "a | b"),
    *("%", "$x^2$", "{brace}", "back\\slash", "C:\\New", "1. first", "- item"),
    # Markup.
    *("[x](location)", "[x](http://a.b)", "![x](a.b)", "`", "```", "~~~", "*a*", "_b_", "|", "*star* _under_ `code`", "//"),
    *("<b>", "<b>bold</b>", "<script>alert(1)</script>", "</script>", "<br>", "&amp;", "&lt;", "&", "<!-- j -->", "]]>"),
    # Quotes, escapes, and what YAML takes for something else than a text.
    *(",", "'", '"', 'say "so"', "it's", "\\", "\\n", "null", "true", "1944", "~", "..", "/", "?"),
    # Letters of all sorts, and blanks.
    *("…", "—", "Forlì", "é", "日本", "漢字", "Жуков", "𝔘", "e\u0301", "ﬁ", "\t", " \u00a0", "two\nlines", "a\n\nb"),
]
_characters = st.characters(
    exclude_categories=("Cs", "Cc", "Zl", "Zp"), exclude_characters="\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_words = st.sampled_from(["a", "Rome", " ", "\n", "\n\n"])
_pieces = st.one_of(st.sampled_from(HOSTILE), st.text(_characters, max_size=4), _words)


def _texts_of(pieces: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(pieces, min_size=1, max_size=5).map(lambda parts: "".join(parts).strip()).filter(bool)


texts = _texts_of(_pieces)
"""A text as a chronology may hold it, of any number of lines, without blanks around it."""
lines = _texts_of(_pieces.map(lambda piece: piece.replace("\n", " ")))
"""A text of one line."""


def _degrees(most: int) -> st.SearchStrategy[float]:
    whole, thousandths = st.integers(-most, most).map(float), st.integers(-most * 1000, most * 1000).map(lambda n: n / 1000)
    return st.one_of(whole, thousandths, st.floats(-most, most, allow_nan=False))


class Whole(NamedTuple):
    """Events and a header, as a chronology file has them."""

    events: Sequence[Mapping[str, Any]]
    header: Mapping[str, Any] = MappingProxyType({})


few = settings(max_examples=60)
"""For other programs' readers, which take their time."""

_TRACKS = ["land", "sea", "home-front"]
_SOURCES = ["ledger", "a-diary", "letters-1944"]
_years = st.integers(1, 9999)


def _some(values: st.SearchStrategy[Any], most: int = 2) -> st.SearchStrategy[list[Any]]:
    return st.lists(values, min_size=1, max_size=most)


def _any_of(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Record]:
    return st.fixed_dictionaries({}, optional=fields)


_citations = _some(st.fixed_dictionaries({"source": st.sampled_from(_SOURCES)}, optional={"at": texts}))
_names = st.fixed_dictionaries({"name": texts}, optional={"country": texts})
_places = st.one_of(
    _names, st.builds(lambda named, lat, lon: {**named, "lat": lat, "lon": lon}, _names, _degrees(90), _degrees(180))
)
_events = st.fixed_dictionaries(
    {"title": lines.map(lambda text: " ".join(text.split())), "date": any_dates, "summary": texts},
    optional={
        "track": st.sampled_from(_TRACKS),
        "kind": texts,
        "place": _places,
        "forces": st.dictionaries(lines, _some(texts), min_size=1, max_size=2),
        "people": _some(texts, 3),
        "account": _some(texts, 3),
        "significance": texts,
        "datings": _some(st.fixed_dictionaries({"date": any_dates, "says": texts, "sources": _citations})),
        "figures": _some(st.fixed_dictionaries({"what": texts, "value": texts}, optional={"sources": _citations})),
        "sources": _citations,
    },
)


@st.composite
def wholes(draw: Any) -> Whole:
    """A few events in any order, each part of one before it, or led to by it, or neither."""
    header: Record = {
        **draw(_any_of(title=texts, description=texts, licence=texts, focus=texts)),
        "tracks": [{"id": track, "title": draw(texts)} for track in _TRACKS],
        "sources": [
            {"id": source, "title": draw(texts), **draw(_any_of(author=texts, publisher=texts, year=_years, kind=texts))}
            for source in _SOURCES
        ],
    }
    events: list[Record] = []
    for number, drawn in enumerate(draw(st.lists(_events, min_size=1, max_size=5))):
        record = {"id": f"e{number}", **drawn}
        if events and draw(st.booleans()):
            record["part_of"] = draw(st.sampled_from(events))["id"]
        if events and draw(st.booleans()):
            link = {"event": draw(st.sampled_from(events))["id"], "how": draw(texts)}
            record["led_to"] = [{**link, **draw(_any_of(sources=_citations))}]
        if draw(st.booleans()):
            record["aliases"] = [f"alias {number} {draw(lines)}"]
        events.append(record)
    return Whole(events if _names_are_distinct(events) else [{**e, "aliases": []} for e in events], header)


def _names_are_distinct(events: list[Record]) -> bool:
    names = [fold(alias) for event in events for alias in event.get("aliases", [])]
    return len(set(names)) == len(names)


_NAMES = (
    "id title date start end track kind place country people summary account sources aliases forces significance part_of led_to"
    " datings figures name description type earliest date_in_words colour events source at how says what value lat lon"
)
_scalars = st.one_of(
    st.none(), st.booleans(), st.integers(-9999, 9999), st.floats(allow_nan=False, allow_infinity=False), texts, any_dates
)
anything = st.recursive(
    _scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(_NAMES.split()), inner, max_size=4)),
    max_leaves=6,
)
"""Any value of JSON, under names that mean something."""
objects = st.dictionaries(st.one_of(st.sampled_from(_NAMES.split()), texts), anything, max_size=8)
"""Any object of JSON, with names that mean something and names that do not."""
dated_objects = st.builds(
    lambda event, rest: {**rest, **event}, st.fixed_dictionaries({"title": texts, "date": any_dates}), objects
)
"""Objects that may be events, and hold anything beside that."""
