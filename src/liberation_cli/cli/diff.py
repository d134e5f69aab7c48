"""The diff command."""

from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer

from liberation_cli.chronology.chronology import BUNDLED
from liberation_cli.cli.opening import opened
from liberation_cli.cli.options import Output, takes_groups
from liberation_cli.cli.screen import Screen

_BUNDLED = "bundled"


@takes_groups
def diff(
    a: Annotated[Path, typer.Argument(metavar="FILE", help="A chronology; “bundled” is the one that ships with the program.")],
    output: Output,
    b: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="Another; that of -c, or else the bundled one, if left out.")
    ] = None,
) -> None:
    """Set two chronologies side by side.

    The events that are in both and do not agree, on the date and by how much or in other fields; and those that are in one
    only. An event is found in the other by its id, an alias, or its title and date. The exit code is 0 if the events of both
    are the same, 1 if they differ, and 2 if something is wrong.
    """
    from liberation_cli.chronology.difference import difference, to_json  # noqa: PLC0415 - help compares nothing
    from liberation_cli.views.difference import DifferenceView, Side, cells  # noqa: PLC0415

    screen = Screen(output)
    files = [_file(a), _file(b or output.chronology or BUNDLED)]
    with ExitStack() as stack:
        one, other = (stack.enter_context(opened(output._replace(chronology=file))) for file in files)
        found = difference(one, other)
        if output.json:
            screen.write_json_list(to_json(one, other, found))
        elif output.plain:
            screen.write_plain(cells(one, other, found))
        else:
            sides = [Side(_name(file), side, screen.page(side)) for file, side in zip(files, (one, other), strict=True)]
            screen.show_pieces(DifferenceView(found, *sides).pieces())
    if not found.is_none:
        raise typer.Exit(1)


def _file(named: Path) -> Path:
    return BUNDLED if named == Path(_BUNDLED) and not named.exists() else named


def _name(file: Path) -> str:
    return _BUNDLED if file == BUNDLED else str(file)
