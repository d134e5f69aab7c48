"""The commands that answer with a list of events: list, between, on."""

from typing import Annotated

import typer

from liberation_cli.chronology.chronology import Chronology
from liberation_cli.chronology.selection import Selection
from liberation_cli.cli.opening import opened
from liberation_cli.cli.options import Filters, Output, SortOption, joined, takes_groups
from liberation_cli.cli.screen import Screen, entry_cells
from liberation_cli.dates import period, phrase
from liberation_cli.dates.names import MONTHS
from liberation_cli.dates.period import Period
from liberation_cli.errors import NoMatch
from liberation_cli.views.event_table import EventTable
from liberation_cli.views.lines import MARGIN, Lines, wrap


@takes_groups
def list_events(filters: Filters, output: Output, sort: SortOption = "date") -> None:
    """List the events in order.

    Narrow the list by time, track, kind and place; without any of these it holds them all.
    """
    with opened(output) as chronology:
        _answer(chronology, filters.selection(order=sort), Screen(output))


@takes_groups
def between(
    first: Annotated[
        str, typer.Argument(metavar="FIRST", help="A date or an event; or a whole range, such as 1943-07..1944-06.")
    ],
    filters: Filters,
    output: Output,
    last: Annotated[str | None, typer.Argument(metavar="[LAST]", help="A date or an event.")] = None,
    sort: SortOption = "date",
) -> None:
    """Tell what was under way between two dates, both included.

    A date may be a day, a month, a year or a range; an event stands for its own dates. What is dated so loosely that it
    may have lain outside is listed all the same, and marked with a question mark.
    """
    with opened(output) as chronology:
        time = chronology.time_of(first)
        if last is not None:
            time = joined(time, chronology.time_of(last), f"{first} to {last}")
        _answer(chronology, filters.selection(order=sort, during=time), Screen(output), _heading(time))


@takes_groups
def on(
    day: Annotated[
        str, typer.Argument(metavar="DAY", help="A day, or a day of any year: 1944-06-04, “4 June 1944”, 06-04, “4 June”.")
    ],
    output: Output,
) -> None:
    """Tell what happened on a day, or on that day in any year.

    A day of any year gathers what began on it, ended on it, or was under way on it for no more than a month in all.
    """
    with opened(output) as chronology:
        screen = Screen(output)
        day_of_year = period.parse_day_of_year(day)
        if day_of_year is None:
            time = period.parse(day)
            said = f"On {time.phrase}" if time.first == time.last else time.phrase
            _answer(chronology, Selection(during=time), screen, said)
            return
        month, number = day_of_year
        found = chronology.on_day_of_year(month, number)
        if output.json:
            answered = screen.write_json_list(map(chronology.json_at, found))
        elif output.plain:
            answered = screen.write_plain(map(entry_cells, found))
        else:
            answered = bool(found)
            table = EventTable(found, screen.page(chronology))
            heading = [[(MARGIN, ""), (f"{number} {MONTHS[month - 1]} in any year", "title")], []]
            screen.show_pieces([Lines(heading), *table.chunks()] if found else [])
        if not answered:
            raise NoMatch(f"nothing is told of {number} {MONTHS[month - 1]} in any year")


def _answer(chronology: Chronology, selection: Selection, screen: Screen, heading: str = "") -> None:
    """Write a selection in the form that was asked for; a list says what it understood above the first event."""
    if screen.output.json:
        answered = screen.write_json_list(chronology.select_json(selection))
    elif screen.output.plain:
        answered = screen.write_plain(map(entry_cells, chronology.select(selection)))
    else:
        table = EventTable(chronology.select(selection), screen.page(chronology), selection.during)
        pieces = table.chunks()
        start = next(pieces, None)
        answered = start is not None
        if start is not None:
            lines = [[(MARGIN, ""), (text, "title")] for text in wrap(heading, screen.width - len(MARGIN))] if heading else []
            first = [Lines([*lines, []])] if lines else []
            screen.show_pieces(piece for part in ([*first, start], pieces) for piece in part)
    if not answered:
        time = f" ({_days_of(selection.during)})" if selection.during else ""
        raise NoMatch(f"no event meets all that was asked{time}", "widen the time, or leave a condition out")


def _heading(time: Period) -> str:
    """Say the time that was understood."""
    return f"On {time.phrase}" if time.first == time.last else f"From {_days_of(time)}"


def _days_of(time: Period) -> str:
    return f"{phrase.day(time.first)} to {phrase.day(time.last)}"
