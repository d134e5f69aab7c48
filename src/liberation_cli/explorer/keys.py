"""The keys of the explorer: what each does, for the bindings, the help and the line at the foot."""

from __future__ import annotations

from typing import NamedTuple

from textual.binding import Binding

from liberation_cli.views.lines import MARGIN, Line, fit, opening, wrap

_TOLD = 8
_GAP = "  "


class Key(NamedTuple):
    """Keys that do the same: as Textual names them, as they are told, the action, and what it does."""

    keys: str
    told: str
    action: str
    does: str


GROUPS: dict[str, tuple[Key, ...]] = {
    "Through time": (
        Key("left,right", "← →", "", "a day back, a day on"),
        Key("shift+left,left_square_bracket", "⇧← [", "days(-7)", "a week back"),
        Key("shift+right,right_square_bracket", "⇧→ ]", "days(7)", "a week on"),
        Key("pageup", "PgUp", "months(-1)", "a month back"),
        Key("pagedown", "PgDn", "months(1)", "a month on"),
        Key("n", "n", "events(1)", "the next event of the list"),
        Key("p", "p", "events(-1)", "the event before"),
        Key("home", "Home", "first", "the first event"),
        Key("end", "End", "last", "the last event"),
        Key("g", "g", "go_to", "go to a day or an event that you type"),
        Key("space", "Space", "play", "play day by day, or stop"),
        Key("plus,equals_sign", "+", "pace(1)", "play faster"),
        Key("minus", "-", "pace(-1)", "play slower"),
        Key("z", "z", "zoom(1)", "the timeline from nearer by"),
        Key("Z,shift+z", "Z", "zoom(-1)", "the timeline from further off"),
    ),
    "What the list holds": (
        Key("slash", "/", "search", "search as you type; Enter keeps, Esc clears"),
        Key("f", "f", "filter", "only some tracks, kinds or a place"),
        Key("escape", "Esc", "one_step_back", "one step back"),
    ),
    "Events": (
        Key("up,down", "↑ ↓", "", "in the list the events, on a card its names"),
        Key("ctrl+d,ctrl+u", "^d ^u", "", "half a window down, half a window up"),
        Key("tab", "Tab", "next_pane(1)", "from the list to the card, the day and back"),
        Key("enter", "Enter", "to_card", "to the card; there, open the name that is chosen"),
        Key("b,alt+left,backspace", "b", "previous_stop", "back to the event you came from"),
        Key("B,shift+b,alt+right", "B", "next_stop", "forward again"),
        Key("c", "c", "mark", "mark the event; with a second one they are compared"),
        Key("C,shift+c", "C", "compare", "show the comparison again"),
        Key("x", "x", "unmark", "clear the marks"),
        Key("d", "d", "day", "this day on every track, whole, in the card's place"),
    ),
    "The rest": (
        Key("s", "s", "save_picture", "save what you see as SVG"),
        Key("e", "e", "export", "export the events of the list"),
        Key("T,shift+t", "T", "next_theme", "another theme"),
        Key("ctrl+p", "^p", "", "every command by its name"),
        Key("question_mark,f1", "?", "help", "these keys"),
        Key("q,ctrl+q", "q", "quit", "leave"),
    ),
}

AT_ONCE = ("search", "next_pane", "go_to", "save_picture", "export")
"""Actions that change where the next key goes, and so are taken before it is read, however soon it comes."""


def _bound(keys: str, action: str, does: str = "") -> Binding:
    return Binding(keys, action, does, show=False, priority=action.partition("(")[0] in AT_ONCE)


BINDINGS = [
    _bound("left", "days(-1)"),
    _bound("right", "days(1)"),
    _bound("shift+tab", "next_pane(-1)"),
    *(_bound(key.keys, key.action, key.does) for group in GROUPS.values() for key in group if key.action),
]

_FOOT = (
    (2, "/", "search", "search"),
    (6, "f", "filter", "filter"),
    (3, "c", "compare", "mark"),
    (5, "z", "zoom", "zoom(1)"),
    (4, "Space", "play", "play"),
    (7, "Tab", "card", "to_card"),
    (0, "?", "keys", "help"),
    (1, "q", "quit", "quit"),
)
"""The keys at the foot: how soon each is left out where there is no room (the highest first), what it does, its action."""


def help_lines(width: int) -> list[Line]:
    """Return the page of help."""
    lines: list[Line] = []
    for title, keys in GROUPS.items():
        lines += [[], [(MARGIN, ""), (title, "title")]]
        for key in keys:
            told = wrap(key.does, width - _TOLD - len(MARGIN))
            lines += [[(MARGIN + fit(key.told if n == 0 else "", _TOLD), "accent"), (text, "")] for n, text in enumerate(told)]
    return lines[1:]


def foot(width: int) -> Line:
    """Return the line at the foot of the screen: as many keys as there is room for."""
    keys = list(_FOOT)
    while keys and len(_GAP.join(f"{key} {does}" for _, key, does, _ in keys)) > width - 1:
        keys.remove(max(keys))
    line: Line = [(" ", "")]
    for _, key, does, action in keys:
        line += [(key, opening("title", "action", action)), (f" {does}{_GAP}", opening("dim", "action", action))]
    return line
