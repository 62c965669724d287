"""What a touch of staff means: the event it becomes, or nothing."""

from collections.abc import Callable
from datetime import datetime

from kiosk.domain.events import Back, End, Event
from kiosk.domain.ids import Confirmation, Stamp
from kiosk.domain.maintenance.staff_events import OfferChosen, ToolChosen
from kiosk.domain.maintenance.stay import Browsing, CameTo, Maintenance, SignInStep, StaffSignIn
from kiosk.domain.maintenance.tool import AskFirst, FactRow, Row, ToolOffer
from kiosk.domain.services import Registry
from kiosk.domain.states import KioskState
from kiosk.ui.present.tool import offers_for, page_of, tools_for
from shared_runtime.messages.message import Message, message


def staff_choice(
    registry: Registry,
    kiosk: KioskState,
    index: int,
    now: datetime,
    confirmation: Callable[[], Confirmation],
) -> Event | None:
    """The choice of the ``index``-th thing on the screen (from 0)."""
    stamp = kiosk.stamp
    if stamp is None or index < 0:
        return None
    match kiosk.state:
        case StaffSignIn(step=SignInStep.LACKING):
            return End(stamp)
        case Maintenance(face=CameTo()):
            return Back(stamp)
        case Maintenance(face=Browsing((*_, AskFirst() as asked))) as state:
            return _offered(stamp, offers_for(state, asked.options), index, confirmation)
        case Maintenance(face=Browsing(()), tool=None) as state:
            tools = tools_for(registry, state)
            return ToolChosen(stamp, tools[index]) if index < len(tools) else None
        case Maintenance(face=Browsing(()), tool=tool) as state if tool is not None:
            page = page_of(tool, registry, kiosk, state, now)
            if index < len(page.rows):
                offer = _behind(page.rows[index], state)
                return None if offer is None else OfferChosen(stamp, offer, confirmation())
            offers = offers_for(state, page.offers)
            return _offered(stamp, offers, index - len(page.rows), confirmation)
        case _:
            return None


def _offered(
    stamp: Stamp,
    offers: tuple[ToolOffer, ...],
    index: int,
    confirmation: Callable[[], Confirmation],
) -> Event | None:
    return OfferChosen(stamp, offers[index], confirmation()) if index < len(offers) else None


def _behind(row: Row, state: Maintenance) -> ToolOffer | None:
    """What can be done about a line: that, or a question which of several."""
    match offers_for(state, row.offers) if isinstance(row, FactRow) else ():
        case ():
            return None
        case (only,):
            return only
        case several if isinstance(row, FactRow):
            label = row.label if isinstance(row.label, Message) else _plain(row.label)
            return ToolOffer(label, AskFirst(label, several))
        case _:
            return None


def _plain(text: str) -> Message:
    return message("maintenance.plain", text=text)
