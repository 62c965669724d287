"""The small models that screens are made of, and the two that stand around every screen."""

from collections.abc import Mapping

from kiosk.ui.models.derived import ViewModel, derive
from kiosk.ui.present.parts import (
    FactView,
    HeaderView,
    HelpView,
    OptionView,
    TileView,
    ToolRowView,
    ToolTileView,
    TypedGroupView,
)

PARTS: Mapping[type, type[ViewModel]] = {
    view: derive(view, ViewModel, {}, changes=False)
    for view in (FactView, OptionView, TileView, ToolRowView, ToolTileView, TypedGroupView)
}
"""Each is made for one value, which it keeps."""

# One object each for the life of the window.
HeaderModel = derive(HeaderView, ViewModel, {})
HelpModel = derive(HelpView, ViewModel, PARTS)
