"""The keys of the explorer: what each does, for the bindings, the help and the line at the foot."""

from __future__ import annotations

from typing import NamedTuple

from textual.binding import Binding

from liberation_cli.views.lines import MARGIN, Line, fit, opening, wrap

_TOLD = 8


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
        Key("tab", "Tab", "", "from the list to the card, the day and back"),
        Key("enter", "Enter", "to_card", "to the card; there, open the name that is chosen"),
        Key("b,alt+left,backspace", "b", "previous_stop", "back to the event you came from"),
        Key("B,shift+b,alt+right", "B", "next_stop", "forward again"),
        Key("c", "c", "mark", "mark the event; with a second one they are compared"),
        Key("C,shift+c", "C", "compare", "show the comparison again"),
        Key("x", "x", "unmark", "clear the marks"),
        Key("d", "d", "day", "this day on every track, in a window with no room for it"),
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

_MIRRORED = (Binding("left", "days(-1)", show=False), Binding("right", "days(1)", show=False))
BINDINGS = [
    *_MIRRORED,
    *(Binding(key.keys, key.action, key.does, show=False) for keys in GROUPS.values() for key in keys if key.action),
]

_FOOT = (
    ("/", "search", "search"),
    ("f", "filter", "filter"),
    ("c", "compare", "mark"),
    ("z", "zoom", "zoom(1)"),
    ("Space", "play", "play"),
    ("Tab", "card", "to_card"),
    ("?", "keys", "help"),
    ("q", "quit", "quit"),
)


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
    line: Line = [(" ", "")]
    for key, does, action in _FOOT:
        added: Line = [(key, opening("title", "action", action)), (f" {does}   ", opening("dim", "action", action))]
        if sum(len(text) for text, _ in (*line, *added)) <= width + 2:
            line += added
    return line
