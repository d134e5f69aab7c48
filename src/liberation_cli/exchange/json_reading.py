"""JSON of other programs, decoded."""

from __future__ import annotations

from typing import Any

import msgspec

from liberation_cli.chronology.file import malformed
from liberation_cli.chronology.position import Reading
from liberation_cli.errors import ChronologyError


def decoded(text: str) -> Any:
    """Return what a text in JSON says.

    Raises:
        ChronologyError: it is not JSON; the message says at which line and column.
    """
    try:
        return msgspec.json.decode(text)
    except RecursionError:
        raise ChronologyError("is nested too deeply to be read") from None
    except msgspec.MsgspecError as error:
        data = text.encode()
        what, byte = malformed(data, error)
        if byte is None:
            raise ChronologyError(what) from None
        position = Reading(data).position(byte, byte + 1)
        raise ChronologyError(f"line {position.line}, column {position.column}: {what}") from None
