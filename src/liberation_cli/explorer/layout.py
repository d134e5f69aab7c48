"""How a window is shared out between the timeline, the list, the card and the day on every track."""

from __future__ import annotations

from typing import NamedTuple

_STACKED_BELOW = 72
"""In a narrower window the card stands beneath the list, not beside it."""
_BARS = 3
"""Lines for the heading, the rule beneath the timeline and the keys."""
_LEAST_MAIN = 10
"""Lines that the list and the card need beside each other."""
_HIGH = 46
"""From this height on, each track has two rows of the timeline."""
_LEAST_LIST = 9
"""Lines of the list that must be left above the day on every track, for it to stand there."""


class Layout(NamedTuple):
    """Where things stand: how many lines the timeline has; how wide the list is, and how high it is above the card."""

    stacked: bool
    lanes_height: int
    list_width: int
    list_height: int | None
    day_height: int
    """Lines for the day on every track beneath the list; 0 where it takes the card's place when it is asked for."""


def share_out(width: int, height: int, tracks: int) -> Layout:
    """Share a window out."""
    stacked = width < _STACKED_BELOW
    free = height - _BARS
    if stacked:
        lanes = min(max(height // 5, 2), tracks + 2)
        return Layout(stacked, lanes, width, max((free - lanes) * 2 // 5, 1), 0)
    lanes = tracks + 2 if height < _HIGH else 2 * tracks + 2
    lanes = max(min(lanes, height // 2, free - _LEAST_MAIN), 2)
    list_width = min(max(width * 45 // 100, 36), 80)
    day = tracks + 2
    return Layout(stacked, lanes, list_width, None, day if free - lanes - day >= _LEAST_LIST else 0)
