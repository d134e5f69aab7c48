"""Line and column of a byte, and what stands around it."""

from __future__ import annotations

from liberation_cli.errors import Position, harmless

BOM = b"\xef\xbb\xbf"
_KEPT = 200
"""Characters of a line kept on either side: more is not shown at once."""


class Reading:
    """Goes once through the bytes of a text in UTF-8, of which the first stands on a line of that number."""

    def __init__(self, data: bytes, line: int = 1) -> None:
        self._data = data
        self._line = line
        self._column = 1
        self._at = len(BOM) if data.startswith(BOM) else 0

    def position(self, start: int, end: int) -> Position:
        """Return the position of the bytes from ``start`` to ``end``, which begin no earlier than those before."""
        data = self._data
        self._line += data.count(b"\n", self._at, start)
        line_start = data.rfind(b"\n", self._at, start) + 1
        if line_start:
            self._column = 1
        self._column += len(data[max(line_start, self._at) : start].decode(errors="replace"))
        self._at = start
        return Position(self._line, self._column, *_neighbourhood(data, start, end))


def _neighbourhood(data: bytes, start: int, end: int) -> tuple[str, str, str]:
    """What the line has before some bytes, in them and after them; without the indentation, and harmless."""
    nearest = max(start - 4 * _KEPT, 0)
    begin = max(data.rfind(b"\n", nearest, start) + 1, nearest)
    line_end = data.find(b"\n", start, start + 8 * _KEPT)
    stop = line_end if line_end >= 0 else start + 8 * _KEPT
    end = min(end, stop)
    before = data[begin:start].decode(errors="ignore").lstrip().removeprefix("\ufeff")
    there, after = data[start:end].decode(errors="replace"), data[end:stop].decode(errors="replace").rstrip("\r")
    return _visible(before[-_KEPT:]), _visible(there[:_KEPT]), _visible(after[:_KEPT])


def _visible(text: str) -> str:
    return harmless(text.replace("\t", " "))
