"""The words of events, in SQLite's full-text index (FTS5, https://www.sqlite.org/fts5.html)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Literal

from liberation_cli.chronology.event import Event

Text = tuple[str, str, str, str, str]
"""What is searched of an event: title, other names, place, people and forces, and all the prose."""

SEARCHED = "{title names place people text}"
"""The columns that hold it, for a query."""

_TABLE = """
CREATE VIRTUAL TABLE words USING fts5(
    title, names, place, people, text, filed, {content}tokenize='unicode61 remove_diacritics 2')"""
_INSERT = "INSERT INTO words (rowid, title, names, place, people, text, filed) VALUES (?, ?, ?, ?, ?, ?, ?)"

_GATHERING = {"hashsize": 1 << 24, "automerge": 0}
"""Words are gathered in so many bytes of memory before they are written, and what is written is seldom merged: that would take
as long as all the rest, and each word is looked up in a handful of places instead of two or three."""

_KEPT_IN = ("words_data", "words_idx", "words_docsize", "words_config")
"""The tables in which FTS5 keeps an index without the texts, as its documentation lists them."""


def create(db: sqlite3.Connection) -> None:
    """Make the empty table of words, anew if it is there, for very many events; what is searched is not kept in it."""
    db.execute("DROP TABLE IF EXISTS words")
    db.execute(_TABLE.format(content="content='', "))
    db.executemany("INSERT INTO words (words, rank) VALUES (?, ?)", _GATHERING.items())


def create_small(db: sqlite3.Connection) -> None:
    """Make the table of words with what is searched in it, so that what matched can be shown."""
    db.execute(_TABLE.format(content=""))


def insert(db: sqlite3.Connection, events: Iterable[tuple[int, Event]]) -> None:
    """Add the words of events with their numbers, which ascend."""
    db.executemany(_INSERT, ((number, *searched_text(event), filed_under(event)) for number, event in events))


def insert_titles(db: sqlite3.Connection, titles: Iterable[tuple[int, str]]) -> None:
    """Add titles with their numbers, which ascend."""
    db.executemany(_INSERT, ((number, title, "", "", "", "", "") for number, title in titles))


def take_over(db: sqlite3.Connection, other: Path) -> None:
    """Make the empty table of words what it is in another database, which nobody writes to any more.

    FTS5 must read nothing of it before the database is opened anew.

    Raises:
        sqlite3.DatabaseError: there is no such table in the other.
    """
    db.execute("ATTACH ? AS other", (str(other),))
    with closing(db.cursor()) as cursor:
        for table in _KEPT_IN:
            cursor.execute(f"DELETE FROM main.{table}")
            cursor.execute(f"INSERT INTO main.{table} SELECT * FROM other.{table}")
    db.execute("DETACH other")


def filed_under(event: Event) -> str:
    """Return the words by which the track and the kind of an event are found: see :func:`filing_word`."""
    return f"{filing_word('track', event.track)} {filing_word('kind', event.kind)}"


@lru_cache(maxsize=256)
def filing_word(field: Literal["track", "kind"], value: str) -> str:
    """Return the word in the column ``filed`` of the events that have a value in a field.

    To ask the index for it beside other words takes a fraction of the time that it takes to look at each event that has these.
    """
    return f"{field[0]}{value.encode().hex()}"


def searched_text(event: Event) -> Text:
    """Return what a search looks through."""
    words = event.id.replace("-", " ")
    names = ", ".join([*event.aliases, words]) if event.aliases else words
    place = f"{event.place.name} {event.place.country}" if event.place else ""
    people = ", ".join([*event.people, *chain.from_iterable(event.forces.values())])
    prose = [event.summary, *event.account, event.significance]
    if event.datings or event.figures:
        prose += [dating.says for dating in event.datings]
        prose += [f"{figure.what} {figure.value}" for figure in event.figures]
    return event.title, names, place, people, "\n".join(prose)
