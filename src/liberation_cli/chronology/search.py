"""Full-text search: what people type, made into a query, and what it found, with the words that matched.

Words must all be there, in any order; accents and case are ignored. ``"a phrase"`` keeps its order, ``ambush*`` takes any
ending, ``OR`` separates alternatives, and ``NOT`` (or a minus sign) takes away.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import chain, islice
from typing import NamedTuple

from liberation_cli.chronology import words
from liberation_cli.chronology.event import Event
from liberation_cli.chronology.fold import searchable
from liberation_cli.chronology.selection import Selection, Sql, beginning_at, filters, full_text, reaching
from liberation_cli.dates.period import Period
from liberation_cli.errors import SearchError, quote

_HINT = 'type words, "a phrase", a beginning*, OR between alternatives, NOT before what must not be there'
_LONGEST = 1_000
_TOKEN = re.compile(r'(-?)"([^"]*)"?(\*?)|(\S+)')
_WEIGHTS = "10.0, 8.0, 3.0, 3.0, 1.0, 0.0"
"""What a match counts for in the title, other names, place, people and prose; and what an event is filed under, for nothing."""

MOST_RANKED = 2_000
"""Words that more events than this have are answered in the order of time, with matching titles first: to rank by them, all
that have them must be counted, and words that common say little about which event is best."""
MOST_COUNTED = 1_000
"""So far are matches of very common words counted, where a search is narrowed."""

_CLOSE_TOGETHER = 20
"""Events to one of which a word is wanted: so many more are looked at in the time that it takes to ask for one."""
_START, _END = "\x02", "\x03"
"""Around what matched: characters that no chronology may hold."""

_MARKED = """
SELECT highlight(words, 0, ?1, ?2), snippet(words, 4, ?1, ?2, '…', 24), snippet(words, 3, ?1, ?2, '…', 12),
    snippet(words, 2, ?1, ?2, '…', 12), snippet(words, 1, ?1, ?2, '…', 12)
FROM words WHERE words MATCH ?3 ORDER BY rowid"""
"""The title, and the best passage of the prose, the people, the place and the other names, each with what matched."""
_MARKED_TITLES = "SELECT rowid, highlight(words, 0, ?, ?) FROM words WHERE words MATCH ?"


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
    named = full_text(selection._replace(tracks=(), kinds=()), query)
    if len(_positions(db, named, _EVERYWHERE, MOST_RANKED + 1)) <= MOST_RANKED:
        return _ranked(db, named, _parts(db, selection), limit)
    parts = _parts(db, selection, by_words=True)
    rows = _positions(db, full_text(selection, query), parts, max(MOST_COUNTED, limit) + 1)
    if len(rows) <= max(MOST_COUNTED, limit):
        return Found(list(dict.fromkeys([*_titled(db, query, rows), *rows]))[:limit], len(rows))
    titled = _positions(db, full_text(selection, query, "title"), parts[-1:], limit)
    return Found(list(dict.fromkeys([*titled, *rows]))[:limit], None)


def _ranked(db: sqlite3.Connection, query: str, parts: Sequence[Sql], limit: int) -> Found:
    ranked = f"SELECT bm25(words, {_WEIGHTS}), words.rowid {{}}"
    scored = sorted(row for part in parts for row in db.execute(ranked.format(part.text), (query, *part.values)))
    return Found([position for _, position in scored[:limit]], len(scored))


def _titled(db: sqlite3.Connection, query: str, positions: list[int]) -> list[int]:
    """Those of some events whose titles match: for few it is quicker to look at them than to ask the whole index."""
    with closing(sqlite3.connect(":memory:")) as small:
        words.create_small(small)
        title = "SELECT title FROM event WHERE position = ?"
        words.insert_titles(small, ((position, db.execute(title, (position,)).fetchone()[0]) for position in positions))
        return _positions(small, query, _EVERYWHERE, len(positions))


def _positions(db: sqlite3.Connection, query: str, parts: Sequence[Sql], limit: int) -> list[int]:
    found = (db.execute(f"SELECT words.rowid {part.text} LIMIT ?", (query, *part.values, limit)) for part in parts)
    return [position for (position,) in islice(chain.from_iterable(found), limit)]


_EVERYWHERE = (Sql("FROM words WHERE words MATCH ?", []),)


def _parts(db: sqlite3.Connection, selection: Selection, *, by_words: bool = False) -> list[Sql]:
    """Return where to look: the words of the events that meet a selection, in parts that are looked through one by one.

    What begins in a period is one range of positions, which the full-text index takes as it is; what reaches into it from
    before is looked for first, and is little.
    """
    conditions = filters(selection, by_words=by_words)
    event = "CROSS JOIN event ON event.position = words.rowid" if conditions else ""
    where = "".join(f" AND {condition.text}" for condition in conditions)
    values = [value for condition in conditions for value in condition.values]
    if selection.during is None:
        return [Sql(f"FROM words {event} WHERE words MATCH ?{where}", values)]
    earlier, beginning = _range_of(db, selection.during), beginning_at(selection.during)
    return [
        Sql(f"FROM words {event} WHERE words MATCH ? AND {earlier.text}{where}", [*earlier.values, *values]),
        Sql(f"FROM words {event} WHERE words MATCH ? AND {beginning.text}{where}", [*beginning.values, *values]),
    ]


def _range_of(db: sqlite3.Connection, period: Period) -> Sql:
    """The condition on words that their event reaches into a period from before it.

    The words are asked for each such event alone, or where these lie close together, for the whole range that they lie in.
    """
    condition = reaching(period)
    extent = f"SELECT count(*), min(position), max(position) FROM event WHERE {condition.text}"
    count, first, last = db.execute(extent, condition.values).fetchone()
    each = reaching(period, "words.rowid")
    if not count or last - first > _CLOSE_TOGETHER * count:
        return each
    # A plus sign keeps SQLite from asking for each.
    return Sql(f"words.rowid BETWEEN ? AND ? AND +{each.text}", [first, last, *each.values])


def show_matches(query: str, events: list[Event]) -> Iterator[Hit]:
    """Mark in each event what a compiled query matched, by the index's own rules of what a word is."""
    with closing(sqlite3.connect(":memory:")) as db:
        words.create_small(db)
        words.insert(db, enumerate(events))
        marked = db.execute(_MARKED, (_START, _END, query)).fetchall()
    for event, (title, *passages) in zip(events, marked, strict=True):
        telling = next((passage for passage in passages if _START in passage), event.summary)
        yield Hit(event, _fragments(title), _fragments(telling))


def mark_titles(query: str, titles: Sequence[str]) -> list[tuple[Fragment, ...]]:
    """Mark in each title every word that a compiled query asks for, whether or not the title has them all."""
    terms = " OR ".join(re.findall(r'"[^"]*"\*?', query))
    with closing(sqlite3.connect(":memory:")) as db:
        words.create_small(db)
        words.insert_titles(db, enumerate(titles))
        found = dict(db.execute(_MARKED_TITLES, (_START, _END, terms)).fetchall())
    return [_fragments(found.get(number, title)) for number, title in enumerate(titles)]


def _fragments(marked: str) -> tuple[Fragment, ...]:
    pieces = re.split(f"({_START}[^{_END}]*{_END})", " ".join(marked.split()))
    return tuple(Fragment(piece.strip(_START + _END), piece.startswith(_START)) for piece in pieces if piece)
