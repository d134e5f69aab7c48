"""What is seen, as a picture in a file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from textual.app import App

from liberation_cli.errors import LiberationError

_FONTS = "ui-monospace, Cascadia Mono, Menlo, Consolas, DejaVu Sans Mono"


def picture_of(app: App[Any], title: str) -> str:
    """Return what is seen as SVG, which needs nothing from elsewhere to be shown."""
    drawn = app.export_screenshot(title=title)
    return re.sub(r"@font-face \{.*?\}", "", drawn, flags=re.DOTALL).replace("Fira Code", _FONTS)


def write_anew(path: Path, text: str) -> None:
    """Write a file that is not there yet.

    Raises:
        LiberationError: it is there, or cannot be written.
    """
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise LiberationError(f"{path} is there already", "give another name") from None
    except (OSError, ValueError) as error:
        raise LiberationError(f"{path} cannot be written: {getattr(error, 'strerror', None) or error}") from None
