"""The styles of the views, by name, in the colours of each theme."""

from __future__ import annotations

from typing import NamedTuple

from rich.color import Color as RichColor
from rich.style import Style
from textual.color import Color
from textual.theme import Theme

from liberation_cli.views.lines import OPENS
from liberation_cli.views.theme import THEME

TARGET = "target"
"""In the meta of a style: what its text opens."""


class _Ground(NamedTuple):
    """What a theme is painted on: how far the views' colours go towards its foreground, and how much is left of the dim."""

    background: str
    foreground: str
    raised: float
    dim: float
    faint: float
    cursor: str
    match: str


_GROUNDS = {
    "dark": _Ground("#0f1419", "#d5dae0", 0.30, 0.58, 0.28, "#2a3542", "#5c4a12"),
    "light": _Ground("#fbfaf7", "#22272e", 0.10, 0.68, 0.35, "#e3e0d6", "#ffe08a"),
    "contrast": _Ground("#000000", "#ffffff", 0.55, 0.85, 0.60, "#00439c", "#7a5c00"),
}
NO_COLOUR = "no-colour"
THEMES = (*_GROUNDS, NO_COLOUR)
"""The names of the themes; the first is taken unless another is asked for."""

_WITHOUT_COLOUR = {
    "accent": Style(bold=True),
    "label": Style(dim=True),
    "dim": Style(dim=True),
    "axis": Style(dim=True),
    "faint": Style(dim=True),
    "match": Style(bold=True, underline=True),
    "cursor": Style(reverse=True),
    "chosen": Style(reverse=True, bold=True),
    "marked": Style(bold=True, underline=True),
    "link": Style(underline=True),
    "error": Style(bold=True),
}


class Palette:
    """The styles of a theme; names joined by ``+`` are laid over one another, and what a text opens goes into its meta."""

    def __init__(self, theme: str) -> None:
        self._styles = dict(_WITHOUT_COLOUR) if theme == NO_COLOUR else _coloured(_GROUNDS[theme])
        self._styles |= {"": Style.null(), "event": Style.null(), "title": Style(bold=True)}
        self._made: dict[str, Style] = {}

    def __getitem__(self, name: str) -> Style:
        style = self._made.get(name)
        if style is None:
            if len(self._made) > 4_096:
                self._made.clear()
            style = self._made[name] = self._make(name)
        return style

    def _make(self, name: str) -> Style:
        if name.startswith("url:"):
            return Style(link=name[4:]) if name[4:].startswith(("https://", "http://")) else Style.null()
        names, _, target = name.partition(OPENS)
        style = Style.combine([Style.null(), *(self._styles.get(one, Style.null()) for one in names.split("+"))])
        return style + Style.from_meta({TARGET: target}) if target else style


def themes() -> list[Theme]:
    """Return the themes for Textual."""
    return [*(_theme(name, ground) for name, ground in _GROUNDS.items()), _theme_without_colour()]


def _coloured(ground: _Ground) -> dict[str, Style]:
    background, foreground = Color.parse(ground.background), Color.parse(ground.foreground)

    def mixed(share: float) -> str:
        return background.blend(foreground, share).hex

    accent = _carried("accent", ground)
    tracks = {name: Style(color=_carried(name, ground)) for name in THEME.styles if name.startswith("track.")}
    return {
        **tracks,
        "accent": Style(bold=True, color=accent),
        "label": Style(color=mixed(ground.dim)),
        "dim": Style(color=mixed(ground.dim)),
        "axis": Style(color=mixed(ground.dim)),
        "faint": Style(color=mixed(ground.faint)),
        "match": Style(bold=True, underline=True, bgcolor=ground.match),
        "cursor": Style(bgcolor=ground.cursor),
        "chosen": Style(bold=True, color=ground.background, bgcolor=accent),
        "marked": Style(bold=True, underline=True, color=ground.foreground),
        "link": Style(underline=True),
        "error": Style(bold=True, color=accent),
    }


def _carried(name: str, ground: _Ground) -> str:
    """A colour of the views, raised towards the foreground so that it reads on this ground."""
    colour = THEME.styles[name].color or RichColor.default()
    return (
        Color.from_rich_color(RichColor.from_triplet(colour.get_truecolor()))
        .blend(Color.parse(ground.foreground), ground.raised)
        .hex
    )


def _theme(name: str, ground: _Ground) -> Theme:
    accent = _carried("accent", ground)
    background, foreground = Color.parse(ground.background), Color.parse(ground.foreground)
    rule = background.blend(foreground, 0.25).hex
    return Theme(
        name=name,
        primary=_carried("track.0", ground),
        accent=accent,
        error=accent,
        foreground=ground.foreground,
        background=ground.background,
        surface=background.blend(foreground, 0.04).hex,
        panel=background.blend(foreground, 0.08).hex,
        dark=background.brightness < 0.5,
        variables={"rule": rule, "scrollbar": rule, "scrollbar-background": ground.background, "cursor-row": ground.cursor},
    )


_OWN = "ansi_default"
_NAMED_BY_TEXTUAL = (
    "ansi-background",
    "ansi-foreground",
    "border",
    "border-blurred",
    "block-cursor-background",
    "block-cursor-foreground",
    "block-cursor-blurred-background",
    "block-cursor-blurred-foreground",
    "block-hover-background",
    "input-cursor-background",
    "input-cursor-foreground",
    "input-selection-background",
    "input-selection-foreground",
    "screen-selection-background",
    "screen-selection-foreground",
    "scrollbar",
    "scrollbar-hover",
    "scrollbar-active",
    "scrollbar-background",
    "scrollbar-background-hover",
    "scrollbar-background-active",
    "scrollbar-corner-color",
)


def _theme_without_colour() -> Theme:
    reversed_out = {"block-cursor-text-style": "reverse", "input-cursor-text-style": "reverse"}
    return Theme(
        name=NO_COLOUR,
        ansi=True,
        primary=_OWN,
        secondary=_OWN,
        warning=_OWN,
        error=_OWN,
        success=_OWN,
        accent=_OWN,
        foreground=_OWN,
        background=_OWN,
        surface=_OWN,
        panel=_OWN,
        boost=_OWN,
        variables={**dict.fromkeys((*_NAMED_BY_TEXTUAL, "rule", "cursor-row"), _OWN), **reversed_out},
    )
