"""The screens of staff: signing in, the menu of their tools, a page, what is asked, what came."""

from dataclasses import replace
from typing import assert_never

from kiosk.domain.entry import Clean, Entry, Keyboard
from kiosk.domain.flow import Fill
from kiosk.domain.maintenance.stay import (
    Browsing,
    CameTo,
    CardTest,
    Cleaning,
    Doing,
    Maintenance,
    NoAnswer,
    ScreenTest,
    SignInStep,
    StaffSignIn,
    StayOver,
)
from kiosk.domain.maintenance.tool import AskFirst, TypeFirst
from kiosk.domain.states import KioskState
from kiosk.domain.timeouts import CARD_TEST_S, CLEANING_S
from kiosk.domain.typed_code import PIN_FORM, SECOND_FACTOR_FORM, CodeForm
from kiosk.ui.present.fill import fill_screen
from kiosk.ui.present.parts import OptionView
from kiosk.ui.present.screens import (
    CodeScreen,
    Screen,
    ShowScreen,
    WorkingScreen,
)
from kiosk.ui.present.staff_screens import CountingScreen, TouchTestScreen
from kiosk.ui.present.tool import menu_screen, offer_view, offers_for, tool_screen
from kiosk.ui.present.view import View
from shared_runtime.messages.message import message
from wire.staff_calls.deeds import BundleGone
from wire.staff_calls.staff_call import DeedDone, DeedFailed

_NAME_SIGNS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._ ")


_NAME = Entry("staff_name", 64, Keyboard(_NAME_SIGNS), Clean)
"""Whose name it is nobody is told here, nor whether it is one."""


def sign_in_screen(state: StaffSignIn, view: View) -> Screen:
    say = view.translations.say
    match state.step:
        case SignInStep.ASKING | SignInStep.CHECKING:
            return WorkingScreen(say(f"staff.{state.step}"), (), "code")
        case SignInStep.LACKING:
            lack = state.lack or "away"
            return _told(
                view, "problem", say(f"staff.lack.{lack}"), (say(f"staff.lack.{lack}.next"),)
            )
        case SignInStep.NAME:
            question, hint = message("staff.name"), message("staff.name.hint")
            return fill_screen(Fill(question, hint, _NAME), view, _again(state, view))
        case SignInStep.CODE:
            return _code(state, "code", SECOND_FACTOR_FORM, view)
        case SignInStep.PIN:
            return _code(state, "pin", PIN_FORM, view)
        case SignInStep.LOCKED:
            line = say("staff.locked.line", count=view.idle_seconds)
            return CountingScreen(
                "counting", say("staff.locked"), line, view.idle_seconds, state.wait_s
            )
        case _:
            assert_never(state.step)


def maintenance_screen(kiosk: KioskState, state: Maintenance, view: View) -> Screen:
    say = view.translations.say
    match state.face:
        case Browsing((*_, AskFirst() as asked)):
            ways = tuple(offer_view(each, view) for each in offers_for(state, asked.options))
            lines = tuple(map(view.translations.text, asked.lines))
            shown = _shown(view.translations.text(asked.question), lines, ways, "info")
            return _with_code(shown, asked.scanned) if asked.scanned else shown
        case Browsing((*_, TypeFirst(question, hint, entry))):
            return fill_screen(Fill(question, hint, entry), view)
        case Browsing():
            if state.tool is None:
                return menu_screen(state, view)
            return tool_screen(kiosk, state, state.tool, view)
        case Doing(under_way, blocked):
            waits = "" if blocked is None else say(f"paper.{blocked}.title")
            lines = tuple(line for line in (view.translations.text(under_way), waits) if line)
            return WorkingScreen(say("maintenance.doing"), lines, "clock")
        case CameTo():
            return _came_to(state.face, view)
        case Cleaning():
            title, line = say("maintenance.cleaning"), say("maintenance.cleaning.line")
            return CountingScreen("cleaning", title, line, view.idle_seconds, int(CLEANING_S))
        case CardTest():
            title, line = say("maintenance.card_test"), say("maintenance.card_test.line")
            return CountingScreen("counting", title, line, view.idle_seconds, int(CARD_TEST_S))
        case ScreenTest():
            return TouchTestScreen(
                say("maintenance.touch_test"),
                say("maintenance.touch_test.line"),
                say("maintenance.touch_test.close"),
            )
        case _:
            assert_never(state.face)


def _came_to(came: CameTo, view: View) -> ShowScreen:
    translations = view.translations
    title = translations.text(came.title)
    match came.outcome:
        case DeedDone():
            return _told(view, "show", translations.say("maintenance.done"), (title,))
        case BundleGone(where):
            line = translations.say(f"maintenance.bundle.{where}")
            return _told(view, "show", translations.say("maintenance.done"), (title, line))
        case DeedFailed(reason):
            said = translations.find(f"deed.{reason}", translations.say("deed.other"))
            return _told(view, "problem", translations.say("maintenance.failed"), (title, said))
        case NoAnswer() | StayOver():
            said = translations.say("maintenance.unknown.line")
            return _told(view, "problem", translations.say("maintenance.unknown"), (title, said))
        case _:
            assert_never(came.outcome)


def _told(view: View, kind: str, title: str, lines: tuple[str, ...]) -> ShowScreen:
    """With one way on, which closes it."""
    close = OptionView(view.translations.say("maintenance.close"), icon="check")
    return _shown(title, lines, (close,), "done" if kind == "show" else "warning", kind)


def _shown(
    title: str,
    lines: tuple[str, ...],
    ways: tuple[OptionView, ...],
    drawing: str,
    kind: str = "show",
) -> ShowScreen:
    return ShowScreen(
        kind=kind,
        title=title,
        lines=lines,
        facts=(),
        ways=ways,
        drawing=drawing,
        badge="",
        can_reveal=False,
    )


def _with_code(screen: ShowScreen, text: str) -> ShowScreen:
    # Not needed for the first frame, and there by then: papers bear such codes, too.
    from kiosk.documents.qr import matrix

    cells = matrix(text)
    dark = (
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(cells) for x, cell in enumerate(row) if cell
    )
    return replace(screen, drawing="", cells="".join(dark), cells_across=len(cells))


def _code(state: StaffSignIn, name: str, form: CodeForm, view: View) -> CodeScreen:
    say = view.translations.say
    by_badge = name == "pin" and state.badge is not None
    hint = say("staff.pin.by_badge" if by_badge else f"staff.{name}.hint")
    return CodeScreen(
        kind="code",
        title=say(f"staff.{name}"),
        hint=say("code.shown") if view.shows_typed else hint,
        typed=view.typed,
        glimpse=view.glimpse,
        shows_typed=view.shows_typed,
        can_submit=view.typed >= form.least,
        message=_again(state, view),
        provisional=True,
        can_forget=False,
        forget="",
        keys=view.keys,
        form=form,
    )


def _again(state: StaffSignIn, view: View) -> str:
    return "" if state.again is None else view.translations.say(f"staff.again.{state.again}")
