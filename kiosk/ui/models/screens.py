"""The model of each screen."""

from collections.abc import Mapping
from typing import get_args

from PySide6.QtCore import QObject

from kiosk.ui.models.derived import derive
from kiosk.ui.models.parts import PARTS
from kiosk.ui.models.screen import (
    AttractBase,
    ChoiceBase,
    CodeBase,
    HomeBase,
    ScreenModel,
    TypingBase,
)
from kiosk.ui.present import screens as views
from kiosk.ui.present.screens import Screen
from kiosk.ui.present.staff_screens import StaffMenuScreen, ToolScreen
from kiosk.ui.touches import Touches

_TOUCHED: Mapping[type, type[ScreenModel]] = {
    views.AttractScreen: AttractBase,
    views.ChooseScreen: ChoiceBase,
    views.CodeScreen: CodeBase,
    views.ConfirmScreen: ChoiceBase,
    views.FillScreen: TypingBase,
    views.GroupScreen: ChoiceBase,
    views.HomeScreen: HomeBase,
    views.RecordedScreen: ChoiceBase,
    views.ShowScreen: ChoiceBase,
    StaffMenuScreen: ChoiceBase,
    ToolScreen: ChoiceBase,
}
"""The others are only looked at."""

MODELS: Mapping[type, type[ScreenModel]] = {
    view: derive(view, _TOUCHED.get(view, ScreenModel), PARTS) for view in get_args(Screen)
}


def model_for(screen: Screen, touches: Touches, parent: QObject) -> ScreenModel:
    """A fresh model of ``screen``, owned by ``parent``."""
    return MODELS[type(screen)](screen, touches, parent)
