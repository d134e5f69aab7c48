"""Lines of styled text, and fitting text into them by the cells it takes up.

Views are built of these rather than of Rich's tables: a line costs microseconds, and each can be written before the next is
known. Text goes to the screen as it is, never as markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len, set_cell_size
from rich.console import Console, ConsoleOptions, RenderResult
from rich.segment import Segment
from rich.style import Style

Part = tuple[str, str]
"""A piece of text, and the name of its style."""
Line = list[Part]
OPENS = "+open:"
"""In the name of a style, between what is drawn and what opens when it is chosen: see :func:`opening`."""

MARGIN = "  "
_NARROW = 60
"""Below this width a label stands above what it labels."""
PROSE_WIDTH = 88
"""Prose is set no wider than this, however wide the window."""


def opening(style: str, what: str, name: str) -> str:
    """Name a style whose text opens something when it is chosen: an ``event`` by its id, a ``place``, a ``person``."""
    return f"{style}{OPENS}{what}:{name}"


class Lines:
    """A renderable of lines."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines

    def __len__(self) -> int:
        return len(self.lines)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the segments of each line."""
        return render(console, self.lines)


def render(console: Console, lines: Iterable[Line]) -> Iterator[Segment]:
    """Yield the segments of lines, each ended."""
    styles: dict[str, Style] = {}
    for line in lines:
        for text, name in line:
            style = styles.get(name)
            if style is None:
                style = styles[name] = _style(console, name)
            yield Segment(text, style)
        yield Segment.line()


def _style(console: Console, name: str) -> Style:
    if name.startswith("url:"):
        return Style(link=name[4:]) if name[4:].startswith(("https://", "http://")) else Style.null()
    names = name.partition(OPENS)[0].split("+")
    return Style.combine([Style.null(), *(console.get_style(one) for one in names if one)])


def fit(text: str, width: int) -> str:
    """Return a text that takes up exactly ``width`` cells: filled with spaces, or cut short with an ellipsis."""
    return set_cell_size(shorten(text, width), width)


def shorten(text: str, width: int) -> str:
    """Cut a text with an ellipsis if it takes up more than ``width`` cells."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, max(width - 1, 0)).rstrip() + "…" if width > 0 else ""


def cut(parts: Iterable[Part], width: int) -> Line:
    """Cut a line of several styles with an ellipsis if it takes up more than ``width`` cells."""
    line = list(parts)
    if sum(cell_len(text) for text, _ in line) <= width:
        return line
    kept: Line = []
    for text, style in line:
        if cell_len(text) >= width:
            return [*kept, (shorten(text + " ", width), style)] if width > 0 else kept
        kept.append((text, style))
        width -= cell_len(text)
    return kept


def wrap(text: str, width: int) -> list[str]:
    """Break a text into lines of at most ``width`` cells, between words where it can be done."""
    width = max(width, 1)
    lines: list[str] = []
    line, used = "", 0
    for word in text.split():
        if line and used + 1 + cell_len(word) <= width:
            line, used = f"{line} {word}", used + 1 + cell_len(word)
            continue
        if line:
            lines.append(line)
        *whole, line = _pieces(word, width)
        lines += whole
        used = cell_len(line)
    return [*lines, line] if line or not lines else lines


def join_wrapped(items: Iterable[str], separator: str, width: int) -> list[str]:
    """Join items into lines of at most ``width`` cells, breaking only between items."""
    lines: list[str] = []
    for item in items:
        if lines and cell_len(lines[-1] + separator + item) <= width:
            lines[-1] += separator + item
        else:
            lines += wrap(item, width)
    return lines


def wrap_parts(parts: Iterable[Part], width: int) -> list[Line]:
    """Break a line of several styles into lines of at most ``width`` cells, between words where it can be done."""
    lines: list[Line] = [[]]
    used = 0
    for word in _words(parts):
        size = sum(cell_len(text) for text, _ in word)
        if used and used + 1 + size > width:
            lines.append([])
            used = 0
        if used:
            previous_style, style = lines[-1][-1][1], word[0][1]
            lines[-1].append((" ", style if style == previous_style else ""))
            used += 1
        for text, style in word:
            for piece in _pieces(text, width):
                if used and used + cell_len(piece) > width:
                    lines.append([])
                    used = 0
                lines[-1].append((piece, style))
                used += cell_len(piece)
    return lines


def labelled(label: str, entries: Iterable[Line], width: int, label_width: int) -> Iterator[Line]:
    """Set a label beside entries, each wrapped; above them in a narrow window. Nothing if there are no entries."""
    narrow = width < _NARROW
    above = narrow or cell_len(label) >= label_width
    indent = MARGIN * 2 if narrow else " " * (len(MARGIN) + label_width)
    lead: Line = [(f"{MARGIN}{label:<{label_width}}", "label")]
    for entry in entries:
        if above and lead:
            yield [(MARGIN + label, "label")]
            lead = []
        for line in wrap_parts(entry, max(width - len(indent), 16)):
            yield [*(lead or [(indent, "")]), *line]
            lead = []


def _words(parts: Iterable[Part]) -> Iterator[Line]:
    """Split styled text at white space into words; a word may change its style within."""
    word: Line = []
    for text, style in parts:
        for piece in re.split(r"(\s+)", text):
            if piece and not piece.isspace():
                word.append((piece, style))
            elif piece and word:
                yield word
                word = []
    if word:
        yield word


def _pieces(word: str, width: int) -> list[str]:
    """Cut a word that is wider than a line into pieces that are not."""
    pieces = [""]
    for character in word:
        if pieces[-1] and cell_len(pieces[-1] + character) > width:
            pieces.append("")
        pieces[-1] += character
    return pieces
