"""Whole chronologies, with every field that there is, and texts that other formats might take for something else."""

from __future__ import annotations

from typing import Any, NamedTuple

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
    # Markup.
    *("[x](location)", "[x](http://a.b)", "![x](a.b)", "`", "```", "~~~", "*a*", "_b_", "|"),
    *("<b>", "</script>", "<br>", "&amp;", "&lt;", "&", "<!-- j -->", "]]>"),
    # Quotes, escapes, and what YAML takes for something else than a text.
    *(",", "'", '"', "\\", "\\n", "null", "true", "1944", "~", "..", "/", "?"),
    # Letters of all sorts, and blanks.
    *("…", "—", "Forlì", "日本", "Жуков", "𝔘", "e\u0301", "ﬁ", "\t", " \u00a0"),
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
degrees = st.one_of(st.integers(-89, 89).map(float), st.floats(-89, 89, allow_nan=False))


class Whole(NamedTuple):
    """A header and events, as a chronology file has them."""

    header: Record
    events: list[Record]


_TRACKS = ["land", "sea", "home-front"]
_SOURCES = ["ledger", "diary", "map-room"]


def _some(values: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    return st.lists(values, min_size=1, max_size=2)


_citations = _some(st.fixed_dictionaries({"source": st.sampled_from(_SOURCES)}, optional={"at": texts}))
_places = st.fixed_dictionaries({"name": texts}, optional={"country": texts}).flatmap(
    lambda place: st.one_of(st.just(place), st.builds(lambda lat, lon: {**place, "lat": lat, "lon": lon}, degrees, degrees))
)
_events = st.fixed_dictionaries(
    {"title": lines.map(lambda text: " ".join(text.split())), "date": any_dates, "summary": texts},
    optional={
        "track": st.sampled_from(_TRACKS),
        "kind": texts,
        "place": _places,
        "forces": st.dictionaries(lines, _some(texts), min_size=1, max_size=2),
        "people": _some(texts),
        "account": _some(texts),
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
        **draw(st.fixed_dictionaries({}, optional=dict.fromkeys(("title", "description", "licence", "focus"), texts))),
        "tracks": [{"id": track, "title": draw(texts)} for track in _TRACKS],
        "sources": [
            {"id": source, "title": draw(texts), **draw(st.sampled_from([{}, {"author": "A. B.", "year": 1950}]))}
            for source in _SOURCES
        ],
    }
    events: list[Record] = []
    for number, drawn in enumerate(draw(st.lists(_events, min_size=1, max_size=4))):
        record = {"id": f"e{number}", **drawn}
        if events and draw(st.booleans()):
            record["part_of"] = draw(st.sampled_from(events))["id"]
        if events and draw(st.booleans()):
            record["led_to"] = [{"event": draw(st.sampled_from(events))["id"], "how": draw(texts)}]
        if draw(st.booleans()):
            record["aliases"] = [f"alias {number} {draw(lines)}"]
        events.append(record)
    return Whole(header, events) if _names_are_distinct(events) else Whole(header, [{**e, "aliases": []} for e in events])


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
