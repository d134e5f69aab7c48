from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {"dateutil", "msgspec", "typer", "rich", "sqlite3"}

CHEAP = [
    ("import liberation_cli.dates.edtf", "reading EDTF, as every command does"),
    ("import liberation_cli.dates.relation, liberation_cli.dates.phrase", "relating two dates and saying how"),
    ("import liberation_cli.dates.period", "reading what a person types"),
    ("from liberation_cli.dates.period import parse; parse('4 June 1944'); parse('1943-07..1944-06')", "in a common form"),
]


def modules_after(statement: str) -> set[str]:
    """The top-level packages that a fresh interpreter holds after a statement."""
    script = f"{statement}\nimport sys\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize(("statement", "remark"), CHEAP)
def test_the_ground_floor_costs_no_import_that_it_does_not_use(statement: str, remark: str) -> None:
    loaded = modules_after(statement)
    assert "liberation_cli" in loaded
    assert not loaded & HEAVY, remark


def test_a_rare_way_of_writing_a_day_does_go_to_dateutil() -> None:
    assert "dateutil" in modules_after("from liberation_cli.dates.period import parse; parse('4-Jun-1944')")
