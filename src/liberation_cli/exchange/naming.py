"""Which field of an event a name in another program's file means, and whether what stands there fits it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any, NamedTuple

from liberation_cli.chronology.fold import fold
from liberation_cli.dates import edtf
from liberation_cli.errors import DateError, UnknownName, quote
from liberation_cli.exchange.delimited import HEADINGS

_FIELDS = (
    *("id", "title", "date", "start", "end", "track", "kind", "place", "country", "people", "summary", "account", "sources"),
    *("aliases", "forces", "significance", "part_of", "led_to", "datings", "figures"),
)
_USUAL = {field: HEADINGS[field].split() for field in _FIELDS} | {
    "date": [*HEADINGS["date"].split(), "datetime", "time", "year"]
}
"""The names that a field goes by, the most telling first. A place is its name here, and its country apart."""


class Recognised(NamedTuple):
    """Fields of a draft, and the names of what could be no part of them."""

    fields: dict[str, Any]
    left: list[str]


def recognise(values: Mapping[str, Any], columns: Mapping[str, str], *, told: Collection[str] = ()) -> Recognised:
    """Return the fields that named values mean, by ``columns`` or by the names that are usual.

    A start and an end are one date, and a place with its country one place. A field that is ``told`` otherwise is left.

    Raises:
        UnknownName: ``columns`` names a field that there is not.
    """
    unknown = next((field for field in columns.values() if field not in _USUAL), None)
    if unknown is not None:
        raise UnknownName(f"there is no field {quote(unknown)}", f"the fields are {', '.join(_USUAL)}")
    filled = {name: value for name, value in values.items() if value not in (None, "", [], {})}
    meant = {field: name for field, name in _meant(filled, columns).items() if field not in told}
    shaped = {field: _shape(field, filled[name]) for field, name in meant.items()}
    fields = {field: value for field, value in shaped.items() if value is not None}
    used = {meant[field] for field in fields}
    if "date" in fields:
        used -= {meant.get("start"), meant.get("end")}
    else:
        _join_dates(fields)
    fields.pop("start", None)
    fields.pop("end", None)
    _join_place(fields)
    return Recognised(fields, [name for name in filled if name not in used])


def _shape(field: str, value: Any) -> Any:
    """A value as a field of a draft needs it: a text, a list of texts, a list of records; None if it is neither."""
    return _SHAPES[field](value) if field in _SHAPES else _text(value)


def _meant(values: Mapping[str, Any], columns: Mapping[str, str]) -> dict[str, str]:
    """For each field, the name under which it stands."""
    meant = {field: name for name, field in columns.items() if name in values}
    folded = {"-".join(fold(name).split()): name for name in reversed(list(values)) if name not in columns}
    for field, names in _USUAL.items():
        found = next((folded[name] for name in names if name in folded), None)
        if found is not None:
            meant.setdefault(field, found)
    return meant


def _join_dates(fields: dict[str, Any]) -> None:
    start, end = fields.get("start"), fields.get("end")
    if start or end:
        fields["date"] = start if not end or start == end else _span(start or "", end)


def _span(start: str, end: str) -> str | list[str]:
    try:
        edtf.parse(f"{start}/{end}")
    except DateError:
        return [start, end]
    return f"{start}/{end}"


def _join_place(fields: dict[str, Any]) -> None:
    name, country = fields.get("place"), fields.pop("country", None)
    if name or country:
        fields["place"] = {"name": name or country, **({"country": country} if name and country else {})}


def _text(value: Any) -> str | None:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value) if isinstance(value, (str, int, float)) and not isinstance(value, bool) else None


def _texts(value: Any) -> list[str] | None:
    texts = value if isinstance(value, list) else [value]
    return texts if all(isinstance(text, str) for text in texts) else None


def _records(value: Any) -> list[dict[str, Any]] | None:
    return value if isinstance(value, list) and all(isinstance(record, dict) for record in value) else None


def _citations(value: Any) -> list[Any] | None:
    cited = value if isinstance(value, list) else [value]
    return cited if all(isinstance(citation, (str, dict)) for citation in cited) else None


def _sides(value: Any) -> dict[str, Any] | None:
    return value if isinstance(value, dict) and all(isinstance(side, list) for side in value.values()) else None


_SHAPES: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("aliases", "people", "account"), _texts),
    **dict.fromkeys(("datings", "figures", "led_to"), _records),
    "sources": _citations,
    "forces": _sides,
}
