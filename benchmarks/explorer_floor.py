"""The floor that the explorer is measured against: the least Textual program that shows a table of so many rows."""

from __future__ import annotations

import sys

from textual.app import App, ComposeResult
from textual.widgets import DataTable


class Table(App[None]):
    """A table of four columns, as the list of ``liberation list`` has."""

    def compose(self) -> ComposeResult:
        """Put up the table."""
        yield DataTable(cursor_type="row")

    def on_mount(self) -> None:
        """Fill the table."""
        table = self.query_one(DataTable)
        table.add_columns("Date", "Event", "Place", "Track")
        rows = int(sys.argv[1])
        table.add_rows(("4–5 June 1944", f"Liberation of Rome, {number}", "Rome", "Italian front") for number in range(rows))


if __name__ == "__main__":
    Table().run()
