"""The lines of the views on Textual's screen, and what is drawn in place of a view that fails."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from liberation_cli.errors import harmless
from liberation_cli.explorer.palette import Palette
from liberation_cli.views.lines import MARGIN, Line, wrap


def strip_of(line: Line, palette: Palette, width: int, ground: Style, over: Style | None = None) -> Strip:
    """Return a line as Textual draws it, cut or filled to a width on a ground, which may have a style laid over it."""
    beneath = ground + over
    segments = [Segment(text, beneath + palette[style]) for text, style in line]
    return Strip(segments).adjust_cell_length(width, beneath)


def drawn(view: Callable[[], Iterable[Line]], width: int, failures: list[str]) -> list[Line]:
    """Return the lines of a view; where it fails, say so in its place and note down why."""
    try:
        return list(view())
    except Exception as error:  # noqa: BLE001 - the rest of the screen stays, and the failure is told there and at the end
        told = harmless(f"{type(error).__name__}: {error}")
        failures.append(told)
        return [
            [(MARGIN + text, "error")] for text in wrap(f"This could not be drawn. {told}", max(width - 2 * len(MARGIN), 16))
        ]
