"""The format command."""

from pathlib import Path
from typing import Annotated

import typer

from liberation_cli.cli.opening import opened
from liberation_cli.cli.options import Chosen
from liberation_cli.cli.screen import say
from liberation_cli.cli.writing import STANDARD_OUTPUT, write
from liberation_cli.dates import phrase
from liberation_cli.errors import LiberationError, NoMatch


def format_file(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The chronology.")],
    check: Annotated[bool, typer.Option("--check", help="Only tell, with exit code 1, whether it would be rewritten.")] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write this file instead; - for standard output.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file of --output if it is there already.")] = False,
) -> None:
    """Put a chronology file in order, and lose nothing that it says.

    Events in the order of time, fields in that of the format, two spaces to each level; in JSON Lines an event a line. A
    file that breaks the format is left as it is, and so is one that is in order already.
    """
    from liberation_cli.chronology.file import is_lines  # noqa: PLC0415 - help reads no file
    from liberation_cli.chronology.layout import is_laid_out, laid_out, ordered  # noqa: PLC0415

    if check and output is not None:
        raise LiberationError("--check cannot stand beside --output", "use the one or the other")
    with opened(Chosen(file)):
        pass  # What is wrong between events is found on opening.
    read_at = file.stat().st_mtime_ns
    found = ordered(file)
    moved = f"{phrase.count(found.moved, 'event')} moved" if found.moved else "laid out anew"
    if output is not None:
        lines = is_lines(file if output == STANDARD_OUTPUT else output)
        write(output, laid_out(found.header, found.events, lines=lines), force=force)
        if output != STANDARD_OUTPUT:
            say(f"{output}: written: {phrase.count(len(found.events), 'event')}")
    elif is_laid_out(file, found):
        say(f"{file}: already in order")
    elif check:
        raise NoMatch(f"{file}: would be rewritten: {moved}")
    elif file.stat().st_mtime_ns != read_at:
        raise LiberationError(f"{file}: was changed while it was read", "ask again")
    else:
        write(file, laid_out(found.header, found.events, lines=is_lines(file)), force=True)
        say(f"{file}: rewritten: {moved}")
