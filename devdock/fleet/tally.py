"""What came of the calls of a simulated fleet, counted in each process and added up."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

AWAY = ("network", "timeout", "nonsense", "status 429", "status 500", "status 502", "status 503")
"""What a kiosk comes back from by itself, once central is there again."""


@dataclass(frozen=True, slots=True)
class Loss:
    """``outage_s``: from the first kiosk that was not answered to the first that was again;
    ``back_s``: from there to the last one, None while some are still away."""

    kiosks: int
    outage_s: float
    back_s: float | None
    still_away: int


@dataclass(slots=True)
class ExchangeTally:
    """``exchange_ms``: from a kiosk's wish to call until it was answered, with the connection where
    one had to be made; ``connect_ms``: of that the connection. ``actions``: those that were
    acknowledged. ``errors`` by kind, and by the trouble of the kiosk where it has one. ``lost_at``:
    since when kiosks are away; ``back``: from when to when others were. Both by the machine's
    monotonic clock."""

    exchange_ms: list[float] = field(default_factory=list)
    connect_ms: list[float] = field(default_factory=list)
    looks: int = 0
    actions: int = 0
    errors: Counter[str] = field(default_factory=Counter)
    lost_at: dict[str, float] = field(default_factory=dict)
    back: list[tuple[float, float]] = field(default_factory=list)

    def begin_anew(self) -> None:
        """What came until now does not count; who is away stays so."""
        self.exchange_ms.clear()
        self.connect_ms.clear()
        self.errors.clear()
        self.back.clear()
        self.looks = self.actions = 0

    def answered(self, kiosk: str, at: float, took_ms: float) -> None:
        self.exchange_ms.append(took_ms)
        lost_at = self.lost_at.pop(kiosk, None)
        if lost_at is not None:
            self.back.append((lost_at, at))

    def settled(self, refused: str | None) -> None:
        """An action that its kiosk has done with, and why central does not take it."""
        if refused is None:
            self.actions += 1
        else:
            self.errors[f"action {refused}"] += 1

    def failed(self, kiosk: str, at: float, why: str, trouble: str | None) -> None:
        self.errors[why if trouble is None else f"{why} ({trouble})"] += 1
        if trouble is None and why in AWAY:
            self.lost_at.setdefault(kiosk, at)

    def loss(self) -> Loss | None:
        """None where central never was away."""
        lost = [*(began for began, _ in self.back), *self.lost_at.values()]
        if not lost:
            return None
        back = [at for _, at in self.back]
        still = len(self.lost_at)
        outage_s = min(back) - min(lost) if back else float("inf")
        back_s = max(back) - min(back) if back and not still else None
        return Loss(len(lost), outage_s, back_s, still)


def together(tallies: Sequence[ExchangeTally]) -> ExchangeTally:
    """Of all processes."""
    whole = ExchangeTally()
    for each in tallies:
        whole.exchange_ms += each.exchange_ms
        whole.connect_ms += each.connect_ms
        whole.looks += each.looks
        whole.actions += each.actions
        whole.errors += each.errors
        whole.lost_at |= each.lost_at
        whole.back += each.back
    return whole
