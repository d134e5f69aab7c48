"""The commands that draw or tell several tracks at once: timeline and meanwhile."""

from typing import Annotated

import msgspec
import typer

from liberation_cli.chronology.chronology import Chronology, Moment
from liberation_cli.chronology.entry import Entry
from liberation_cli.chronology.selection import Selection
from liberation_cli.cli.completion import complete_event
from liberation_cli.cli.opening import opened
from liberation_cli.cli.options import Filters, Output, takes_groups
from liberation_cli.cli.screen import Screen, entry_cells
from liberation_cli.dates import phrase
from liberation_cli.dates.period import Period
from liberation_cli.dates.when import iso
from liberation_cli.errors import NoMatch
from liberation_cli.views.lines import MARGIN, Line

MOST_DRAWN = 500
"""More events than this are not drawn at once unless --limit says so: nobody could read them."""


@takes_groups
def timeline(
    filters: Filters,
    output: Output,
    events: Annotated[
        list[str] | None,
        typer.Argument(metavar="[EVENT…]", help="Draw these events and their parts.", autocompletion=complete_event),
    ] = None,
) -> None:
    """Draw events as a timeline, to scale, in lanes by track.

    Days known exactly, days on which sources differ, and days known only to the month are drawn by different signs, which
    are explained beneath. A long stretch in which nothing happened is folded, and says how many days it stands for.
    """
    from liberation_cli.views.timeline import Timeline  # noqa: PLC0415

    with opened(output) as chronology:
        screen = Screen(output)
        selection = filters.selection()
        drawn = not output.json and not output.plain
        entries, more = _chosen(chronology, selection, events or [], MOST_DRAWN if drawn else None)
        if output.json:
            screen.write_json_list(map(chronology.json_at, entries))
        elif output.plain:
            screen.write_plain(map(entry_cells, entries))
        elif entries:
            lines = Timeline(entries, screen.page(chronology), during=selection.during).lines()
            note: list[Line] = [[(MARGIN, ""), (f"The first {len(entries):,} events; narrow them, or raise --limit.", "dim")]]
            screen.show([*lines, *(note if more else [])])
        answered = bool(entries)
        if not answered:
            raise NoMatch("no event meets all that was asked", "widen the time, or leave a condition out")


def _chosen(chronology: Chronology, selection: Selection, references: list[str], most: int | None) -> tuple[list[Entry], bool]:
    """The events to draw, in order, and whether there are more than are drawn."""
    limit = selection.limit or most
    wider = selection._replace(limit=limit and limit + 1)
    if not references:
        entries = list(chronology.select(wider))
    else:
        wanted = [wider._replace(part_of=chronology.find(reference).id) for reference in references]
        found = {entry.position: entry for one in wanted for entry in chronology.select(one)}
        entries = [found[position] for position in sorted(found)]
    return entries[:limit], limit is not None and len(entries) > limit and selection.limit is None


@takes_groups
def meanwhile(
    moment: Annotated[
        str, typer.Argument(metavar="EVENT|DATE", help="A moment: an event or a date.", autocompletion=complete_event)
    ],
    output: Output,
) -> None:
    """Tell what was going on at the same moment on every track.

    For each track what was under way, what came just before and what just after; a track of which nothing is told says so.
    """
    from liberation_cli.views.moments import moments  # noqa: PLC0415

    with opened(output) as chronology:
        screen = Screen(output)
        time = chronology.time_of(moment)
        found = chronology.meanwhile(time)
        if output.json:
            screen.write_json(msgspec.json.encode(_moments_json(chronology, time, found)))
        elif output.plain:
            rows = ((m.track, label, *entry_cells(entry)) for m in found for label, entry in m.labelled())
            screen.write_plain(rows)
        else:
            title: list[Line] = [[(MARGIN, ""), (phrase.period(time.first, time.last), "title")], []]
            screen.show([*title, *moments(found, screen.page(chronology))])


def _moments_json(chronology: Chronology, time: Period, found: list[Moment]) -> dict[str, object]:
    def whole(entry: Entry | None) -> msgspec.Raw | None:
        return None if entry is None else msgspec.Raw(chronology.json_at(entry))

    return {
        "first": iso(time.first),
        "last": iso(time.last),
        "tracks": [
            {
                "track": moment.track,
                "before": whole(moment.before),
                "under_way": [whole(entry) for entry in moment.under_way],
                "more_under_way": moment.more,
                "after": whole(moment.after),
            }
            for moment in found
        ],
    }
