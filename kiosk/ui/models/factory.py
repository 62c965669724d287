"""Which model shows which screen."""

from typing import assert_never

from PySide6.QtCore import QObject

from kiosk.ui.models import idle, visit
from kiosk.ui.models.screen import ScreenModel
from kiosk.ui.present import screens as values


def model_for(screen: values.Screen, parent: QObject) -> ScreenModel:
    """A fresh model of ``screen``, owned by ``parent``."""
    return _class_for(screen)(screen, parent)


def _class_for(screen: values.Screen) -> type[ScreenModel]:
    match screen:
        case values.BootingScreen():
            return idle.BootingModel
        case values.OutOfServiceScreen():
            return idle.OutOfServiceModel
        case values.AttractScreen():
            return idle.AttractModel
        case values.ReadingScreen():
            return idle.ReadingModel
        case values.WrongCardScreen():
            return idle.WrongCardModel
        case values.HomeScreen():
            return visit.HomeModel
        case values.CodeScreen():
            return visit.CodeModel
        case values.FillScreen():
            return visit.FillModel
        case values.ChooseScreen():
            return visit.ChooseModel
        case values.ConfirmScreen():
            return visit.ConfirmModel
        case values.WorkingScreen():
            return visit.WorkingModel
        case values.ShowScreen():
            return visit.ShowModel
        case values.RecordedScreen():
            return visit.RecordedModel
        case values.TakeCardScreen():
            return idle.TakeCardModel
        case values.IdleScreen():
            return idle.IdleModel
        case _:
            assert_never(screen)
