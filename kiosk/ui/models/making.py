"""Which model shows which screen."""

from typing import assert_never

from PySide6.QtCore import QObject

from kiosk.ui.models import screens as models
from kiosk.ui.present import screens as values


def model_for(screen: values.Screen, parent: QObject) -> models.ScreenModel:
    """A fresh model of ``screen``, owned by ``parent``."""
    return _class_for(screen)(screen, parent)


def _class_for(screen: values.Screen) -> type[models.ScreenModel]:
    match screen:
        case values.BootingScreen():
            return models.BootingModel
        case values.OutOfServiceScreen():
            return models.OutOfServiceModel
        case values.AttractScreen():
            return models.AttractModel
        case values.ReadingScreen():
            return models.ReadingModel
        case values.WrongCardScreen():
            return models.WrongCardModel
        case values.HomeScreen():
            return models.HomeModel
        case values.CodeScreen():
            return models.CodeModel
        case values.ChooseScreen():
            return models.ChooseModel
        case values.ConfirmScreen():
            return models.ConfirmModel
        case values.WorkingScreen():
            return models.WorkingModel
        case values.ShowScreen():
            return models.ShowModel
        case values.TakeCardScreen():
            return models.TakeCardModel
        case values.IdleScreen():
            return models.IdleModel
        case _:
            assert_never(screen)
