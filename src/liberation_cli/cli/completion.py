"""What the shell offers when a person presses Tab."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from typer import Context

from liberation_cli.chronology.chronology import Chronology
from liberation_cli.dates import phrase
from liberation_cli.errors import LiberationError


def complete_event(ctx: Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """Offer the events whose id begins with what is typed, and by an alias those of which only an alias does."""
    with _asked(ctx) as chronology:
        offered = chronology.complete(incomplete) if chronology else []
    by_id = {entry.id for name, entry in offered if name == entry.id}
    for name, entry in offered:
        if name == entry.id or entry.id not in by_id:
            yield name, f"{entry.title}, {phrase.when(entry.when)}"


def complete_track(ctx: Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """Offer the tracks."""
    with _asked(ctx) as chronology:
        if chronology:
            titles = ((track, chronology.header.track_title(track)) for track in chronology.tracks if track)
            yield from [(track, title) for track, title in titles if track.startswith(incomplete)]


def complete_kind(ctx: Context, incomplete: str) -> Iterator[str]:
    """Offer the kinds of event."""
    with _asked(ctx) as chronology:
        yield from [kind for kind in (chronology.kinds if chronology else []) if kind.startswith(incomplete)]


@contextmanager
def _asked(ctx: Context) -> Iterator[Chronology | None]:
    """Open the chronology that the line names, before or after the command; None if it cannot be read."""
    from liberation_cli.cli.opening import chosen_file  # noqa: PLC0415 - the options know what completes them

    named = ctx.params.get("chronology") or (ctx.parent and ctx.parent.params.get("chronology"))
    try:
        chronology = Chronology(chosen_file(Path(named) if named else None))
    except LiberationError:
        yield None
        return
    with chronology:
        yield chronology
