"""A chronology in JSON, in the canonical layout of :func:`liberation_cli.chronology.editorial.canonical`."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import indent

import msgspec

from liberation_cli.exchange.outgoing import Written


def write(chronology: Written) -> Iterator[str]:
    """Yield a chronology, an event at a time: a large one is never held whole."""
    header = _formatted(chronology.header).removesuffix("}").rstrip()
    yield header + ("," if len(header) > 1 else "") + '\n  "events": ['
    started = False
    for event in chronology.events():
        yield (",\n" if started else "\n") + indent(_formatted(event), "    ")
        started = True
    yield "\n  ]\n}\n" if started else "]\n}\n"


def _formatted(record: msgspec.Struct) -> str:
    return msgspec.json.format(msgspec.json.encode(record), indent=2).decode()
