"""What the shell offers when a person presses Tab."""

from collections.abc import Iterator

from typer import Context

from liberation_cli.chronology.chronology import Chronology
from liberation_cli.dates import phrase
from liberation_cli.errors import LiberationError


def complete_event(ctx: Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """Offer the events whose id or alias begins with what is typed, each with its title and date."""
    try:
        with _chronology(ctx) as chronology:
            for name, entry in chronology.complete(incomplete):
                yield name, f"{entry.title}, {phrase.when(entry.when)}"
    except LiberationError:
        return


def complete_track(ctx: Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """Offer the tracks."""
    try:
        with _chronology(ctx) as chronology:
            for track in chronology.tracks:
                if track and track.startswith(incomplete):
                    yield track, chronology.header.track_title(track)
    except LiberationError:
        return


def complete_kind(ctx: Context, incomplete: str) -> Iterator[str]:
    """Offer the kinds of event."""
    try:
        with _chronology(ctx) as chronology:
            yield from (kind for kind in chronology.kinds if kind.startswith(incomplete))
    except LiberationError:
        return


def _chronology(ctx: Context) -> Chronology:
    return Chronology(ctx.params.get("chronology"))
