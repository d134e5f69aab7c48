"""The new command."""

from pathlib import Path
from typing import Annotated

import msgspec
import typer

from liberation_cli.chronology.chronology import BUNDLED
from liberation_cli.cli.screen import say
from liberation_cli.cli.writing import STANDARD_OUTPUT, refuse_to_overwrite, write, write_atomically

_SCHEMA = "chronology.schema.json"


def new(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="JSON, or JSON Lines if it ends in .jsonl; - for standard output."),
    ],
    schema: Annotated[
        bool, typer.Option("--schema/--no-schema", help="Write chronology.schema.json beside it, for editors.")
    ] = True,
    force: Annotated[bool, typer.Option("--force", help="Overwrite what is there already.")] = False,
) -> None:
    """Write a small chronology to start from.

    Its texts say what each field is for: put your own in their place. Beside it goes chronology.schema.json, which it names,
    so that an editor that knows JSON Schema completes and checks as you type.
    """
    from liberation_cli.chronology.file import is_lines  # noqa: PLC0415 - help reads no file
    from liberation_cli.chronology.layout import laid_out, ordered  # noqa: PLC0415

    lines = is_lines(file)
    special = file == STANDARD_OUTPUT or (file.exists() and not file.is_file())
    names_schema = schema and not lines and not special and file.name != _SCHEMA
    beside = file.parent / _SCHEMA if names_schema else None
    published = BUNDLED.with_name(_SCHEMA).read_bytes()
    if beside and beside.is_file() and beside.read_bytes() == published:
        beside = None
    for path in (file, beside):
        if path and path != STANDARD_OUTPUT:
            refuse_to_overwrite(path, force=force)
    starter = ordered(BUNDLED.with_name("starter.json"))
    header = starter.header if names_schema else msgspec.structs.replace(starter.header, schema="")
    write(file, laid_out(header, starter.events, lines=lines), force=force)
    if beside:
        write_atomically(beside, [published], force=force)
    if file != STANDARD_OUTPUT:
        say(f"{file}: written{f', and {beside} beside it' if beside else ''}")
