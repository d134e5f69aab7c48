"""What opens over the screen: help, a comparison, the filters, and the asking for a line of text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Label, OptionList

from liberation_cli.chronology.selection import Selection
from liberation_cli.explorer.event_list import MARKED
from liberation_cli.explorer.palette import Palette
from liberation_cli.explorer.panes import TextPane
from liberation_cli.views.lines import Line

_SHARE, _WIDEST, _FRAME = 96, 116, 5
"""How much of the window a text takes in a hundred, its width at most, and what its border, padding and scrollbar take."""
_LEAVE: list[BindingType] = [Binding("escape", "leave", "Back", show=False)]


class TextScreen(ModalScreen[None]):
    """Lines to read: they are drawn for the width that there is, and again when it changes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *_LEAVE,
        Binding("q,enter,question_mark,C", "leave", "Back", show=False),
        Binding("x", "unmark", "Clear the marks", show=False),
        Binding("pagedown,space", "turn(1)", "Down", show=False),
        Binding("pageup", "turn(-1)", "Up", show=False),
        Binding("home", "turn(-1000)", "To the top", show=False),
        Binding("end", "turn(1000)", "To the end", show=False),
    ]

    def __init__(self, title: str, lines: Callable[[int], Sequence[Line]], palette: Palette) -> None:
        super().__init__()
        self._heading = title
        self._drawn_for = lines
        self._text_palette = palette

    def compose(self) -> ComposeResult:
        """Put up the text."""
        text = TextPane(id="text")
        text.border_title = self._heading
        text.border_subtitle = "Esc closes"
        yield text

    def on_mount(self) -> None:
        """Draw the text."""
        self.query_one("#text").focus()

    def on_resize(self) -> None:
        """Draw the text for another width."""
        frame = min(self.size.width * _SHARE // 100, _WIDEST)
        self.query_one("#text", TextPane).show(self._drawn_for(frame - _FRAME), self._text_palette)

    def action_turn(self, pages: float) -> None:
        """Turn over pages of the text, or turn back."""
        self.query_one("#text", TextPane).action_scroll_by(pages)

    def action_leave(self) -> None:
        """Go back to the screen."""
        self.dismiss()

    async def action_unmark(self) -> None:
        """Clear the marks, and go back."""
        self.dismiss()
        await self.app.run_action("unmark")


class Question(ModalScreen[str | None]):
    """Asks for a line of text, and tells why the last answer would not do."""

    BINDINGS: ClassVar[list[BindingType]] = _LEAVE

    def __init__(self, asked: str, answer: str, refused: str) -> None:
        super().__init__()
        self._asked = asked
        self._answer = answer
        self._refused = refused

    def compose(self) -> ComposeResult:
        """Put up the question."""
        with Vertical(id="question"):
            yield Label(self._asked, markup=False)
            yield Input(self._answer, id="answer", compact=True)
            yield Label(self._refused, id="refused", markup=False)

    def on_mount(self) -> None:
        """Have what is typed go to the answer."""
        self.set_focus(self.query_one("#answer"))

    def on_key(self, event: events.Key) -> None:
        """What was typed before there was an answer to type into belongs to it: from then on no such key comes here."""
        answer = self.query_one("#answer", Input)
        if event.is_printable and event.character is not None:
            answer.replace(event.character, *sorted(answer.selection))
        elif event.key == "enter":
            self.dismiss(answer.value)

    @on(Input.Submitted)
    def _submitted(self, message: Input.Submitted) -> None:
        self.dismiss(message.value)

    def action_leave(self) -> None:
        """Go back without an answer."""
        self.dismiss(None)


class Filters(ModalScreen[None]):
    """Tracks, kinds and a place; each change is seen at once behind."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *_LEAVE,
        Binding("ctrl+x", "clear", "Clear", show=False),
    ]

    def __init__(
        self,
        tracks: Iterable[tuple[str, str]],
        kinds: Sequence[str],
        selection: Selection,
        narrow: Callable[[Selection], None],
    ) -> None:
        super().__init__()
        self._tracks = Choices("tracks", [*tracks], selection.tracks)
        self._kinds = Choices("kinds", [(kind, kind.replace("-", " ")) for kind in kinds], selection.kinds)
        self._selection = selection
        self._narrow = narrow

    def compose(self) -> ComposeResult:
        """Put up what can be chosen."""
        with Vertical(id="filters"):
            yield Input(self._selection.place, placeholder="a place or a country", id="place", compact=True)
            with Horizontal():
                yield self._tracks
                yield self._kinds
            yield Label("Space chooses · Tab goes on · ^x clears · Esc closes", id="choosing", markup=False)

    def on_mount(self) -> None:
        """Begin with the tracks."""
        self.query_one("#filters").border_title = "Only these events"
        self._tracks.focus()

    @on(Input.Changed)
    def _typed(self) -> None:
        self._changed()

    @on(OptionList.OptionSelected)
    def _chosen(self, message: OptionList.OptionSelected) -> None:
        for choices in (self._tracks, self._kinds):
            if choices is message.option_list:
                choices.toggle(message.option_index)
        self._changed()

    def _changed(self) -> None:
        place = self.query_one("#place", Input).value.strip()
        selection = self._selection._replace(tracks=self._tracks.chosen, kinds=self._kinds.chosen, place=place)
        if selection != self._selection:
            self._selection = selection
            self._narrow(selection)

    @on(Input.Submitted)
    def action_leave(self) -> None:
        """Go back to the screen."""
        self.dismiss()

    def action_clear(self) -> None:
        """Choose nothing."""
        self.query_one("#place", Input).value = ""
        self._tracks.clear_choice()
        self._kinds.clear_choice()
        self._selection = Selection()
        self._narrow(self._selection)


class Choices(OptionList):
    """Things to choose from, of which those that are chosen bear a mark; told as they are, never as markup."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "select", "Choose", show=False)]

    def __init__(self, name: str, choices: Sequence[tuple[str, str]], chosen: Sequence[str]) -> None:
        self._choices = choices
        self._chosen = set(chosen)
        super().__init__(*(self._told(*choice) for choice in choices), id=name)
        self.border_title = name.capitalize()

    @property
    def chosen(self) -> tuple[str, ...]:
        """What is chosen, in the order in which it stands."""
        return tuple(choice for choice, _ in self._choices if choice in self._chosen)

    def toggle(self, number: int) -> None:
        """Choose something, or no longer."""
        self._chosen ^= {self._choices[number][0]}
        self.replace_option_prompt_at_index(number, self._told(*self._choices[number]))

    def clear_choice(self) -> None:
        """Choose nothing."""
        for number, (choice, _) in enumerate(self._choices):
            if choice in self._chosen:
                self.toggle(number)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether an action may be taken: there are no pages to turn where there is no room for a line of them."""
        if action in ("page_up", "page_down") and not self.size.height:
            return False
        return super().check_action(action, parameters)

    def _told(self, choice: str, told: str) -> Content:
        return Content(f"{MARKED if choice in self._chosen else ' '} {told}")
