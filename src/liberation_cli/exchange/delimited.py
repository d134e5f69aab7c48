"""Tables of text, an event a row: comma- and tab-separated values, for spreadsheets and databases.

Lists and records stand in one cell each, as :mod:`notation` has them. A cell that a spreadsheet would take for a formula has
an apostrophe before it (`OWASP, CSV injection <https://owasp.org/www-community/attacks/CSV_Injection>`_), which is taken away
again when it is read.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import Any

from liberation_cli.chronology.event import Event
from liberation_cli.chronology.fold import fold
from liberation_cli.dates import phrase
from liberation_cli.dates.when import iso
from liberation_cli.errors import ChronologyError, Location, Problem, quote
from liberation_cli.exchange import notation
from liberation_cli.exchange.incoming import Arrival, Draft, Manner
from liberation_cli.exchange.outgoing import Losses, Outgoing

_COLUMNS = (
    *("id", "title", "date", "date_in_words", "earliest", "latest", "track", "track_title", "kind"),
    *("place", "country", "lat", "lon", "summary", "account", "significance", "people", "forces", "aliases"),
    *("part_of", "led_to", "datings", "figures", "sources"),
)
_COMPUTED = ("date_in_words", "earliest", "latest")
"""Columns that say again, for people and for sorting, what the date says."""
HEADINGS = {
    "title": "title event name headline what label subject",
    "date": "date when edtf",
    "start": "start start-date begin beginning from date-from first-day started",
    "end": "end end-date finish to until date-to last-day ended",
    **{part: part for part in ("year", "month", "day", "end-year", "end-month", "end-day")},
    "place": "place location where town city site",
    "country": "country land",
    "lat": "lat latitude",
    "lon": "lon lng long longitude",
    "track": "track lane group category front theme",
    "track_title": "track-title",
    "kind": "kind type",
    "summary": "summary description text notes note details comment comments",
    "account": "account story body",
    "significance": "significance importance",
    "people": "people persons person who participants",
    "aliases": "aliases alias also-called",
    "part_of": "part-of parent",
    "sources": "sources source reference references citation citations url link",
    **{name: name.replace("_", "-") for name in ("id", "forces", "led_to", "datings", "figures", *_COMPUTED)},
}
"""For each field, the headings that people give its column; words are joined by hyphens."""
_FIELD_OF = {heading: field for field, headings in HEADINGS.items() for heading in headings.split()}
_PLACE = {"place": "name", "country": "country", "lat": "lat", "lon": "lon"}
_FORMULA = re.compile("'*[=+\\-@\t\r＝＋－＠]")
_LONGEST_CELL = 1 << 24


def write_table(outgoing: Outgoing, delimiter: str) -> Iterator[str]:
    """Yield a table, a row at a time."""
    yield _line(_COLUMNS, delimiter)
    titles = {track.id: track.title for track in outgoing.header.tracks}
    for event in outgoing.events():
        cells = {**_cells(event), "track_title": titles.get(event.track, "")}
        yield _line([_guarded(cells[column]) for column in _COLUMNS], delimiter)
    if outgoing.header.title or outgoing.header.description:
        outgoing.losses.note("without what the chronology says of itself: title, description, order of tracks")
    if outgoing.sources:
        outgoing.losses.note("without more of the sources than their ids, which bibtex and csl-json have")


def _line(cells: Iterable[object], delimiter: str) -> str:
    line = StringIO()
    csv.writer(line, delimiter=delimiter, lineterminator="\r\n").writerow(cells)
    return line.getvalue()


def _cells(event: Event) -> dict[str, object]:
    place = event.place
    return {
        **{
            field: getattr(event, field)
            for field in ("id", "title", "date", "track", "kind", "summary", "significance", "part_of")
        },
        "date_in_words": phrase.when(event.when),
        "earliest": iso(event.when.earliest) or "",
        "latest": iso(event.when.latest) or "",
        "place": place.name if place else "",
        "country": place.country if place else "",
        "lat": place.lat if place and place.lat is not None else "",
        "lon": place.lon if place and place.lon is not None else "",
        "account": "\n\n".join(map(notation.escape, event.account)),
        "people": notation.written_list(event.people),
        "forces": "\n".join(
            f"{notation.escape(side, ':')}: {notation.written_list(who)}" for side, who in event.forces.items()
        ),
        "aliases": notation.written_list(event.aliases),
        "led_to": "\n".join(notation.written_record(link.event, link.how, link.sources) for link in event.led_to),
        "datings": "\n".join(notation.written_record(d.date, d.says, d.sources) for d in event.datings),
        "figures": "\n".join(notation.written_record(f.what, f.value, f.sources) for f in event.figures),
        "sources": notation.written_citations(event.sources),
    }


def _guarded(cell: object) -> object:
    """A cell that no spreadsheet takes for a formula; a number is none."""
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def read_table(text: str, manner: Manner, delimiters: str) -> Arrival:
    """Read a table whose first line has the headings; of the delimiters, the one by which most of them are known.

    Raises:
        ChronologyError: it is empty, or no column is known for the title or for the date.
    """
    csv.field_size_limit(_LONGEST_CELL)
    text = re.sub(r"\Asep=.\r?\n", "", text)
    first_line = text.partition("\n")[0]
    losses, problems = Losses(), list[Problem]()
    tried = [_fields_of(next(csv.reader([first_line], delimiter=d), []), manner) for d in delimiters]
    best = max(range(len(delimiters)), key=lambda n: (sum(bool(field) for field, _ in tried[n]), len(tried[n])))
    columns = tried[best]
    _require_title_and_date(columns)
    for field, heading in columns:
        if not field and heading:
            losses.note(
                f"without the column {quote(heading)}, which fits no field (--column {quote(heading)[1:-1]}=FIELD names one)"
            )
    return Arrival({}, _drafts(text, delimiters[best], [field for field, _ in columns], problems), losses, problems)


def _fields_of(headings: list[str], manner: Manner) -> list[tuple[str, str]]:
    """For each heading the field it means, if any, and the heading itself."""
    named = {fold(heading): field for heading, field in manner.columns.items()}
    found: list[tuple[str, str]] = []
    for heading in headings:
        field = named.get(fold(heading)) or _FIELD_OF.get(fold(heading).replace(" ", "-"), "")
        taken = {field for field, _ in found}
        found.append(("" if field in taken else field, heading.strip()))
    return found


def _require_title_and_date(columns: list[tuple[str, str]]) -> None:
    fields = {field for field, _ in columns}
    headings = ", ".join(quote(heading) for _, heading in columns) or "none"
    for noun, wanted in (("title", {"title"}), ("date", {"date", "start", "year"})):
        if not fields & wanted:
            raise ChronologyError(
                f"line 1: no column is known to hold the {noun}; the headings are {headings}",
                f"name it with --column HEADING={noun}",
            )


def _drafts(text: str, delimiter: str, fields: list[str], problems: list[Problem]) -> Iterator[Draft]:
    rows = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    next(rows)
    line = rows.line_num + 1
    while True:
        try:
            row = next(rows, None)
        except csv.Error as error:
            raise ChronologyError(f"line {line}: is no row of a table: {error}") from None
        if row is None:
            return
        where, line = f"line {line}", rows.line_num + 1
        if len(row) > len(fields):
            problems.append(
                Problem(
                    Location(where), f"has {len(row)} cells, where there are {len(fields)} headings", "quote what holds a comma"
                )
            )
        elif any(cell.strip() for cell in row):
            yield Draft(where, _read_cells(dict(zip(fields, map(_unguarded, map(str.strip, row)), strict=False))))


def _read_cells(cells: dict[str, str]) -> dict[str, Any]:
    fields: dict[str, Any] = {name: cell for name, cell in cells.items() if cell and name and name not in _COMPUTED}
    _join_dates(fields)
    place = {name: fields.pop(part) for part, name in _PLACE.items() if part in fields}
    if place:
        fields["place"] = {name: _degrees(cell) if name in ("lat", "lon") else cell for name, cell in place.items()}
    if "track_title" in fields:
        fields["track"] = (fields.get("track", ""), fields.pop("track_title"))
    for name in ("people", "aliases"):
        if name in fields:
            fields[name] = notation.read_list(fields[name])
    if "account" in fields:
        fields["account"] = [
            notation.unescape(paragraph) for paragraph in re.split(r"\n\s*\n", fields["account"].replace("\r\n", "\n"))
        ]
    if "forces" in fields:
        fields["forces"] = _forces(fields["forces"])
    for name, (key, value) in {"led_to": ("event", "how"), "datings": ("date", "says"), "figures": ("what", "value")}.items():
        if name in fields:
            fields[name] = notation.read_records(fields[name], key, value)
    if "sources" in fields:
        fields["sources"] = notation.read_citations(fields["sources"])
    return fields


def _join_dates(fields: dict[str, Any]) -> None:
    """Make one date of what stands in several columns: a start and an end, or years, months and days."""
    start, end = _of_parts(fields, ""), _of_parts(fields, "end-")
    start = fields.pop("start", "") or start or fields.get("date", "")
    end = fields.pop("end", "") or end
    if start:
        fields["date"] = (start, end) if end else start


def _of_parts(fields: dict[str, Any], prefix: str) -> str:
    year, month, day = (fields.pop(f"{prefix}{part}", "") for part in ("year", "month", "day"))
    if not month.isdigit():
        return f"{day} {month} {year}".strip()
    return "-".join([year.zfill(4), month.zfill(2), *([day.zfill(2)] if day else [])])


def _degrees(cell: str) -> float | str:
    """Degrees as a number: ``41,893`` and ``12.5° W`` too; what is none is left as it is, to be reported."""
    match = re.fullmatch(r"([-+−]?\d+(?:[.,]\d+)?(?:e[-+]?\d+)?)\s*°?\s*([NSEW]?)", cell, re.IGNORECASE)
    if not match:
        return cell
    degrees = float(match[1].replace(",", ".").replace("−", "-"))
    return -degrees if match[2].casefold() in ("s", "w") and match[2] else degrees


def _forces(cell: str) -> dict[str, list[str]]:
    sides = (notation.split(line, ":", most=1) for line in cell.split("\n") if line.strip())
    return {notation.unescape(side[0]): notation.read_list(":".join(side[1:])) for side in sides}
