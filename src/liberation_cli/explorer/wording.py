"""What the full screen and the conversation say in the same words."""

from __future__ import annotations

from liberation_cli.dates import phrase
from liberation_cli.errors import AmbiguousEvent, LiberationError
from liberation_cli.explorer.journey import Journey
from liberation_cli.views.page import Page


def conditions(journey: Journey, page: Page) -> list[str]:
    """Say what an event must have to be in the list, a phrase for each condition."""
    selection = journey.selection
    return [
        *([f"“{journey.words}”"] if journey.words else []),
        *map(page.track_title, selection.tracks),
        *(kind.replace("-", " ") for kind in selection.kinds),
        *(text for text in (selection.place, selection.person) if text),
    ]


def exported(count: int, path: str, lost: str) -> str:
    """Say that events have been exported, and what their format has no place for."""
    return f"{phrase.count(count, 'event')} exported to {path}{f', {lost}' if lost else ''}"


def refusal(error: LiberationError) -> str:
    """Say in one line why something cannot be done, and what to do instead."""
    hint = error.hint
    if isinstance(error, AmbiguousEvent):
        hint = ", ".join(candidate.id for candidate in error.candidates)
    return f"{error.message} – {hint}" if hint else error.message
