"""What this kiosk is, before staff: its versions, and how central knows it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from kiosk.sync.fleet.identity import Identity
from kiosk.sync.staff_calls.answered import AnsweredCall, answered
from wire.moments import within_years
from wire.staff_calls.looks import ABOUT, AboutLook


@dataclass(frozen=True, slots=True)
class AboutCalls:
    """``configuration``: the version of the fleet's that counts, 0 for the kiosk's own file alone,
    None where nobody tells one; ``pending``: the word to compare of an enrolment under way."""

    versions: Mapping[str, str]
    started_at: datetime
    identity: Callable[[], Identity | None]
    configuration: Callable[[], int | None]
    pending: Callable[[], str | None]
    can_bundle: Callable[[], bool]
    stick: Callable[[], bool]

    def answers(self) -> Sequence[AnsweredCall]:
        return (answered(ABOUT, self.look),)

    async def look(self, _: None) -> AboutLook:
        identity = self.identity()
        return AboutLook(
            versions=self.versions,
            kiosk=None if identity is None else identity.enrolled.kiosk,
            name=None if identity is None else identity.enrolled.name,
            certified_until=None if identity is None else within_years(identity.certified_until),
            configuration=self.configuration(),
            pending=self.pending(),
            started_at=self.started_at,
            can_bundle=self.can_bundle(),
            stick=self.stick(),
        )
