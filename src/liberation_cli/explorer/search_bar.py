"""The line in which one types what to search for."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widgets import Input

from liberation_cli.explorer.messages import Searched


class SearchBar(Input):
    """Tells the words with every key; Enter leaves it, and keeps them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,enter", "leave", "To the list", show=False, priority=True),
    ]

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name for it
        super().__init__(id=id, compact=True, placeholder='words, "a phrase", a beginning*, OR, NOT', select_on_focus=False)

    def begin(self, words: str) -> None:
        """Show it, with the words that are searched for already."""
        self.display = True
        self.value = words
        self.cursor_position = len(words)

    def on_input_changed(self, message: Input.Changed) -> None:
        """Tell the words."""
        message.stop()
        if self.display:
            self.post_message(Searched(self.value))

    def action_leave(self) -> None:
        """Keep the words, and go to the list."""
        self.post_message(Searched(self.value, done=True))

    def on_blur(self, event: events.Blur) -> None:
        """A click elsewhere leaves it too."""
        if self.display and event is not None:
            self.post_message(Searched(self.value, done=True))
