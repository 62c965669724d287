"""The whole picture for a state of the kiosk."""

from typing import assert_never

from kiosk.domain import conversation
from kiosk.domain.actions import Irrevocable
from kiosk.domain.maintenance.stay import Maintenance, StaffSignIn
from kiosk.domain.staff import moves as staff
from kiosk.domain.states import (
    Attract,
    Booting,
    CardRefused,
    ChooseHolder,
    Home,
    IdleWarning,
    InService,
    KioskState,
    OutOfService,
    Reading,
    TakeCard,
)
from kiosk.ui.present import chrome
from kiosk.ui.present.home import home
from kiosk.ui.present.idle import attract, out_of_service, who_are_you, wrong_card
from kiosk.ui.present.screens import (
    BootingScreen,
    CodeScreen,
    FillScreen,
    Frame,
    IdleScreen,
    ReadingScreen,
    Screen,
    TakeCardScreen,
)
from kiosk.ui.present.staff import maintenance_screen, sign_in_screen
from kiosk.ui.present.staff_screens import CountingScreen, TouchTestScreen
from kiosk.ui.present.steps import step_screen
from kiosk.ui.present.view import View


def frame(kiosk: KioskState, view: View) -> Frame:
    """What is seen, all of it, in the person's language."""
    shown = screen(kiosk, view)
    # Keys do not move under the fingers of whoever is typing, nor a screen that is tried whole.
    stays = isinstance(shown, CodeScreen | FillScreen | CountingScreen | TouchTestScreen)
    return Frame(
        screen=shown,
        header=chrome.header(kiosk, view),
        banner="" if stays else chrome.banner(kiosk, view),
        can_go_back=can_go_back(kiosk, view),
        can_end=can_end(kiosk, view),
        help=chrome.help_panel(kiosk, view),
    )


def screen(kiosk: KioskState, view: View) -> Screen:
    """The screen of the state."""
    match kiosk.state:
        case Booting():
            return BootingScreen()
        case OutOfService():
            return out_of_service(kiosk, view)
        case Attract():
            return attract(kiosk, view)
        case Reading():
            return ReadingScreen()
        case CardRefused(_, trouble):
            return wrong_card(trouble, view.translations)
        case ChooseHolder(_, holders):
            return who_are_you(holders, view)
        case Home() as state:
            return home(kiosk, state, view)
        case InService() as state:
            return step_screen(state, conversation.position(view.registry, state), view)
        case IdleWarning():
            return IdleScreen(view.idle_seconds, int(view.place.idle_warning_s))
        case TakeCard():
            return TakeCardScreen(view.served)
        case StaffSignIn() as state:
            return sign_in_screen(state, view)
        case Maintenance() as state:
            return maintenance_screen(kiosk, state, view)
        case _:
            assert_never(kiosk.state)


def can_go_back(kiosk: KioskState, view: View) -> bool:
    """Whether *Retour* does anything here."""
    match kiosk.state:
        case Home(_, group):
            return group is not None or view.subjects_alone
        case InService() as state:
            return conversation.can_go_back(view.registry, state)
        case StaffSignIn() | Maintenance() as state:
            return staff.can_go_back(state)
        case _:
            return False


def can_end(kiosk: KioskState, view: View) -> bool:
    """Whether *Terminer* does anything here."""
    match kiosk.state:
        case Booting() | OutOfService() | Attract() | Reading() | TakeCard():
            return False
        case InService(leaving=True) as state:
            return not isinstance(conversation.position(view.registry, state), Irrevocable)
        case _:
            return True
