"""The whole picture for a state of the kiosk."""

from typing import assert_never

from kiosk.domain import conversation, timeouts
from kiosk.domain.performed import Irrevocable
from kiosk.domain.states import (
    Attract,
    Booting,
    Borne,
    CardRefused,
    ChooseHolder,
    Home,
    IdleWarning,
    InService,
    OutOfService,
    Reading,
    TakeCard,
)
from kiosk.ui.present import around
from kiosk.ui.present.home import home
from kiosk.ui.present.rest import out_of_service, who_are_you, wrong_card
from kiosk.ui.present.screens import (
    AttractScreen,
    BootingScreen,
    CodeScreen,
    FillScreen,
    Frame,
    IdleScreen,
    ReadingScreen,
    Screen,
    TakeCardScreen,
)
from kiosk.ui.present.steps import step_screen
from kiosk.ui.present.view import View


def frame(borne: Borne, view: View) -> Frame:
    """What is seen, all of it, in the person's language."""
    shown = screen(borne, view)
    # Keys do not move under the fingers of whoever is typing.
    types = isinstance(shown, CodeScreen | FillScreen)
    return Frame(
        screen=shown,
        header=around.header(borne, view),
        banner="" if types else around.banner(borne, view),
        can_go_back=can_go_back(borne, view),
        can_end=can_end(borne, view),
        help=around.help_panel(view),
    )


def screen(borne: Borne, view: View) -> Screen:
    """The screen of the state."""
    match borne.state:
        case Booting():
            return BootingScreen()
        case OutOfService():
            return out_of_service(borne.faults, view)
        case Attract():
            return AttractScreen()
        case Reading():
            return ReadingScreen()
        case CardRefused(_, trouble):
            return wrong_card(trouble, view.speech)
        case ChooseHolder(_, holders):
            return who_are_you(holders, view.speech)
        case Home() as state:
            return home(borne, state, view)
        case InService() as state:
            return step_screen(state, conversation.position(view.registry, state), view)
        case IdleWarning():
            return IdleScreen(view.idle_seconds, int(timeouts.IDLE_WARNING_S))
        case TakeCard():
            return TakeCardScreen(view.served)
        case _:
            assert_never(borne.state)


def can_go_back(borne: Borne, view: View) -> bool:
    """Whether *Retour* does anything here."""
    match borne.state:
        case Home(_, group):
            return group is not None
        case InService() as state:
            return conversation.can_go_back(view.registry, state)
        case _:
            return False


def can_end(borne: Borne, view: View) -> bool:
    """Whether *Terminer* does anything here."""
    match borne.state:
        case Booting() | OutOfService() | Attract() | Reading() | TakeCard():
            return False
        case InService(leaving=True) as state:
            return not isinstance(conversation.position(view.registry, state), Irrevocable)
        case _:
            return True
