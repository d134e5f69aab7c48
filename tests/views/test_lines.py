from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from liberation_cli.views.lines import Line, fit, join_wrapped, labelled, shorten, wrap, wrap_parts
from tests.views.drawing import text_of, texts, widest

WRAPPED = [
    # text, width, lines, remark
    ("", 10, [""], "nothing is an empty line"),
    ("one two three", 20, ["one two three"], "what fits stays"),
    ("one two three", 7, ["one two", "three"], "between words"),
    ("one  two\n\tthree", 20, ["one two three"], "white space of any kind is a space"),
    ("antidisestablishment", 8, ["antidise", "stablish", "ment"], "a word wider than the line is cut"),
    ("an antidisestablishment", 8, ["an", "antidise", "stablish", "ment"], "after what stands before it"),
    ("ロ ーマ 陥落", 5, ["ロ", "ーマ", "陥落"], "a wide character takes up two cells"),
    ("東京東京東京", 5, ["東京", "東京", "東京"], "and is never cut in half"),
    ("a b", 0, ["a", "b"], "a line has one cell at least"),
]


@pytest.mark.parametrize(("text", "width", "lines", "remark"), WRAPPED)
def test_a_text_is_broken_into_lines(text: str, width: int, lines: list[str], remark: str) -> None:
    assert wrap(text, width) == lines, remark


FITTED = [
    # text, width, fitted, shortened, remark
    ("Rome", 6, "Rome  ", "Rome", "filled with spaces"),
    ("Rome", 4, "Rome", "Rome", "just as wide"),
    ("Rome", 3, "Ro…", "Ro…", "cut"),
    ("Rome is free", 6, "Rome… ", "Rome…", "without a space before the ellipsis"),
    ("東京", 3, "東…", "東…", "wide"),
    ("東京", 2, "… ", "…", "half a wide character is none"),
    ("Rome", 1, "…", "…", "no room but for the ellipsis"),
    ("Rome", 0, "", "", "no room at all"),
]


@pytest.mark.parametrize(("text", "width", "fitted", "shortened", "remark"), FITTED)
def test_a_text_is_cut_or_filled(text: str, width: int, fitted: str, shortened: str, remark: str) -> None:
    assert fit(text, width) == fitted, remark
    assert shorten(text, width) == shortened, remark


_characters = st.sampled_from("ab.é—·東京ローマ陥落")
_words = st.text(_characters, min_size=1, max_size=30)
_spaces = st.sampled_from([" ", "  ", "\n", "\t", "\u00a0"])
_texts = st.lists(st.tuples(_words, _spaces), max_size=12).map(lambda parts: "".join(word + space for word, space in parts))
_widths = st.integers(2, 40)
_styled = st.lists(st.tuples(_texts, st.sampled_from(["", "dim", "title"])), max_size=5)


def _bare(text: str) -> str:
    return "".join(text.split())


@given(_texts, _widths)
def test_no_wrapped_line_is_wider_than_asked_and_nothing_is_lost(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert max(map(cell_len, lines)) <= width
    assert _bare("".join(lines)) == _bare(text)
    assert not any(line != line.strip() for line in lines)


@given(_texts, _widths)
def test_words_that_fit_a_line_are_never_cut(text: str, width: int) -> None:
    whole = [word for word in text.split() if cell_len(word) <= width]
    left = iter(word for line in wrap(text, width) for word in line.split())
    assert all(word in left for word in whole)


@given(_texts, _widths)
def test_a_line_is_broken_only_where_the_next_word_does_not_fit(text: str, width: int) -> None:
    lines = wrap(text, width)
    for line, following in pairwise(lines):
        word = following.split()[0]
        # Where a word was cut the line before is full already, but for half a wide character.
        assert cell_len(line) + 1 + cell_len(word) > width or cell_len(line) + 2 > width


@given(_styled, _widths)
@example([("aaaa", ""), ("bbbb", "dim")], 6)
@example([("aaaa bb", ""), ("cc dd", "dim"), ("", "title"), ("e", "")], 4)
def test_no_styled_line_is_wider_than_asked_and_nothing_is_lost(parts: Line, width: int) -> None:
    lines = wrap_parts(parts, width)
    assert widest(lines) <= width
    assert _bare("".join(texts(lines))) == _bare(text_of(parts))


@given(_styled, _widths)
def test_every_character_keeps_its_style(parts: Line, width: int) -> None:
    def characters(line: Line) -> list[tuple[str, str]]:
        return [(character, style) for text, style in line for character in text if not character.isspace()]

    assert [pair for line in wrap_parts(parts, width) for pair in characters(line)] == characters(parts)


@given(_texts, _widths)
def test_styled_text_of_one_style_is_broken_as_plain_text_is(text: str, width: int) -> None:
    assert texts(wrap_parts([(text, "dim")], width)) == wrap(text, width)


def test_a_space_is_styled_only_between_words_of_one_style() -> None:
    assert wrap_parts([("a b", "title"), (" c", "dim")], 20) == [
        [("a", "title"), (" ", "title"), ("b", "title"), (" ", ""), ("c", "dim")]
    ]


def test_a_word_may_change_its_style_within() -> None:
    assert texts(wrap_parts([("Cassino", "title"), (", ", ""), ("1944", "dim")], 20)) == ["Cassino, 1944"]


@given(_texts, st.integers(0, 40))
def test_what_is_fitted_is_exactly_as_wide_as_asked(text: str, width: int) -> None:
    line = _bare(text)
    assert cell_len(fit(line, width)) == width
    assert cell_len(shorten(line, width)) <= width
    assert fit(line, width).startswith(shorten(line, width))


@given(_texts, st.integers(1, 40))
def test_what_is_shortened_says_so(text: str, width: int) -> None:
    line = _bare(text)
    shortened = shorten(line, width)
    assert shortened == line or (shortened.endswith("…") and line.startswith(shortened[:-1].rstrip()))


@given(st.lists(st.text("ab東", min_size=1, max_size=6), max_size=8), _widths)
def test_items_are_joined_into_lines_and_kept_in_order(items: list[str], width: int) -> None:
    lines = join_wrapped(items, "   ", width)
    assert all(cell_len(line) <= width for line in lines)
    assert _bare("".join(lines)) == "".join(items)


LABELLED = [
    # width, lines, remark
    (60, ["  Label       one two", "              three"], "beside, and beneath each other"),
    (40, ["  Label", "    one two", "    three"], "above, in a narrow window"),
]


@pytest.mark.parametrize(("width", "lines", "remark"), LABELLED)
def test_a_label_stands_beside_its_entries_or_above_them(width: int, lines: list[str], remark: str) -> None:
    assert texts(labelled("Label", [[("one two", "")], [("three", "")]], width, 12)) == lines, remark


def test_a_label_without_entries_is_not_written() -> None:
    assert list(labelled("Label", [], 80, 12)) == []


@pytest.mark.parametrize("entries", [[[("", "")]], [[("", "dim"), ("", "")]]])
def test_nor_is_one_whose_entries_say_nothing(entries: list[Line]) -> None:
    assert all(text.strip() for text in texts(labelled("Label", [*entries, [("told", "")]], 80, 12)))


@given(st.integers(20, 100), _styled)
def test_labelled_entries_stay_within_the_window(width: int, entry: Line) -> None:
    assert widest(labelled("Label", [entry], width, 12)) <= width


def test_a_label_longer_than_its_column_stands_apart_from_what_it_labels() -> None:
    [first, *_] = texts(labelled("A label longer than its column", [[("told", "")]], 80, 12))
    assert "column told" in " ".join(first.split()) or "told" not in first
