"""Tab-separated values, quoted as comma-separated ones are."""

from __future__ import annotations

from collections.abc import Iterator

from liberation_cli.exchange.delimited import read_table, write_table
from liberation_cli.exchange.incoming import Arrival, Manner
from liberation_cli.exchange.outgoing import Outgoing


def write(outgoing: Outgoing) -> Iterator[str]:
    """Yield a table, a row at a time."""
    return write_table(outgoing, "\t")


def read(text: str, manner: Manner) -> Arrival:
    """Read a table.

    Raises:
        ChronologyError: it is empty, or no column is known for the title or for the date.
    """
    return read_table(text, manner, "\t")
