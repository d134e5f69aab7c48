"""The arguments that commands share, in groups, and how a command takes a whole group as one parameter."""

import inspect
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, get_type_hints

import typer

from liberation_cli.chronology.selection import Order, Selection
from liberation_cli.cli.completion import complete_event, complete_kind, complete_track
from liberation_cli.dates import period
from liberation_cli.dates.period import ALL_TIME, Period
from liberation_cli.errors import DateError, quote

_NARROW = "Which events"
_OUTPUT = "Output"

Reference = Annotated[
    str,
    typer.Argument(
        metavar="EVENT", help="An id, an alias, the start of either, or words of a title.", autocompletion=complete_event
    ),
]
References = Annotated[
    list[str],
    typer.Argument(
        metavar="EVENT…", help="Ids, aliases, the start of either, or words of a title.", autocompletion=complete_event
    ),
]


ChronologyOption = Annotated[
    Path | None,
    typer.Option(
        "--chronology",
        "-c",
        metavar="FILE",
        help="Ask this chronology instead of the bundled one; LIBERATION_CHRONOLOGY names one for good.",
        rich_help_panel=_OUTPUT,
    ),
]
NoColorOption = Annotated[
    bool,
    typer.Option("--no-color", "--no-colour", help="Use no colour; NO_COLOR=1 does the same.", rich_help_panel=_OUTPUT),
]


class Chosen(NamedTuple):
    """From which chronology."""

    chronology: ChronologyOption = None


class Output(NamedTuple):
    """From which chronology, and in which form."""

    chronology: ChronologyOption = None
    json: Annotated[bool, typer.Option("--json", help="Give the whole answer as JSON.", rich_help_panel=_OUTPUT)] = False
    plain: Annotated[
        bool, typer.Option("--plain", help="One event a line, tab-separated, never cut.", rich_help_panel=_OUTPUT)
    ] = False
    no_pager: Annotated[
        bool, typer.Option("--no-pager", help="Write a long answer straight to the terminal.", rich_help_panel=_OUTPUT)
    ] = False
    no_color: NoColorOption = False


class Filters(NamedTuple):
    """Which events."""

    during: Annotated[
        str | None,
        typer.Option(
            metavar="WHEN", help="Under way in this time: 1944, “May 1944”, 1943-07..1944-06.", rich_help_panel=_NARROW
        ),
    ] = None
    from_: Annotated[
        str | None, typer.Option("--from", metavar="WHEN", help="Under way in or after this time.", rich_help_panel=_NARROW)
    ] = None
    until: Annotated[
        str | None,
        typer.Option("--to", "--until", metavar="WHEN", help="Under way in or before this time.", rich_help_panel=_NARROW),
    ] = None
    track: Annotated[
        list[str] | None,
        typer.Option(
            metavar="TRACK",
            help="On this track; may be given more than once.",
            autocompletion=complete_track,
            rich_help_panel=_NARROW,
        ),
    ] = None
    kind: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KIND",
            help="Of this kind; may be given more than once.",
            autocompletion=complete_kind,
            rich_help_panel=_NARROW,
        ),
    ] = None
    place: Annotated[
        str | None, typer.Option(metavar="WORDS", help="At this place or in this country.", rich_help_panel=_NARROW)
    ] = None
    part_of: Annotated[
        str | None,
        typer.Option(metavar="EVENT", help="This event and its parts.", autocompletion=complete_event, rich_help_panel=_NARROW),
    ] = None
    limit: Annotated[
        int | None, typer.Option("--limit", "-n", metavar="N", min=1, help="No more than this many.", rich_help_panel=_NARROW)
    ] = None

    def selection(self, order: Order = "date", during: Period | None = None) -> Selection:
        """Return what the filters select.

        Raises:
            DateError: one of the times cannot be read, or --during stands beside --from or --to.
        """
        return Selection(
            during=during or self._period(),
            tracks=tuple(self.track or ()),
            kinds=tuple(self.kind or ()),
            place=self.place or "",
            part_of=self.part_of or "",
            order=order,
            limit=self.limit,
        )

    def _period(self) -> Period | None:
        if self.during is None:
            return None if self.from_ is None and self.until is None else between(self.from_, self.until)
        if self.from_ is not None or self.until is not None:
            raise DateError("--during cannot stand beside --from or --to", "use the one or the others")
        return period.parse(self.during)


SortOption = Annotated[
    Literal["date", "title", "place"], typer.Option("--sort", help="In which order.", rich_help_panel=_NARROW)
]


def between(first: str | None, last: str | None) -> Period:
    """Return the time from one that was typed to another, both included.

    Raises:
        DateError: either cannot be read, or the first is the later.
    """
    start = period.parse(first) if first is not None else ALL_TIME
    end = period.parse(last) if last is not None else ALL_TIME
    return joined(start, end, f"{first} to {last}")


def joined(start: Period, end: Period, typed: str) -> Period:
    """Return the time from the first day of one period to the last of another.

    Raises:
        DateError: it would end before it starts.
    """
    if start.first > end.last:
        raise DateError(f"{quote(typed)} is reversed: {start.phrase} comes after {end.phrase}", "put the earlier date first")
    return Period(start.first, end.last)


def takes_groups(function: Callable[..., None]) -> Callable[..., None]:
    """Let a command take a group of options, a NamedTuple, as one parameter, and Typer see an option for each field."""
    hints = get_type_hints(function, include_extras=True)
    groups: dict[str, Any] = {name: hint for name, hint in hints.items() if hasattr(hint, "_field_defaults")}
    parameters: list[inspect.Parameter] = []
    for name, parameter in inspect.signature(function).parameters.items():
        if name in groups:
            parameters += _parameters_of(groups[name])
        else:
            parameters.append(parameter.replace(annotation=hints[name], kind=inspect.Parameter.KEYWORD_ONLY))

    @wraps(function)
    def command(**values: Any) -> None:
        built = {name: group(**{field: values.pop(field) for field in group._fields}) for name, group in groups.items()}
        function(**values, **built)

    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    command.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return command


def _parameters_of(group: Any) -> list[inspect.Parameter]:
    hints = get_type_hints(group, include_extras=True)
    return [
        inspect.Parameter(field, inspect.Parameter.KEYWORD_ONLY, default=group._field_defaults[field], annotation=hints[field])
        for field in group._fields
    ]
