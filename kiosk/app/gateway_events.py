"""What kiosk-sync says of itself, told to the session in its own events."""

from collections.abc import Callable
from typing import assert_never

from kiosk.app.ids import IdSource
from kiosk.domain.events import (
    CapabilitiesChanged,
    Event,
    FaultCleared,
    FaultRaised,
    LinkChanged,
    MessageTold,
)
from kiosk.domain.faults import COMMANDED, Fault, Link
from kiosk.gateway.stream import GatewayGone, GatewayState, GatewayUp
from wire.capabilities import Capabilities
from wire.screen_orders import ScreenOrders


class GatewayEvents:
    """Translates on the main thread; only a change is told. Of a queue that nobody answers for
    nothing new is known, nor of a central that a kiosk-sync started anew has not met yet."""

    def __init__(self, post: Callable[[Event], None], ids: IdSource) -> None:
        self._post = post
        self._ids = ids
        self._faults: set[Fault] = set()
        self._link = Link.UNKNOWN
        self._central: Capabilities | None = None
        self._orders = ScreenOrders()

    def take(self, state: GatewayState) -> None:
        match state:
            case GatewayUp(link, accepting, newest, central, _):
                if newest is not None:
                    self._ids.grow_beyond(newest)
                self._fault(Fault.GATEWAY, there=False)
                self._fault(Fault.QUEUE, there=not accepting)
                self._link_is(link)
                if central is not None and central != self._central:
                    self._central = central
                    self._post(CapabilitiesChanged(central))
            case GatewayGone():
                self._fault(Fault.GATEWAY, there=True)
                self._link_is(Link.UNKNOWN)
            case _:
                assert_never(state)

    def ordered(self, orders: ScreenOrders) -> None:
        """What the fleet wants of the screen; it stays so while nobody says otherwise."""
        for fault in sorted(COMMANDED):
            self._fault(fault, there=orders.out_of_service == fault)
        if orders.message != self._orders.message:
            self._post(MessageTold(orders.message))
        self._orders = orders

    def restarting(self, soon: bool) -> None:
        """Whether nobody is to begin any more."""
        self._fault(Fault.RESTARTING, there=soon)

    def _fault(self, fault: Fault, *, there: bool) -> None:
        if there and fault not in self._faults:
            self._faults.add(fault)
            self._post(FaultRaised(fault))
        elif not there and fault in self._faults:
            self._faults.discard(fault)
            self._post(FaultCleared(fault))

    def _link_is(self, link: Link) -> None:
        if link is not self._link:
            self._link = link
            self._post(LinkChanged(link))
