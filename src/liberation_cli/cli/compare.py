"""The compare command."""

import msgspec

from liberation_cli.cli.opening import opened
from liberation_cli.cli.options import Output, References, takes_groups
from liberation_cli.cli.screen import Screen
from liberation_cli.errors import LiberationError


@takes_groups
def compare(events: References, output: Output) -> None:
    """Set two events or more against each other.

    How they lie in time, in one sentence; both drawn to scale; how far apart; what the answer rests on; and what it would
    be on the other datings that sources give.
    """
    from liberation_cli.chronology import comparison  # noqa: PLC0415
    from liberation_cli.views.comparison import ComparisonView  # noqa: PLC0415

    with opened(output) as chronology:
        screen = Screen(output)
        found = {event.id: event for event in map(chronology.find, events)}
        if len(found) < 2:
            raise LiberationError("a comparison takes two different events or more", "liberation compare rome d-day")
        compared = comparison.compare(list(found.values()))
        if output.json:
            whole = [msgspec.Raw(chronology.json_of(event)) for event in compared.events]
            screen.write_json(msgspec.json.encode({"events": whole, "pairs": [pair.to_json() for pair in compared.pairs]}))
        elif output.plain:
            screen.write_plain(
                (p.a.id, p.b.id, ",".join(p.relation.possible), *_bounds(p.relation.gap.min, p.relation.gap.max), p.sentence)
                for p in compared.pairs
            )
        else:
            entries = [chronology.entry(event) for event in compared.events]
            sources = {name: source for event in compared.events for name, source in chronology.sources_of(event).items()}
            screen.show(ComparisonView(compared, entries, sources, screen.page(chronology)).lines())


def _bounds(least: int | None, greatest: int | None) -> tuple[object, object]:
    return ("" if least is None else least, "" if greatest is None else greatest)
