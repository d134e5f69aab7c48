"""Full-text search: what people type, made into a query, and what it found, with the words that matched.

Words must all be there, in any order; accents and case are ignored. ``"a phrase"`` keeps its order, ``ambush*`` takes any
ending, ``OR`` separates alternatives, and ``NOT`` (or a minus sign) takes away.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from liberation_cli.chronology import tables
from liberation_cli.chronology.event import Event
from liberation_cli.chronology.fold import searchable
from liberation_cli.chronology.selection import Selection, filters, touching
from liberation_cli.errors import SearchError, quote

_HINT = 'type words, "a phrase", a beginning*, OR between alternatives, NOT before what must not be there'
_LONGEST = 1_000
_TOKEN = re.compile(r'(-?)"([^"]*)"?(\*?)|(\S+)')
_WEIGHTS = "10.0, 8.0, 3.0, 3.0, 1.0"
"""What a match counts for in the title, other names, place, people and prose."""

MOST_RANKED = 5_000
"""A query that more events match than this is answered in the order of time, with matching titles first: to rank them all
would take longer the larger the chronology, and one that common says little about which is best."""

_START, _END = "\x02", "\x03"
"""Around what matched: characters that no chronology may hold."""

_MARKED = """
SELECT highlight(words, 0, ?1, ?2), snippet(words, 4, ?1, ?2, '…', 24), snippet(words, 3, ?1, ?2, '…', 12),
    snippet(words, 2, ?1, ?2, '…', 12), snippet(words, 1, ?1, ?2, '…', 12)
FROM words WHERE words MATCH ?3 ORDER BY rowid"""
"""The title, and the best passage of the prose, the people, the place and the other names, each with what matched."""


class Fragment(NamedTuple):
    """A piece of text, and whether it is what matched."""

    text: str
    matched: bool


class Hit(NamedTuple):
    """An event that matched: its title and the best passage of the rest, in fragments."""

    event: Event
    title: tuple[Fragment, ...]
    passage: tuple[Fragment, ...]


class Found(NamedTuple):
    """Where the hits are: their positions, best first, and how many there are in all, or None for very many."""

    positions: list[int]
    total: int | None


def compile_query(text: str) -> str:
    """Make what was typed into a query of SQLite's FTS5.

    Raises:
        SearchError: there is nothing to look for.
    """
    if len(text) > _LONGEST:
        raise SearchError(f"{quote(text)} is too long a question (more than {_LONGEST:,} characters)", _HINT)
    alternatives: list[tuple[list[str], list[str]]] = [([], [])]
    negated = False
    for minus, phrase, phrase_star, word in _TOKEN.findall(text):
        if word == "OR":
            alternatives.append(([], []))
        elif word == "NOT":
            negated = True
        elif word != "AND":
            term = _term(phrase or word.lstrip("-"), prefix=bool(phrase_star) or word.endswith("*"))
            if term:
                away = negated or bool(minus) or word.startswith("-")
                alternatives[-1][away].append(term)
            negated = False
    if any(not wanted for wanted, _ in alternatives):
        raise SearchError(f"there is nothing to look for in {quote(text)}", _HINT)
    return " OR ".join(_conjunction(wanted, unwanted) for wanted, unwanted in alternatives)


def _term(text: str, *, prefix: bool) -> str:
    words = searchable(text)
    return f'"{words}"{"*" if prefix else ""}' if words else ""


def _conjunction(wanted: list[str], unwanted: list[str]) -> str:
    together = " AND ".join(wanted)
    return f"({together}) NOT ({' OR '.join(unwanted)})" if unwanted else f"({together})"


def find(db: sqlite3.Connection, query: str, selection: Selection, limit: int) -> Found:
    """Find the best ``limit`` events that match a compiled query and a selection."""
    source, values = _matching(selection)
    rows = db.execute(f"SELECT words.rowid {source} LIMIT ?", (query, *values, MOST_RANKED + 1)).fetchall()
    if len(rows) <= MOST_RANKED:
        ranked = f"SELECT words.rowid {source} ORDER BY bm25(words, {_WEIGHTS}), words.rowid LIMIT ?"
        return Found([row[0] for row in db.execute(ranked, (query, *values, limit))], len(rows))
    titled = db.execute(f"SELECT words.rowid {source} LIMIT ?", (f"title : ({query})", *values, limit)).fetchall()
    first = dict.fromkeys(row[0] for row in [*titled, *rows])
    return Found(list(first)[:limit], None)


def _matching(selection: Selection) -> tuple[str, list[object]]:
    conditions = filters(selection)
    if selection.during is not None:
        conditions.append(touching(selection.during))
    if not conditions:
        return "FROM words WHERE words MATCH ?", []
    where = " AND ".join(condition.text for condition in conditions)
    values = [value for condition in conditions for value in condition.values]
    return f"FROM words JOIN event ON position = words.rowid WHERE words MATCH ? AND {where}", values


def show_matches(query: str, events: list[Event]) -> Iterator[Hit]:
    """Mark in each event what a compiled query matched, by the index's own rules of what a word is."""
    db = sqlite3.connect(":memory:")
    try:
        tables.create_words(db)
        db.executemany(tables.INSERT_WORDS, ((number, *tables.searched_text(event)) for number, event in enumerate(events)))
        marked = db.execute(_MARKED, (_START, _END, query)).fetchall()
        for event, (title, *passages) in zip(events, marked, strict=True):
            telling = next((passage for passage in passages if _START in passage), event.summary)
            yield Hit(event, _fragments(title), _fragments(telling))
    finally:
        db.close()


def _fragments(marked: str) -> tuple[Fragment, ...]:
    pieces = re.split(f"({_START}[^{_END}]*{_END})", " ".join(marked.split()))
    return tuple(Fragment(piece.strip(_START + _END), piece.startswith(_START)) for piece in pieces if piece)
