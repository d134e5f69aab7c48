from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liberation_cli.chronology import search
from liberation_cli.chronology.chronology import Chronology
from liberation_cli.chronology.selection import Selection
from liberation_cli.chronology.words import filing_word
from liberation_cli.dates import period
from liberation_cli.errors import SearchError, UnknownName
from tests.chronology.making import Record, chronology_of, event
from tests.conftest import SMALL_EVENTS, SMALL_HEADER, WriteChronology


@pytest.fixture
def small(small_chronology: Path) -> Iterator[Chronology]:
    with Chronology(small_chronology) as chronology:
        yield chronology


def found(chronology: Chronology, words: str, **conditions: Any) -> list[str]:
    events, _, _ = chronology.search(words, Selection(**conditions))
    return [event.id for event in events]


def hits(chronology: Chronology, words: str) -> list[search.Hit]:
    events, _, query = chronology.search(words, Selection())
    return list(search.show_matches(query, events))


FOUND = [
    ("rearguard", {"fall-of-rome"}, "a word of a dating"),
    ("RATION", {"rationing"}, "in capitals"),
    ("tanks forum", {"fall-of-rome"}, "two words, both there"),
    ("forum tanks", {"fall-of-rome"}, "in any order"),
    ("tanks AND forum", {"fall-of-rome"}, "AND changes nothing"),
    ("tanks beaches", set(), "two words that no event has both"),
    ('"war in"', set(), "a phrase that is nowhere"),
    ('"fall of rome"', {"fall-of-rome"}, "a phrase"),
    ('"rome of fall"', set(), "in its order"),
    ('"fall of ro"*', {"fall-of-rome"}, "a phrase whose last word may go on"),
    ('"fall of rome', {"fall-of-rome"}, "a phrase left open"),
    ("ration", {"rationing"}, "the whole word is in the summary"),
    ("bridg", set(), "a part of a word"),
    ("bridg*", {"fall-of-rome", "bridges-blown"}, "the beginning of a word"),
    ("forli", {"partisan-raid"}, "without its accent"),
    ("forlì", {"partisan-raid"}, "with it"),
    ("FORLI\u0300", {"partisan-raid"}, "with it apart, in capitals"),
    ("zoe muller", {"hunger-winter"}, "people without their accents"),
    ("d-day", {"d-day"}, "a word with a hyphen"),
    ("D–Day", {"d-day"}, "with a dash"),
    ("l'aquila", {"hunger-winter"}, "a word with an apostrophe"),
    ("fourteenth army", {"fall-of-rome"}, "forces"),
    ("100 g", {"hunger-winter"}, "a figure"),
    ("normandy landings", {"d-day"}, "an alias"),
    ("france", {"d-day"}, "a country"),
    ("bridges-blown", {"bridges-blown"}, "an id"),
    ("ration OR depot", {"rationing", "partisan-raid"}, "either"),
    ("bread OR tanks forum", {"hunger-winter", "fall-of-rome"}, "OR parts, and what stands together belongs together"),
    ("bridges NOT rome", {"bridges-blown"}, "without"),
    ("bridges -rome", {"bridges-blown"}, "with a minus"),
    ('bridges -"fall of rome"', {"bridges-blown"}, "with a minus before a phrase"),
    ("bridges -rom*", {"bridges-blown"}, "with a minus before a beginning"),
    ("-rome bridges", {"bridges-blown"}, "the minus first"),
    ("NOT rome bridges", {"bridges-blown"}, "NOT takes away one word"),
    ("bread OR bridges -rome", {"hunger-winter", "bridges-blown"}, "from its own alternative alone"),
    ("rome or", set(), "in small letters it is a word"),
    ("zyzzyva", set(), "nowhere"),
]


@pytest.mark.parametrize(("words", "events", "remark"), FOUND)
def test_words_find_the_events_that_have_them(small: Chronology, words: str, events: set[str], remark: str) -> None:
    assert set(found(small, words)) == events, remark


