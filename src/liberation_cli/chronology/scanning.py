"""Where things stand in JSON: bytes that are known to be JSON, looked through without decoding them.

Every step takes time in proportion to the bytes that it passes, however they are nested.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

Steps = tuple[str | int, ...]

_TEXT = rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
_STRING = re.compile(_TEXT, re.DOTALL)
_SPACE = re.compile(rb"[ \t\r\n]*+")
_SCALAR = re.compile(rb"[^ \t\r\n,\]}]*+")
_FLAT = rb'[^"\[\]{}]*+(?:' + _TEXT + rb'[^"\[\]{}]*+)*+'
_TO_BRACKET = re.compile(_FLAT + rb"(?:(?:\[" + _FLAT + rb"\]|\{" + _FLAT + rb"\})" + _FLAT + rb")*+([\[\]{}])", re.DOTALL)
"""To the next bracket that does not merely enclose texts and numbers: those are passed over at once."""
_TOKEN = re.compile(rb"[ \t\r\n,:]*+(?:(" + _TEXT + rb")|([\[{])|([\]}])|[^ \t\r\n,:\[\]{}\"]++)", re.DOTALL)
_OPENING = b"[{"


class Member(NamedTuple):
    """A field of an object: its name, and where that and its value begin."""

    name: str
    name_at: int
    value_at: int


class Span(NamedTuple):
    """From which byte something goes to before which; ``whole`` unless only what should hold it was found."""

    start: int
    end: int
    whole: bool = True


def first(data: bytes, start: int = 0) -> int:
    """Return where the first value begins at or after ``start``."""
    return _past(_SPACE, data, start)


def members(data: bytes, start: int) -> Iterator[Member]:
    """Yield the fields of the object that begins at ``start``."""
    at = first(data, start + 1)
    while name := _STRING.match(data, at):
        value_at = first(data, first(data, name.end()) + 1)
        yield Member(text_at(data, at), at, value_at)
        at = first(data, _past_comma(data, end_of(data, value_at)))


def items(data: bytes, start: int) -> Iterator[int]:
    """Yield where each item of the list that begins at ``start`` begins."""
    at = first(data, start + 1)
    while data[at : at + 1] not in (b"]", b""):
        yield at
        at = first(data, _past_comma(data, end_of(data, at)))


def end_of(data: bytes, start: int) -> int:
    """Return where the value that begins at ``start`` ends."""
    if data[start : start + 1] == b'"':
        return _past(_STRING, data, start)
    if data[start : start + 1] not in (b"[", b"{"):
        return _past(_SCALAR, data, start)
    depth = 1
    at = start + 1
    while bracket := _TO_BRACKET.match(data, at):
        at = bracket.end()
        depth += 1 if bracket[1] in _OPENING else -1
        if depth == 0:
            break
    return at


def text_at(data: bytes, start: int) -> str:
    """Return the text that begins at ``start``; as it is written, if there is no such text for what an escape asks."""
    written = data[start : end_of(data, start)]
    try:
        return msgspec.json.decode(written, type=str)
    except msgspec.MsgspecError:
        return written[1:-1].decode(errors="replace")


def find(data: bytes, start: int, steps: Steps, *, name_only: bool = False) -> Span:
    """Return where the value that begins at ``start`` holds what the steps lead to, or the last thing on the way.

    Of fields of one name the last counts, as it does when the JSON is decoded.
    """
    at = name_at = start
    for step in steps:
        found = _step(data, at, step)
        if found is None:
            return _shown(data, at, whole=False)
        name_at, at = found
    return _shown(data, name_at if name_only else at, whole=True)


def repeated_names(data: bytes, start: int) -> Iterator[Steps]:
    """Yield the steps to each field that stands in one object a second time, once for each name."""
    open_now: list[_Open] = []
    while token := _TOKEN.match(data, start):
        start = token.end()
        text, opening, closing = token.groups()
        if closing:
            open_now.pop()
        elif text and open_now and open_now[-1].awaits_name():
            if open_now[-1].repeats(text_at(text, 0)):
                yield tuple(each.step for each in open_now)
            continue
        elif open_now:
            open_now[-1].value_begins()
        if opening:
            open_now.append(_Open(is_object=opening == b"{"))
        if not open_now:
            return


class _Open:
    """An object or a list that has begun; ``step`` leads to what in it was met last."""

    def __init__(self, *, is_object: bool) -> None:
        self.step: str | int = -1
        self._names: dict[str, int] | None = {} if is_object else None
        self._named = False

    def awaits_name(self) -> bool:
        return self._names is not None and not self._named

    def repeats(self, name: str) -> bool:
        """Take the name of the field that follows, and tell whether it is here for the second time."""
        assert self._names is not None  # noqa: S101 - only an object awaits a name
        self.step = name
        self._named = True
        self._names[name] = self._names.get(name, 0) + 1
        return self._names[name] == 2

    def value_begins(self) -> None:
        self._named = False
        if isinstance(self.step, int):
            self.step += 1


def _step(data: bytes, at: int, step: str | int) -> tuple[int, int] | None:
    """Where the name and the value of a field of an object begin, or twice where an item of a list does."""
    kind = data[at : at + 1]
    if isinstance(step, str):
        named = [m for m in members(data, at) if m.name == step] if kind == b"{" else []
        return (named[-1].name_at, named[-1].value_at) if named else None
    found = (value_at for number, value_at in enumerate(items(data, at)) if number == step) if kind == b"[" else iter(())
    value_at = next(found, None)
    return None if value_at is None else (value_at, value_at)


def _shown(data: bytes, start: int, *, whole: bool) -> Span:
    """The whole of a text or a number; of an object or a list only where it begins."""
    compound = data[start : start + 1] in (b"[", b"{")
    return Span(start, start + 1 if compound else max(end_of(data, start), start + 1), whole)


def _past(pattern: re.Pattern[bytes], data: bytes, start: int) -> int:
    match = pattern.match(data, start)
    return match.end() if match else start


def _past_comma(data: bytes, end: int) -> int:
    at = first(data, end)
    return at + 1 if data[at : at + 1] == b"," else at
