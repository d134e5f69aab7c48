"""JSON Lines: the header on the first line, then an event a line."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from liberation_cli.exchange.outgoing import Written


def write(chronology: Written) -> Iterator[str]:
    """Yield a chronology in JSON Lines."""
    yield _line(chronology.header)
    yield from map(_line, chronology.events())


def _line(record: msgspec.Struct) -> str:
    return msgspec.json.encode(record).decode() + "\n"
