r"""How lists and citations are written in one cell of a table, so that people can read it and a program can read it back.

The items of a list stand with ``; `` between them, and records each on a line: ``1944-06-04: first units [a-diary, p. 3]``.
Where a sign is part of a text, a backslash stands before it, and a new line in one is ``\n``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from liberation_cli.chronology.event import Citation

_SOURCE_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def escape(text: str, signs: str = "") -> str:
    """Return a text on one line, in which these signs, and backslashes, have a backslash before them."""
    for sign in ("\\", *signs):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")


def unescape(text: str) -> str:
    """Return the text that was escaped."""
    return re.sub(r"\\(.)", lambda sign: "\n" if sign[1] == "n" else sign[1], text) if "\\" in text else text


def split(text: str, sign: str, most: int = -1) -> list[str]:
    """Split a cell at a sign where no backslash stands before it, at ``most`` so many times; what is empty is left out."""
    parts = [""]
    for token in re.findall(r"\\.|[^\\]|\\$", text, re.DOTALL):
        if token == sign and len(parts) - 1 != most:
            parts.append("")
        else:
            parts[-1] += token
    return [part.strip() for part in parts if part.strip()]


def written_list(items: Iterable[str], signs: str = "") -> str:
    """Write a list of texts, in which further signs have a meaning."""
    return "; ".join(escape(item, f";{signs}") for item in items)


def read_list(cell: str) -> list[str]:
    """Read a list of texts."""
    return [unescape(item) for item in split(cell, ";")]


def written_citations(citations: Iterable[Citation]) -> str:
    """Write citations: ``fisher-1977, ch. XI; a-diary``."""
    return written_list((f"{cited.source}, {cited.at}" if cited.at else cited.source for cited in citations), "[]")


def read_citations(cell: str) -> list[dict[str, str]]:
    """Read citations; what does not begin with the id of a source is the name of one, as people write it."""
    return [_citation(item) for line in cell.split("\n") for item in read_list(line)]


def _citation(item: str) -> dict[str, str]:
    source, comma, at = item.partition(", ")
    return {"source": source, "at": at} if comma and _SOURCE_ID.fullmatch(source) else {"source": item}


def written_record(name: str, text: str, citations: Iterable[Citation]) -> str:
    """Write one record: ``name: text [citations]``."""
    cited = written_citations(citations)
    return f"{escape(name, ':[]')}: {escape(text, '[]')}{f' [{cited}]' if cited else ''}"


def read_records(cell: str, name: str, text: str) -> list[dict[str, Any]]:
    """Read records, each on its line, with the given names for its fields."""
    return [_record(line, name, text) for line in cell.split("\n") if line.strip()]


def _record(line: str, name: str, text: str) -> dict[str, Any]:
    citing = re.fullmatch(r"(.*?)\s\[((?:\\.|[^\\\[\]])*)\]\s*", line, re.DOTALL)
    body, cited = (citing[1], read_citations(citing[2])) if citing else (line, [])
    parts = [*split(body, ":", most=1), "", ""]
    record: dict[str, Any] = {name: unescape(parts[0]), text: unescape(parts[1])}
    return {**record, "sources": cited} if cited else record