WORDS = [
    "Großdeutschland",
    "Ærø",
    "Łódź",
    "Πειραιάς",
    "Überfall",
    "İzmir",
    "Œuvre",
    "strasse",
    "naïve",
    "Москва",
    "Майдан",
    "XIIª",
]


@pytest.mark.parametrize("word", WORDS)
def test_a_word_is_found_as_it_is_written(write_chronology: WriteChronology, word: str) -> None:
    with Chronology(write_chronology([event("siege", summary=f"There was {word} then.")])) as chronology:
        assert found(chronology, word) == ["siege"]
        assert found(chronology, word.lower()) == ["siege"]


NOTHING = [
    "",
    "   ",
    "…",
    "''",
    '""',
    '"',
    "*",
    "-",
    "NOT",
    "NOT rome",
    "-rome",
    "OR",
    "rome OR",
    "OR rome",
    "rome OR -italy",
    "AND",
    "\x00",
    "rome OR …",
]


@pytest.mark.parametrize("words", NOTHING)
def test_words_with_nothing_to_look_for_are_no_question(small: Chronology, words: str) -> None:
    with pytest.raises(SearchError, match="there is nothing to look for") as caught:
        found(small, words)
    assert caught.value.hint.startswith("type words")
    assert caught.value.exit_code == 2


HOSTILE = [
    '"; DROP TABLE words; --',
    "title:rome",
    "{title place} : rome",
    "^rome",
    "rome + italy",
    "NEAR(rome italy, 5)",
    "(rome",
    "rome)",
    "rome'",
    'ro"me',
    'rome"*',
    "rome**",
    "rome\x00italy",
    "rome\x02italy\x03",
    "NOT NOT rome italy",
    "rome AND",
    "--rome italy",
    "rome " * 200,
    "rome OR " * 100 + "rome",
    "rome " + "-nowhere " * 100,
    "r" * 1_000,
    "rome\udc80",
]


@pytest.mark.parametrize("words", HOSTILE, ids=lambda words: ascii(words[:20]))
def test_the_signs_of_the_query_language_beneath_are_only_signs(small: Chronology, words: str) -> None:
    assert isinstance(found(small, words), list)


def test_a_question_of_more_than_a_thousand_characters_is_refused(small: Chronology) -> None:
    with pytest.raises(SearchError, match=r"is too long a question \(more than 1,000 characters\)"):
        found(small, "r" * 1_001)


pieces = st.sampled_from(
    [*'"*-+^():{},\\/', "OR", "NOT", "AND", "NEAR", "rome", "italy*", '"fall of', "title:", " ", "\x00", "ì"]
)


@given(st.lists(pieces | st.text(max_size=6), max_size=8).map(" ".join) | st.text(max_size=30))
def test_whatever_is_typed_is_answered_or_is_no_question(words: str) -> None:
    with chronology_of(SMALL_EVENTS, **SMALL_HEADER) as chronology:
        try:
            events, total, query = chronology.search(words, Selection())
        except SearchError as error:
            assert error.message.isprintable()
            return
        assert total == len(events)
        shown = list(search.show_matches(query, events))
    assert [hit.event for hit in shown] == events
    for hit in shown:
        assert "".join(fragment.text for fragment in hit.title) == hit.event.title
        assert any(fragment.matched for fragment in (*hit.title, *hit.passage))


# What is shown


def test_what_matched_is_marked_in_the_title_and_the_best_passage(small: Chronology) -> None:
    (hit,) = hits(small, "rome tanks")
    assert hit.title == (search.Fragment("The fall of ", matched=False), search.Fragment("Rome", matched=True))
    assert [fragment.text for fragment in hit.passage if fragment.matched] in (["Tanks"], ["tanks"], ["Tanks", "tanks"])


