"""The text of a timeline of markwhen, taken apart: ours, or that of any hand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, NamedTuple

import msgspec

from liberation_cli.chronology.event import Header
from liberation_cli.dates import written
from liberation_cli.dates.names import MONTHS
from liberation_cli.errors import ChronologyError, DateError, quote
from liberation_cli.exchange.incoming import Draft, Manner
from liberation_cli.exchange.markwhen_text import HEADER, OURS, in_words, one_line, shown, tag_of, unescaped
from liberation_cli.exchange.naming import recognise
from liberation_cli.exchange.outgoing import Losses

_MONTHS = {month.casefold() for month in MONTHS} | {month[:3].casefold() for month in MONTHS}
_BEGIN_DATES = _MONTHS | {"now", "by", "before", "after", "plus", "every"}
_AMOUNTS = ("ms", "s", "sec", "secs", "min", "mins", "h", "d", "w", "y", "week", "work", "business", "x", "times", "other")
_LONG_AMOUNTS = ("millisecond", "second", "minute", "hour", "day", "week", "month", "year")
_IN_DATES = {
    *_BEGIN_DATES,
    *("to", "til", "till", "until", "for", "am", "pm", "bc", "bce", "ad", "ce", "t", "z", "start", "end"),
    *_AMOUNTS,
    *_LONG_AMOUNTS,
    *(f"{amount}s" for amount in _LONG_AMOUNTS),
}
"""The words that a date of markwhen may hold."""
_COLON = re.compile(r"(?<!\d):|:(?!\d)")
"""The colon after a date: one between figures is part of a time of day."""
_TIME = re.compile(r"[ ]\d{1,2}(?::\d{2})?\s*[ap]m\b|[ T]\d{1,2}(?::\d{2})+(?:[.]\d+)?Z?", re.IGNORECASE)
_PROPERTY = re.compile(r"(?!-)\s*([\w.-]+):(?:\s+(.*))?")
_SECTION = re.compile(r"\s*(#{1,6})\s+(.*)")
_OLD_SECTION = re.compile(r"\s*(?:section|group)\s+(.*)", re.IGNORECASE)
_OLD_END = re.compile(r"\s*end\s*(?:section|group)\b.*", re.IGNORECASE)
_TAG = re.compile(r"(?:^|(?<=\s))#(?!\d+(?:\s|$))(\w+)", re.ASCII)
_ID = re.compile(r"(?:^|(?<=\s))!(\w+)", re.ASCII)
_PLACE = re.compile(r"\[([^\]]+)\]\((?:location|map)\)")
_BREAK = "_-_-_break_-_-_"


class _Section(NamedTuple):
    """A heading, and the properties beneath it."""

    level: int
    title: str
    properties: dict[str, Any]


class _Found(NamedTuple):
    """A line that begins an event: its number, the date, the rest, what stands beneath it, and the sections around it."""

    number: int
    date: str
    title: str
    beneath: list[str]
    sections: list[_Section]

    @property
    def section(self) -> _Section:
        """The innermost section."""
        return self.sections[-1] if self.sections else _Section(0, "", {})


class Reading:
    """What is noted while lines are read."""

    def __init__(self, lines: list[str], manner: Manner) -> None:
        self.losses = Losses()
        self._lines = lines
        self._manner = manner
        self._ended_by_words = any(map(_OLD_END.fullmatch, lines))
        """Whether sections are marked by words, as markwhen had them before it had headings."""
        self._sections: list[_Section] = []
        self._body, told = self._front_matter()
        self._is_ours = told.get("generator") == OURS["generator"]
        day_first = told.get("dateFormat") == "d/M/y"
        self._day_first = day_first if manner.day_first is None else manner.day_first
        self.header = self._header(told)
        self._known = _header_of(self.header)

    def drafts(self) -> Iterator[Draft]:
        """Yield the events."""
        for found in self._found():
            where = f"line {found.number}"
            yield Draft(where, self._ours(found, where) if self._is_ours else self._any(found, where))

    def _front_matter(self) -> tuple[int, dict[str, Any]]:
        """The number of the first line after the header, and what the header tells."""
        start = next((number for number, line in enumerate(self._lines) if line.strip()), len(self._lines))
        if self._lines[start : start + 1] and self._lines[start].startswith("---"):
            rest = range(start + 1, len(self._lines))
            end = next((number for number in rest if self._lines[number].startswith("---")), 0)
            if not end:
                where = f"line {start + 1}, column 1"
                raise ChronologyError(
                    f"{where}: the header that begins there has no end", "end it with a line of three hyphens"
                )
            return end + 1, self._members(self._lines[start + 1 : end])
        end = next((number for number in range(start, len(self._lines)) if self._begins_body(self._lines[number])), start)
        return end, self._members(self._lines[start:end])

    def _begins_body(self, line: str) -> bool:
        return bool(_SECTION.fullmatch(line) or _dated(line) or (self._ended_by_words and _OLD_SECTION.fullmatch(line)))

    def _members(self, lines: Iterable[str]) -> dict[str, Any]:
        members = {}
        for line in lines:
            match = _PROPERTY.fullmatch(line)
            if match:
                members[match[1]] = _value(match[2] or "")
            elif line.strip():
                self.losses.note(f"without the line {quote(line.strip())} of the header")
        return members

    def _header(self, told: dict[str, Any]) -> dict[str, Any]:
        told = {"licence" if name == "license" else name: value for name, value in told.items() if value != ""}
        held = HEADER if self._is_ours else ("title", "description", "licence")
        passed_over = ("dateFormat", *(name for name, value in OURS.items() if told.get(name) == value))
        for name in told:
            if name not in held and name not in passed_over:
                self.losses.note(f"without {quote(name)} of the header")
        return {name: value if self._is_ours else str(value) for name, value in told.items() if name in held}

    def _found(self) -> Iterator[_Found]:
        """The events in the order of the lines."""
        current: _Found | None = None
        heading = False
        for number, line in enumerate(self._lines[self._body :], self._body + 1):
            dated = _dated(line)
            if dated or self._sectioned(line) or _BREAK in line:
                if current:
                    yield current
                current = _Found(number, *dated, [], [*self._sections]) if dated else None
                heading = not dated and _BREAK not in line
                if _BREAK in line:
                    self.losses.note("without its division into pages")
            elif line.lstrip().startswith("//"):
                self.losses.note("without comments", f"line {number}")
            elif current:
                current.beneath.append(line)
            else:
                heading = heading and self._add_to_section(line, f"line {number}")
                if line.strip() and not heading:
                    self.losses.note("without a text that belongs to no event", f"line {number}")
        if current:
            yield current

    def _sectioned(self, line: str) -> bool:
        """Whether a line begins or ends a section; the sections that are open then are noted."""
        heading = _SECTION.fullmatch(line)
        if heading:
            level = len(heading[1])
            self._sections = [section for section in self._sections if section.level < level]
            self._sections.append(_Section(level, heading[2].strip(), {}))
            return True
        if not self._ended_by_words:
            return False
        if _OLD_END.fullmatch(line):
            self._sections = self._sections[:-1]
            return True
        begun = _OLD_SECTION.fullmatch(line)
        if begun:
            self._sections.append(_Section(len(self._sections) + 1, begun[1].strip(), {}))
        return bool(begun)

    def _add_to_section(self, line: str, where: str) -> bool:
        match = _PROPERTY.fullmatch(line)
        if match and self._sections:
            self._sections[-1].properties[match[1]] = _value(match[2] or "")
            if match[1] != "id":
                self.losses.note(f"without a property of a section, {quote(match[1])}", where)
        return bool(match)

    def _ours(self, found: _Found, where: str) -> dict[str, Any]:
        """An event of ours: what its line and its text say counts for more than a property that says the same."""
        properties, lines = _split(found.beneath)
        tags = _TAG.findall(found.title)
        kind, told = "".join(tags[:1]), properties.pop("kind", None)
        if isinstance(told, str) and tag_of(told) == kind:
            kind = told
        self._note_tags(tags[1:], where)
        date, notation = self._date(found.date, where), properties.pop("edtf", None)
        paragraphs = [unescaped(text) for text in _paragraphs(lines)]
        if paragraphs[:1] == [_or_none(in_words, notation)]:
            del paragraphs[0]
        if _or_none(shown, notation) == date:
            date = notation
        on_line = {"title": unescaped(_TAG.sub("", found.title).strip()), "date": date, "kind": kind}
        texts = {"summary": "".join(paragraphs[:1]), "account": paragraphs[1:]}
        return {**properties, **on_line, **texts, "track": self._track(found.section)}

    def _track(self, section: _Section) -> str:
        track = str(section.properties.get("id", ""))
        unchanged = track and one_line(self._known.track_title(track)) == section.title
        return track if unchanged else unescaped(section.title)

    def _any(self, found: _Found, where: str) -> dict[str, Any]:
        """An event of any hand."""
        properties, lines = _split(found.beneath)
        track = found.section.title
        told = ("title", "date", "start", "end", *(["track"] if track else []))
        fields, left = recognise(properties, self._manner.columns, told=told)
        for name in left:
            self.losses.note(f"without the property {quote(name)}", where)
        if len(found.sections) > 1:
            self.losses.note("without the sections around a section", where)
        title, places = _taken(_PLACE, found.title)
        title, ids = _taken(_ID, title)
        title, tags = _taken(_TAG, title)
        marked: list[tuple[str, list[Any]]] = [("kind", tags), ("id", ids), ("place", [{"name": place} for place in places])]
        for field, values in marked:
            if values and field not in fields:
                fields[field] = values.pop(0)
        self._note_tags(tags, where)
        if ids or marked[2][1]:
            self.losses.note("without a second id or location", where)
        paragraphs = _paragraphs(lines)
        if "summary" not in fields:
            fields["summary"] = "".join(paragraphs[:1])
            del paragraphs[:1]
        account = [*fields.get("account", ()), *paragraphs]
        read = {"title": title, "date": self._date(found.date, where), "account": account}
        return {**fields, **read, **({"track": track} if track else {})}

    def _note_tags(self, tags: Iterable[str], where: str) -> None:
        for tag in tags:
            self.losses.note(f"without the tag {quote(tag)}", where)

    def _date(self, text: str, where: str) -> str:
        plain = _plain_date(_TIME.sub("", text))
        if _TIME.search(text):
            self.losses.note("without the time of day", where)
        try:
            return written.read(plain, day_first=self._day_first).edtf
        except DateError:
            return plain


def _header_of(fields: Mapping[str, Any]) -> Header:
    try:
        return msgspec.convert(fields, Header)
    except msgspec.ValidationError:
        return Header()


def _dated(line: str) -> tuple[str, str] | None:
    """The date with which a line begins, and the rest; None if it begins with none."""
    colon = _COLON.search(line)
    if not colon:
        return None
    before = line[: colon.start()].strip()
    words = [word.casefold() for word in re.findall(r"[^\W\d_]+", re.sub(r"!\w+", "", before))]
    begins = before[:1].isdigit() or before[:1] == "!" or bool(words and words[0] in _BEGIN_DATES and before[0].isalpha())
    is_date = begins and all(word in _IN_DATES for word in words) and bool(re.fullmatch(r"[\w\s/.,:+!–-]+", before))
    return (before, line[colon.end() :].strip()) if is_date else None


def _plain_date(text: str) -> str:
    """A date of markwhen, where its spans differ from those of EDTF: blanks around the slash, and ``now``."""
    text = re.sub(r"\s*/\s*(?=\d{4}\b|now\b)", "/", text)
    return re.sub(r"/now$", "/..", text)


def _split(lines: list[str]) -> tuple[dict[str, Any], list[str]]:
    """The properties at the head of what stands beneath an event, and the rest."""
    properties: dict[str, Any] = {}
    for number, line in enumerate(lines):
        match = _PROPERTY.fullmatch(line)
        if not match:
            return properties, lines[number:]
        properties[match[1]] = _value(match[2] or "")
    return properties, []


def _value(text: str) -> Any:
    """A value of YAML on one line: JSON, a list in brackets, or a text with or without quotes."""
    text = text.strip()
    if text[:1] in ('"', "[", "{"):
        try:
            return msgspec.json.decode(text)
        except (msgspec.MsgspecError, RecursionError):
            pass
    if text.startswith("[") and text.endswith("]"):
        return [_value(item) for item in text[1:-1].split(",") if item.strip()]
    return text[1:-1].replace("''", "'") if len(text) > 1 and text[0] == text[-1] == "'" else text


def _paragraphs(lines: Iterable[str]) -> list[str]:
    groups = groupby((line.strip() for line in lines), key=bool)
    return ["\n".join(group) for filled, group in groups if filled]


def _taken(pattern: re.Pattern[str], text: str) -> tuple[str, list[str]]:
    """A text without what a pattern finds, and what that is."""
    return " ".join(pattern.sub("", text).split()), pattern.findall(text)


def _or_none(function: Callable[[str], str], text: Any) -> str | None:
    try:
        return function(text) if isinstance(text, str) else None
    except DateError:
        return None
