"""Every style, by name. The colours are of middling brightness, so that they read on dark and on light.

Nothing is told by colour alone: what a style marks is also said in words or drawn with another sign.
"""

from __future__ import annotations

from rich.theme import Theme

_TRACKS = (
    "color(32)",
    "color(130)",
    "color(64)",
    "color(133)",
    "color(67)",
    "color(97)",
    "color(66)",
    "color(137)",
    "color(168)",
)

THEME = Theme(
    {
        "accent": "bold color(160)",
        "title": "bold",
        "event": "none",
        "label": "dim",
        "dim": "dim",
        "match": "bold underline",
        "axis": "dim",
        "cursor": "reverse",
        "faint": "dim",
        "marked": "bold underline",
        "chosen": "bold reverse",
        "error": "bold color(160)",
        **{f"track.{number}": style for number, style in enumerate(_TRACKS)},
    },
    inherit=False,
)
