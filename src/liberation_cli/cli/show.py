"""The commands about one event: show and sources."""

from typing import Annotated

import msgspec
import typer

from liberation_cli.cli.completion import complete_event
from liberation_cli.cli.opening import opened
from liberation_cli.cli.options import Output, Reference, takes_groups
from liberation_cli.cli.screen import Screen, entry_cells
from liberation_cli.views.event_card import EventCard, Surroundings


@takes_groups
def show(event: Reference, output: Output) -> None:
    """Show one event whole.

    Its date and how sure that is, its place, forces and people, the account, what sources disagree on, what it is part of,
    what it led to, and the events just before and after.
    """
    with opened(output) as chronology:
        screen = Screen(output)
        found = chronology.find(event)
        entry = chronology.entry(found)
        if output.json:
            screen.write_json(chronology.json_of(found))
        elif output.plain:
            screen.write_plain([(*entry_cells(entry), found.summary)])
        else:
            around = Surroundings.of(found, chronology)
            screen.show(EventCard(found, entry, around, screen.page(chronology)).lines())


@takes_groups
def sources(
    output: Output,
    event: Annotated[
        str | None,
        typer.Argument(metavar="[EVENT]", help="The event whose sources to list.", autocompletion=complete_event),
    ] = None,
) -> None:
    """List the sources of the chronology, or those that one event rests on.

    The sources of one event come with what each is cited for: the event itself, a dating, a figure, what it led to.
    """
    from liberation_cli.views.bibliography import bibliography, sources_of  # noqa: PLC0415

    with opened(output) as chronology:
        screen = Screen(output)
        found = chronology.find(event) if event is not None else None
        listed = list(chronology.sources_of(found).values()) if found else chronology.sources()
        if output.json:
            screen.write_json_list(map(msgspec.json.encode, listed))
        elif output.plain:
            screen.write_plain((s.id, s.author, s.title, s.publisher, s.year or "", s.kind, s.url) for s in listed)
        elif found:
            screen.show(sources_of(found, {source.id: source for source in listed}, screen.width))
        else:
            screen.show(bibliography(listed, chronology.times_cited(), screen.width))
