"""The floor that a command is measured against: the least Typer and Rich program that prints a table of so many rows.

It reads no file, asks no index and draws one Rich Table of four columns, as ``liberation list`` has.
"""

from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table


def print_rows(rows: Annotated[int, typer.Argument()] = 20) -> None:
    """Print a table of so many rows."""
    table = Table("Date", "Event", "Place", "Track")
    for number in range(rows):
        table.add_row("4–5 June 1944", f"Liberation of Rome, {number}", "Rome", "Italian front")
    Console().print(table)


if __name__ == "__main__":
    typer.run(print_rows)
