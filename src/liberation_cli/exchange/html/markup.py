"""Markup that cannot be broken into: what is not :class:`Markup` already is escaped wherever it is put."""

from __future__ import annotations

from html import escape as _escape


class Markup(str):
    """HTML. Whatever else is a text, and stays one."""

    __slots__ = ()


NOTHING = Markup("")


def markup(text: str) -> Markup:
    """Return a text as HTML that shows it; HTML as it is."""
    return text if isinstance(text, Markup) else Markup(_escape(text))


def joined(separator: str, parts: list[Markup]) -> Markup:
    """Join pieces of HTML by a text."""
    return Markup(_escape(separator).join(parts))


def opened(element: str, /, **attributes: str | None) -> Markup:
    """Return the start tag of an element; an attribute that is None is left out.

    ``class_`` means ``class``, and ``data_days`` ``data-days``.
    """
    written = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{_escape(value)}"' for name, value in attributes.items() if value is not None
    )
    return Markup(f"<{element}{written}>")


def tag(element: str, /, *content: str, **attributes: str | None) -> Markup:
    """Return an element with its content; attributes as for :func:`opened`."""
    return Markup(f"{opened(element, **attributes)}{''.join(map(markup, content))}</{element}>")
