"""Where things stand in JSON, held against the standard library's reading of it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from liberation_cli.chronology.scanning import end_of, find, first, repeated_names

NAMES = st.text(max_size=4) | st.sampled_from(["id", 'a"b', "a\\", "{", "]", ",", "è"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=6) | NAMES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=20,
)
Layout = tuple[bool, int | None, str]
LAYOUTS = st.tuples(st.booleans(), st.sampled_from([None, 0, 2]), st.sampled_from(["", " ", "\n\t"]))


def written(value: Any, layout: Layout) -> bytes:
    ascii_only, indent, before = layout
    return (before + json.dumps(value, ensure_ascii=ascii_only, indent=indent) + before).encode()


def everything_in(value: Any, steps: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    yield steps, value
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, held in inner:
        yield from everything_in(held, (*steps, step))


@given(VALUES, LAYOUTS)
def test_whatever_a_value_holds_is_found_by_its_steps(value: Any, layout: Layout) -> None:
    data = written(value, layout)
    for steps, held in everything_in(value):
        span = find(data, first(data), steps)
        assert span.whole
        assert json.loads(data[span.start : end_of(data, span.start)]) == held
        assert span.end == (span.start + 1 if isinstance(held, (dict, list)) else end_of(data, span.start))


@given(VALUES, LAYOUTS)
def test_the_name_of_a_field_is_found_before_its_value(value: Any, layout: Layout) -> None:
    data = written(value, layout)
    for steps, _ in everything_in(value):
        if steps and isinstance(steps[-1], str):
            span = find(data, first(data), steps, name_only=True)
            assert json.loads(data[span.start : span.end]) == steps[-1]


@given(VALUES, LAYOUTS, st.lists(st.integers(0, 3) | NAMES, max_size=3))
def test_where_steps_lead_nowhere_the_last_thing_on_the_way_is_found(value: Any, layout: Layout, more: list[Any]) -> None:
    data = written(value, layout)
    held = dict(everything_in(value))
    for steps in list(held):
        reached = next(length for length in range(len([*steps, *more]), -1, -1) if (*steps, *more)[:length] in held)
        span = find(data, first(data), (*steps, *more))
        assert span.whole == (reached == len(steps) + len(more))
        assert span.start == find(data, first(data), (*steps, *more)[:reached]).start


def test_of_fields_of_one_name_the_last_is_found_as_it_is_when_json_is_read() -> None:
    data = b'{"a": 1, "b": {"a": 2}, "a": 3}'
    assert json.loads(data)["a"] == 3
    assert find(data, 0, ("a",)).start == data.index(b"3")
    assert find(data, 0, ("a",), name_only=True).start == data.rindex(b'"a"')


PAIRS = st.recursive(
    st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.lists(st.tuples(st.sampled_from(["a", "b", "é", "c\\"]), inner)).map(tuple),
    max_leaves=20,
)


def with_repeats(value: Any) -> str:
    """JSON in which a tuple of pairs is an object, whatever is in it twice."""
    if isinstance(value, tuple):
        return "{" + ", ".join(f"{json.dumps(name)}: {with_repeats(held)}" for name, held in value) + "}"
    return f"[{','.join(map(with_repeats, value))}]" if isinstance(value, list) else json.dumps(value)


@given(PAIRS)
def test_a_field_given_twice_in_one_object_is_found_once_for_each_name(value: Any) -> None:
    expected: Counter[str] = Counter()

    def notice(pairs: list[tuple[str, Any]]) -> None:
        expected.update(name for name, count in Counter(name for name, _ in pairs).items() if count > 1)

    text = with_repeats(value)
    json.loads(text, object_pairs_hook=notice)
    assert Counter(steps[-1] for steps in repeated_names(text.encode(), 0)) == expected


def test_the_steps_to_a_repeated_field_lead_through_lists_and_objects() -> None:
    data = b'{"x": [1, {"y": {"z": 1, "w": [], "z": 2}}, "s"], "x": 3}'
    assert list(repeated_names(data, 0)) == [("x", 1, "y", "z"), ("x",)]


DEEP = 200_000


def test_depth_and_length_cost_no_more_than_time() -> None:
    for deep in (b"[" * DEEP + b"]" * DEEP, b'{"a":' * DEEP + b"1" + b"}" * DEEP):
        assert end_of(deep, 0) == len(deep)
        assert list(repeated_names(deep, 0)) == []
        assert find(b'{"x": ' + deep + b', "y": 7}', 0, ("y",)).whole
    long = b'{"a": "' + b'\\n\\"' * 2_000_000 + b'", "b": ' + b"1" * 2_000_000 + b', "c": 7}'
    assert long[find(long, 0, ("c",)).start :] == b"7}"
