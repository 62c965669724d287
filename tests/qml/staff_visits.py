"""Stays of staff up to each of their screens."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from uuid import UUID

from kiosk.domain.card import StaffCard
from kiosk.domain.entry import Clean, Entry, Keyboard
from kiosk.domain.ids import SessionId
from kiosk.domain.maintenance.staff_events import (
    DeedEnded,
    Looked,
    OfferChosen,
    StaffCalled,
    StaffEvent,
    StaffTold,
    StaffTyped,
    ToolChosen,
)
from kiosk.domain.maintenance.stay import NoAnswer
from kiosk.domain.maintenance.tool import (
    AskFirst,
    CheckRow,
    DeedHereKind,
    DoHere,
    FactRow,
    NotSeen,
    Page,
    Seen,
    Tool,
    ToolContext,
    ToolId,
    ToolOffer,
    TypeFirst,
)
