"""Every problem in one record of a chronology, where decoding alone stops at the first.

Off the fast path: a record comes here only when it did not decode, or holds characters that need a second look.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from typing import Any, get_args

import msgspec

from liberation_cli.chronology.event import Place
from liberation_cli.dates import edtf
from liberation_cli.errors import DateError, Location, Problem, quote

UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
"""Controls (but not the tab and the new line) and the bidirectional overrides, which could rewrite what a terminal shows."""

_MESSAGES = {
    r"Expected `str` matching regex.*": ("is no id", "write lower-case words joined by hyphens, such as liberation-of-rome"),
    r"Expected `str` of length >= 1.*": ("is empty", "fill it in, or leave the field out if it may be"),
    r"Expected `str` of length <= (\d+).*": ("is too long", "keep it within {0} characters"),
    r"Expected `array` of length >= 1.*": ("cites no source", 'add at least one, as {{"source": "its-id"}}'),
    r"Expected `(int|float)` (<=|>=) (\S+).*": ("is out of range", "write a number {1} {2}"),
    r"Expected `(.+)`, got `(.+?)`.*": ("is {1} where {0} belongs", ""),
    r"Invalid enum value (.+?)( - at.*)?": ("is {0}, which this program does not know", "write 1"),
}
_NAMES = {
    "array": "a list",
    "object": "an object",
    "str": "a text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
}


def diagnose(value: Any, record: type[msgspec.Struct], where: Location) -> Iterator[Problem]:
    """Yield every problem of a decoded JSON value that should be a ``record``, and stands there."""
    if not isinstance(value, dict):
        yield Problem(where, f"is {_kind(value)} where an object belongs")
        return
    fields = _fields_of(record)
    for name in value:
        if name not in fields:
            near = get_close_matches(name, fields, n=1)
            instead = f"did you mean {near[0]}?" if near else f"the fields are {', '.join(n for n in fields if n[0] != '$')}"
            yield Problem(where.at(name)._replace(name_only=True), f"has an unknown field {quote(name)}", instead)
    for name, field in fields.items():
        if name in value:
            yield from _diagnose_field(value[name], field.type, where.at(name))
        elif field.required:
            yield Problem(where, f"has no {name}", f"add the field {name}")
    if record is Place:
        yield from half_placed(value.get("lat"), value.get("lon"), where)


@cache
def _fields_of(record: type[msgspec.Struct]) -> dict[str, msgspec.structs.FieldInfo]:
    """The fields of a record by name; to find them out takes longer than to diagnose it."""
    return {field.encode_name: field for field in msgspec.structs.fields(record)}


def _diagnose_field(value: Any, expected: Any, where: Location) -> Iterator[Problem]:
    record = _record_within(expected)
    if record is not None and isinstance(value, dict):
        yield from diagnose(value, record, where)
    elif record is not None and isinstance(value, list) and value:
        for number, item in enumerate(value):
            yield from diagnose(item, record, where.at(number))
    else:
        yield from unsafe_text(value, where)
        yield from _mistyped(value, expected, where)


def _mistyped(value: Any, expected: Any, where: Location) -> Iterator[Problem]:
    try:
        msgspec.convert(value, expected)
    except msgspec.ValidationError as error:
        yield Problem(where, *_translate(str(error)))
    else:
        if where.steps[-1] == "date":
            yield from undated(value, where)


def half_placed(lat: Any, lon: Any, where: Location) -> Iterator[Problem]:
    """Yield the problem with a place that has one coordinate only."""
    if (lat is None) != (lon is None):
        yield Problem(where, "has only one of lat and lon", "give both, or neither")


def undated(text: str, where: Location) -> Iterator[Problem]:
    """Yield the problem with a date that is not EDTF."""
    try:
        edtf.parse(text)
    except DateError as error:
        yield Problem(where, error.message, error.hint, "dates")


def unsafe_text(value: Any, where: Location) -> Iterator[Problem]:
    """Yield a problem for a text that holds characters which a terminal would obey."""
    if isinstance(value, str):
        found = UNSAFE.search(value)
        if found:
            yield Problem(where, f"holds the control character U+{ord(found[0]):04X}", "take it out", "text")
    elif isinstance(value, (list, tuple)):
        for number, item in enumerate(value):
            yield from unsafe_text(item, where.at(number))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from unsafe_text(key, where.at(key)._replace(name_only=True))
            yield from unsafe_text(item, where.at(key))


def _record_within(expected: Any) -> type[msgspec.Struct] | None:
    """Find the record type in ``Place | None``, ``tuple[Link, ...]`` and the like."""
    if isinstance(expected, type) and issubclass(expected, msgspec.Struct):
        return expected
    return next((record for part in get_args(expected) if (record := _record_within(part))), None)


def _translate(message: str) -> tuple[str, str]:
    """Put what msgspec says into the words of someone who edits a file by hand."""
    for pattern, replies in _MESSAGES.items():
        match = re.fullmatch(pattern, message, re.DOTALL)
        if match:
            words = [_named(group or "") for group in match.groups()]
            what, instead = replies
            return what.format(*words), instead.format(*words)
    return message, ""


def _named(types: str) -> str:
    names = [_NAMES.get(name.strip(), name.strip()) for name in types.split("|")]
    return " or ".join(name for name in names if name != "null" or len(names) == 1)


def _kind(value: Any) -> str:
    names = {dict: "an object", list: "a list", str: "a text", bool: "true or false", int: "a number", float: "a number"}
    return names.get(type(value), "null")
