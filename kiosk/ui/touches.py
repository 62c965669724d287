"""What a touch on the screen that is shown becomes: an event for the session, or nothing. No Qt."""

from collections.abc import Callable
from typing import Protocol

from kiosk.domain.events import Answered, Back, BegunWithoutCard, CodeTyped, Event, Touched
from kiosk.domain.flow import Agreed, CodeForgotten, Filled
from kiosk.domain.ids import Confirmation, SessionId, Stamp
from kiosk.domain.maintenance.staff_events import StaffCalled, StaffTyped
from kiosk.domain.maintenance.stay import Maintenance, StaffSignIn
from kiosk.domain.states import IdleWarning
from kiosk.ui.input_buffer import InputBuffer
from kiosk.ui.present.intents import chosen
from kiosk.ui.present.screens import AttractScreen, CodeScreen, ConfirmScreen, FillScreen, Screen
from kiosk.ui.present.staff_intents import staff_choice
from kiosk.ui.screen_state import ScreenState


class VisitIds(Protocol):
    """Where ids come from."""

    def session(self) -> SessionId: ...
    def confirmation(self) -> Confirmation: ...


class Touches:
    """``shown`` is the screen that is touched; ``post`` takes the events, ``ids`` are minted at the
    very touch, and ``show_again`` is called when what is typed or revealed has changed."""

    def __init__(
        self,
        state: ScreenState,
        ids: VisitIds,
        shown: Callable[[], Screen],
        post: Callable[[Event], None],
        show_again: Callable[[], None],
    ) -> None:
        self._state, self._ids = state, ids
        self._shown, self._post, self._show_again = shown, post, show_again

    def answer(self, asked: bool, make: Callable[[Stamp], Event]) -> None:
        """One answer to the screen that is shown, if it asks for that and was not just answered."""
        stamp = self._state.kiosk.stamp
        if asked and stamp is not None and self._state.accepts_answer():
            self._post(make(stamp))

    def choose(self, index: int) -> None:
        """The ``index``-th thing on the screen, from 0."""
        state, ids = self._state, self._ids
        if isinstance(state.kiosk.state, StaffSignIn | Maintenance):
            event = staff_choice(state.registry, state.kiosk, index, state.now, ids.confirmation)
        else:
            event = chosen(state.registry, state.kiosk, index, state.today, ids.confirmation)
        if event is not None:
            self.answer(True, lambda _: event)

    def agree(self) -> None:
        asked = isinstance(self._shown(), ConfirmScreen)
        self.answer(asked, lambda stamp: Answered(stamp, Agreed(self._ids.confirmation())))

    def type_character(self, character: str) -> None:
        match self._shown():
            case CodeScreen(form=form):
                self._state.type_code(character, form)
            case FillScreen(entry=entry):
                self._state.text.type(character, entry)
        self._show_again()

    def erase_character(self) -> None:
        self._state.erase()
        self._show_again()

    def submit(self) -> None:
        """Hands in what is typed; a text that has a mistake stays, and the mistake is named."""
        code, text = self._state.code, self._state.text
        is_staffs = isinstance(self._state.kiosk.state, StaffSignIn | Maintenance)
        match self._shown():
            case CodeScreen(can_submit=True) if is_staffs:
                self.answer(True, lambda stamp: self._typed_by_staff(stamp, code))
            case FillScreen(can_submit=True, entry=entry) if is_staffs and text.judge(entry):
                self.answer(True, lambda stamp: self._typed_by_staff(stamp, text))
            case FillScreen() if is_staffs:
                pass
            case CodeScreen(can_submit=True):
                self.answer(True, lambda stamp: CodeTyped(stamp, code.take()))
            case FillScreen(can_submit=True, entry=entry) if text.judge(entry):
                self.answer(True, lambda stamp: Answered(stamp, Filled(text.take())))
        self._show_again()

    def _typed_by_staff(self, stamp: Stamp, typed: InputBuffer) -> StaffTyped:
        return StaffTyped(stamp, typed.take(), self._ids.confirmation())

    def corner(self, x: float, y: float) -> None:
        """A touch anywhere on a screen at which nobody stands: staff have a sequence of them."""
        if self._state.touched_at(x, y):
            self._post(StaffCalled(self._ids.session()))

    def forgot_code(self) -> None:
        screen = self._shown()
        asked = isinstance(screen, CodeScreen) and screen.can_forget
        self.answer(asked, lambda stamp: Answered(stamp, CodeForgotten()))

    def show_typed(self) -> None:
        """Each character of a code shows for a second from now on, or no longer."""
        if isinstance(self._shown(), CodeScreen):
            self._state.toggle_shows_typed()
            self._show_again()

    def open_letters(self, wanted: bool) -> None:
        """The keyboard for the code, or the keypad again; what is typed stays."""
        match self._shown():
            case CodeScreen(provisional=False):
                self._state.letters = wanted
                self._show_again()

    def reveal(self) -> None:
        self._state.reveal()
        self._show_again()

    def show_subjects(self) -> None:
        self._state.subjects_alone = True
        self._show_again()

    def back(self, can_go_back: bool) -> None:
        """Closes what was opened on this screen, or asks for the question before."""
        if self._state.subjects_alone:
            self._state.subjects_alone = False
            self._show_again()
        else:
            self.answer(can_go_back, Back)

    def no_card(self) -> None:
        if isinstance(self._shown(), AttractScreen) and self._state.accepts_answer():
            self._post(BegunWithoutCard(self._ids.session()))

    def still_here(self) -> None:
        if isinstance(self._state.kiosk.state, IdleWarning):
            self._post(Touched())
