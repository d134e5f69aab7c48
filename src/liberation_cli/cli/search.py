"""The search command."""

from typing import Annotated

import typer

from liberation_cli.cli.opening import opened
from liberation_cli.cli.options import Filters, Output, takes_groups
from liberation_cli.cli.screen import Screen, entry_cells
from liberation_cli.errors import NoMatch, quote


@takes_groups
def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS…", help='Words, "a phrase", a beginning*, OR, NOT.')],
    filters: Filters,
    output: Output,
) -> None:
    """Search the whole text of the events.

    All the words must be there, in any order; accents and case are ignored. The best matches come first, 20 of them unless
    --limit says otherwise.
    """
    from liberation_cli.chronology.search import show_matches  # noqa: PLC0415
    from liberation_cli.views.search_results import search_results  # noqa: PLC0415

    with opened(output) as chronology:
        screen = Screen(output)
        typed = _query(words)
        events, total, query = chronology.search(typed, filters.selection())
        if output.json:
            screen.write_json_list(map(chronology.json_of, events))
        elif output.plain:
            screen.write_plain(entry_cells(chronology.entry(event)) for event in events)
        elif events:
            hits = show_matches(query, events)
            screen.show(search_results(hits, total, screen.width, mark=not screen.shows_styles))
        if not events:
            raise NoMatch(f"nothing matches {quote(typed)}", "try fewer words, or the beginning of one: ambush*")


def _query(words: list[str]) -> str:
    """Put the arguments back together: of several, one with a space in it was quoted for the shell, and is a phrase."""
    if len(words) == 1:
        return words[0]
    return " ".join(f'"{word}"' if " " in word and '"' not in word else word for word in words)
