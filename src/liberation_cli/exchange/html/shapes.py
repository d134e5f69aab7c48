"""What an event is drawn with on the timeline: a dot or a bar that says how well its date is known, and its title."""

from __future__ import annotations

from liberation_cli.dates.when import OPEN_FUTURE, OPEN_PAST
from liberation_cli.exchange.html.axis import Scale
from liberation_cli.exchange.html.markup import Markup, tag
from liberation_cli.exchange.html.survey import DISPUTED, DISPUTED_DAY, EARLIER, LATER, MAYBE, ONE_DAY, SURE, Mark

RADIUS = 4.5
INSET = 5
"""How far into a bar its title begins."""


def percent(part: float, whole: float) -> str:
    """Say a part of a whole in percent."""
    return f"{part / whole * 100:.4g}%"


def title_text(mark: Mark, *, shown: bool, before: bool) -> Markup:
    """Return the title of an event, after its mark or before it."""
    x, anchor = ("50%" if mark.is_day else "0"), None
    dx = RADIUS + INSET - 2 if mark.is_day else INSET
    if before:
        dx, anchor = -dx, "end"
    return tag("text", mark.title, x=x, dx=f"{dx:g}", y="12", text_anchor=anchor, display=None if shown else "none")


def day(mark: Mark) -> list[Markup]:
    """Return the mark of an event that can only have been on one day."""
    if mark.sure and not mark.disputed:
        return [_DOT]
    return [tag("svg", _DIAMOND if mark.sure else _DASHES, x="50%")]


_DOT = tag("circle", cx="50%", cy="8.5", r=f"{RADIUS:g}", class_="day")
_DIAMOND = tag("path", d="M0 3L5.5 8.5L0 14L-5.5 8.5Z", class_="day")
_DASHES = tag("path", d="M-6 8.5H6", class_="maybe")
_TINT = tag("rect", width="100%", height="14", y="2", class_="span")
_POLE = tag("rect", width="2", height="14", y="2", class_="day")


def _line(style: str, x1: str | None = None, x2: str = "100%") -> Markup:
    return tag("line", x1=x1, x2=x2, y1="15", y2="15", class_=style)


def key(sign: str) -> Markup:
    """Return a sign as it is drawn."""
    drawn = {
        ONE_DAY: [_DOT],
        DISPUTED_DAY: [tag("svg", _DIAMOND, x="50%")],
        SURE: [_TINT, _line("sure"), _POLE],
        DISPUTED: [_TINT, _line("disputed"), _POLE],
        MAYBE: [_TINT, _line("maybe")],
    }.get(sign, [tag("text", sign, class_="end", x="50%", y="14", text_anchor="middle")])
    return tag("svg", *drawn, width="26" if sign in SURE + DISPUTED + MAYBE else "12", height="17", aria_hidden="true")


def bar(mark: Mark, scale: Scale) -> list[Markup]:
    """Return all the days that an event may have taken up, and of those the ones that it surely did."""
    when = mark.when
    start, end = scale.x(when.earliest), scale.x(when.latest + 1)
    parts = [_TINT]
    sure_start, sure_end = (scale.x(mark.sure[0]), scale.x(mark.sure[1] + 1)) if mark.sure else (start, start)
    if (sure_start, sure_end) != (start, end):
        parts.append(_line("maybe"))
    if mark.sure:
        x1, x2 = percent(sure_start - start, end - start), percent(sure_end - start, end - start)
        parts.append(_line("disputed" if mark.disputed else "sure", x1, x2))
    if mark.sure and sure_start == start and when.earliest != OPEN_PAST:
        parts.append(_POLE)
    if when.earliest == OPEN_PAST:
        parts.append(tag("text", EARLIER, class_="end", y="18"))
    if when.latest == OPEN_FUTURE:
        parts.append(tag("text", LATER, class_="end", x="100%", y="18", text_anchor="end"))
    return parts