def test_where_only_the_title_matched_the_summary_is_shown(small: Chronology) -> None:
    (hit,) = hits(small, "partisan")
    assert any(fragment.matched for fragment in hit.title)
    telling = "".join(fragment.text for fragment in hit.passage)
    assert telling in ("A depot burns; nobody wrote down the day.", "partisan raid")


def test_a_match_elsewhere_than_in_the_prose_is_shown_too(small: Chronology) -> None:
    (hit,) = hits(small, "zoe")
    assert hit.passage == (search.Fragment("Zoë", matched=True), search.Fragment(" Müller", matched=False))


@given(
    title=st.text(st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp")), min_size=1, max_size=20),
    word=st.sampled_from(["rome", "città", "D-Day"]),
    at=st.integers(0, 20),
)
def test_the_fragments_of_a_title_join_to_the_title(title: str, word: str, at: int) -> None:
    whole = f"{title[:at]} {word} {title[at:]}"
    with chronology_of([event("siege", title=whole)]) as chronology:
        (hit,) = hits(chronology, word)
    assert "".join(fragment.text for fragment in hit.title) == " ".join(whole.split())
    assert any(fragment.matched for fragment in hit.title)


# The best first


def test_a_match_in_the_title_comes_before_one_in_the_prose(write_chronology: WriteChronology) -> None:
    events = [
        event("prose", "1943", summary="They spoke of Rome, of Rome, and of Rome again."),
        event("place", "1943-06", place={"name": "Rome"}),
        event("title", "1945", title="Rome is free"),
        *(event(f"other-{number}", "1944") for number in range(20)),
    ]
    with Chronology(write_chronology(events)) as chronology:
        assert found(chronology, "rome") == ["title", "place", "prose"]


def test_the_best_are_shown_and_all_are_counted(write_chronology: WriteChronology) -> None:
    events = [event(f"raid-{number}", "1944") for number in range(50)]
    with Chronology(write_chronology(events)) as chronology:
        for limit, shown in ((None, 20), (3, 3), (100, 50)):
            matched, total, _ = chronology.search("raid", Selection(limit=limit))
            assert (len(matched), total) == (shown, 50)


FILTERED: list[tuple[dict[str, Any], set[str], str]] = [
    ({}, {"campaign", "fall-of-rome", "d-day", "hunger-winter", "partisan-raid", "florence", "bridges-blown"}, "no condition"),
    ({"tracks": ("home",)}, {"hunger-winter", "partisan-raid"}, "a track"),
    ({"kinds": ("lib",)}, {"fall-of-rome"}, "the start of a kind"),
    ({"place": "florence"}, {"florence", "bridges-blown"}, "a place"),
    ({"part_of": "florence"}, {"florence", "bridges-blown"}, "parts of an event"),
    ({"during": period.parse("June 1944")}, {"campaign", "fall-of-rome", "d-day"}, "a period"),
    ({"during": period.parse("June 1944"), "tracks": ("land",), "place": "italy"}, {"fall-of-rome"}, "several at once"),
]


@pytest.mark.parametrize(("conditions", "events", "remark"), FILTERED)
@pytest.mark.parametrize("most_ranked", [5_000, 1])
def test_a_search_is_narrowed_as_a_list_is(
    small: Chronology,
    monkeypatch: pytest.MonkeyPatch,
    *,
    conditions: dict[str, Any],
    events: set[str],
    remark: str,
    most_ranked: int,
) -> None:
    monkeypatch.setattr(search, "MOST_RANKED", most_ranked)
    answer = set(found(small, "italy OR rome", **conditions))
    assert answer <= events, remark
    assert answer == events or most_ranked == 1, remark


def test_a_search_on_an_unknown_track_is_refused(small: Chronology) -> None:
    with pytest.raises(UnknownName):
        found(small, "rome", tracks=("air",))


@pytest.fixture
def crowd(write_chronology: WriteChronology) -> Iterator[Chronology]:
    """Twenty raids told of in prose, one in a title among the last."""
    events: list[Record] = [
        event(f"e{n:02}", f"19{n:02}", summary="A raid.", track="land" if n % 2 else "sea") for n in range(20)
    ]
    events[17]["title"] = "The great raid"
    with Chronology(write_chronology(events[::-1])) as chronology:
        yield chronology


def test_of_very_many_matches_titles_come_first_and_then_the_order_of_time(
    crowd: Chronology, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "MOST_RANKED", 5)
    for words in ("raid", "raid OR zyzzyva", "raid NOT zyzzyva", "raid*"):
        events, total, _ = crowd.search(words, Selection(limit=4))
        assert [event.id for event in events] == ["e17", "e00", "e01", "e02"], words
        assert total == 20


def test_matches_beyond_those_that_are_counted_are_very_many(crowd: Chronology, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "MOST_RANKED", 5)
    monkeypatch.setattr(search, "MOST_COUNTED", 7)
    events, total, _ = crowd.search("raid", Selection(limit=4))
    assert [event.id for event in events] == ["e17", "e00", "e01", "e02"]
    assert total is None


def test_of_very_many_matches_only_those_that_meet_the_conditions_come(
    crowd: Chronology, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "MOST_RANKED", 5)
    assert found(crowd, "raid", tracks=("land",), limit=4) == ["e17", "e01", "e03", "e05"]
    assert found(crowd, "raid", during=period.parse("1905..1916"), limit=4) == ["e05", "e06", "e07", "e08"]


@pytest.mark.parametrize("kind", ["raid", "air raid", "NOT", 'a "b" c', "città", "kind", "*", "ふね", "trackland"])
@pytest.mark.parametrize("most", [0, 2_000], ids=["very many matches", "few matches"])
def test_a_kind_is_looked_for_as_it_is_written_and_as_a_whole(monkeypatch: pytest.MonkeyPatch, kind: str, most: int) -> None:
    monkeypatch.setattr(search, "MOST_RANKED", most)
    records = [event("a", kind=kind), event("b", kind=f"{kind} at sea"), event("c", kind="other", track="land"), event("d")]
    records = [{**record, "summary": "A raid.", "place": {"name": "Anzio"}} for record in records]
    with chronology_of(records) as chronology:
        assert found(chronology, "raid", kinds=(kind,)) == ["a"]
        assert sorted(found(chronology, "raid", kinds=(kind, "other"))) == ["a", "c"]
        assert [entry.id for entry in chronology.select(Selection(kinds=(kind,), place="anzio"))] == ["a"]
        assert list(chronology.positions(Selection(kinds=(kind,)), "raid")) == [1]


@pytest.mark.parametrize("words", ["kind*", "track*", "tr*", filing_word("kind", "battle"), "NOT kind*"])
def test_what_an_event_is_filed_under_is_no_word_of_it(words: str) -> None:
    with chronology_of([event("a", kind="battle", track="land"), event("b")]) as chronology:
        if words.startswith("NOT"):
            assert found(chronology, f"a {words}") == ["a"]
        else:
            assert found(chronology, words) == []


@pytest.mark.parametrize("close", [0, 1_000])
def test_what_reaches_into_a_time_from_before_is_found_however_it_is_looked_for(
    monkeypatch: pytest.MonkeyPatch, close: int
) -> None:
    monkeypatch.setattr(search, "_CLOSE_TOGETHER", close)
    records = [event(f"e{n:02}", f"{1900 + n}/{1900 + n + 5 * (n % 2)}", summary="A raid.") for n in range(20)]
    with chronology_of(records) as chronology:
        assert sorted(found(chronology, "raid", during=period.parse("1910"))) == ["e05", "e07", "e09", "e10"]


def test_as_many_as_may_be_ranked_are_ranked_and_counted(crowd: Chronology, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "MOST_RANKED", 20)
    events, total, _ = crowd.search("raid", Selection(limit=1))
    assert ([event.id for event in events], total) == (["e17"], 20)
