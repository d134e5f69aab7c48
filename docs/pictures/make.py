"""Draw the pictures of README.md and docs: ``python docs/pictures/make.py``.

Each is what the program writes to a terminal, taken from a run of it, on a dark and on a light ground; those of the explorer
are pictures of its screen, in its dark and its light theme.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from rich.console import Console
from rich.style import Style
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from liberation_cli.chronology.chronology import Chronology
from liberation_cli.explorer.app import Explorer
from liberation_cli.explorer.guide import Guide
from liberation_cli.explorer.travelling import Start

HERE = Path(__file__).resolve().parent
_PROMPT = Style(dim=True)
_COMMAND = Style(bold=True)
_RIGHT_MARGIN = 2


class Picture(NamedTuple):
    """A command to run, how wide the terminal is, and how many lines of the answer are shown if not all."""

    name: str
    command: tuple[str, ...]
    width: int
    lines: int | None = None


PICTURES = (
    Picture("front-page", (), 104),
    Picture("compare", ("compare", "rome", "d-day"), 100),
    Picture("timeline", ("timeline", "cassino"), 100),
    Picture("show", ("show", "rome"), 100, 45),
)

EXPLORED = ("z", "z", "z")
"""The keys that lead from the first screen of the explorer to the one that is shown."""

_UNUSED = [(128, 128, 128)] * 8
"""The first eight colours, which each terminal has its own of and the program's theme keeps away from."""
GROUNDS = {
    "dark": TerminalTheme((13, 17, 23), (201, 209, 217), _UNUSED),
    "light": TerminalTheme((250, 250, 248), (31, 35, 40), _UNUSED),
}

FORMAT = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{
    font-family: ui-monospace, "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
    font-size: {char_height}px;
    line-height: {line_height}px;
    font-variant-east-asian: full-width;
}}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal"><rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" /></clipPath>
{lines}
</defs>
<rect width="{width}" height="{height}" rx="10" fill="BACKGROUND" />
<g transform="translate(9, 14)" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""
"""As Rich's own, without the frame of a window and without a font from elsewhere."""


def main() -> None:
    """Draw every picture on every ground."""
    for picture in PICTURES:
        shown = answer(picture)
        for ground, theme in GROUNDS.items():
            name = f"{picture.name}-{ground}"
            (HERE / f"{name}.svg").write_text(drawn(shown, picture.width, theme, name), encoding="utf-8", newline="\n")
    for ground in GROUNDS:
        picture_of_screen = asyncio.run(explored(EXPLORED, ground))
        (HERE / f"explore-{ground}.svg").write_text(picture_of_screen, encoding="utf-8", newline="\n")


async def explored(pressed: tuple[str, ...], theme: str) -> str:
    """Return a picture of the explorer's screen after some keys."""
    with Chronology() as chronology:
        start = Start(Guide(chronology).set_out("rome"), theme)
        app = Explorer(chronology, start, lambda *_: "")
        async with app.run_test(size=(120, 38)) as pilot:
            await pilot.press(*pressed)
            await app.workers.wait_for_complete()
            await pilot.pause()
            return app.picture()


def answer(picture: Picture) -> Text:
    """Run a command as in a terminal of 256 colours, and return its prompt and its answer."""
    with TemporaryDirectory() as cache:
        environment = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "LIBERATION_CHRONOLOGY")}
        environment |= {"COLUMNS": str(picture.width), "TERM": "xterm-256color", "FORCE_COLOR": "1", "XDG_CACHE_HOME": cache}
        command = [sys.executable, "-m", "liberation_cli", "--no-pager", *picture.command]
        written = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True, encoding="utf-8").stdout  # noqa: S603
    lines = list(Text.from_ansi(written).split("\n"))
    while lines and not lines[-1].plain.strip():
        lines.pop()
    if picture.lines is not None and len(lines) > picture.lines:
        lines = lines[: picture.lines]
        lines.append(Text("  …", style=_PROMPT))
    prompt = Text.assemble(("$ ", _PROMPT), (" ".join(("liberation", *picture.command)), _COMMAND))
    return Text("\n").join([prompt, Text(""), *lines])


def drawn(shown: Text, width: int, theme: TerminalTheme, name: str) -> str:
    """Draw text as an SVG."""
    console = Console(
        record=True,
        width=width + _RIGHT_MARGIN,
        file=StringIO(),
        force_terminal=True,
        color_system="truecolor",
        highlight=False,
    )
    console.print(shown, no_wrap=True, crop=True)
    return console.export_svg(theme=theme, code_format=FORMAT.replace("BACKGROUND", theme.background_color.hex), unique_id=name)


if __name__ == "__main__":
    main()
