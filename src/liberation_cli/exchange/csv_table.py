"""Comma-separated values (RFC 4180); what is read may have semicolons or tabs instead, as spreadsheets write them."""

from __future__ import annotations

from collections.abc import Iterator

from liberation_cli.exchange.delimited import read_table, write_table
from liberation_cli.exchange.incoming import Arrival, Manner
from liberation_cli.exchange.outgoing import Outgoing


def write(outgoing: Outgoing) -> Iterator[str]:
    """Yield a table, a row at a time."""
    return write_table(outgoing, ",")


def read(text: str, manner: Manner) -> Arrival:
    """Read a table.

    Raises:
        ChronologyError: it is empty, or no column is known for the title or for the date.
    """
    return read_table(text, manner, ",;\t")
