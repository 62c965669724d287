"""The support bundle: everything that staff can look at, for those who are not there."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kiosk.domain.outcomes import Unreachable
from kiosk.sync.answers import TurnedDown
from kiosk.sync.bundle.packing import BundleTooLarge, sealed
from kiosk.sync.bundle.stick import Stick
from kiosk.sync.fleet.command_deeds import Run, journal_lines, scrubbed
from kiosk.sync.staff_calls.answered import AnsweredCall, StayDeed, answered, answered_as
from shared_runtime.clock import Clock
from wire.codec import codec_of
from wire.moments import within_years
from wire.staff_calls.deeds import BUNDLE_TO_CENTRAL, BUNDLE_TO_STICK, BundleAnswer, BundleGone
from wire.staff_calls.staff_call import DeedFailed
from wire.support_bundle import SupportBundleSent

LOG_HOURS = 48
MAX_LOG_BYTES = 1_000_000

_NO_SUCH_ROUTE = frozenset({404, 405})
_TOO_MANY, _TOO_LARGE = 429, 413

Look = Callable[[None], Awaitable[Any]]
"""One of the looks that staff have too."""

SendBundle = Callable[[SupportBundleSent], Awaitable[TurnedDown | Unreachable | None]]
"""To central; None where it has it."""


@dataclass(frozen=True, slots=True)
class BundleCalls:
    """``looks``: by the name of the file that they become; ``settings``: what is harmless of the
    kiosk's own; ``key``: the fleet's support key, None where none is told; ``name``: of the file,
    without its date."""

    looks: Mapping[str, Look]
    settings: Callable[[], Mapping[str, Any]]
    run: Run
    key: Callable[[], str | None]
    send: SendBundle
    stick: Stick
    name: str
    clock: Clock

    def answers(self) -> Sequence[AnsweredCall]:
        return (
            answered_as(BUNDLE_TO_CENTRAL, self._to_central),
            answered(BUNDLE_TO_STICK, self._to_stick),
        )

    async def _to_central(self, deed: StayDeed) -> BundleAnswer:
        bundle = await self._bundle()
        if isinstance(bundle, DeedFailed):
            return bundle
        by = deed.stay
        match await self.send(SupportBundleSent(deed.id, by.staff, by.role, bundle)):
            case None:
                return BundleGone("central", len(bundle))
            case Unreachable():
                return DeedFailed("not-sent")
            case TurnedDown(status):
                return DeedFailed(_why_not(status))

    async def _to_stick(self, _: None) -> BundleAnswer:
        if not self.stick.is_there:
            return DeedFailed("no-stick")
        bundle = await self._bundle()
        if isinstance(bundle, DeedFailed):
            return bundle
        at = within_years(self.clock.now()).strftime("%Y%m%d-%H%M%S")
        name = f"borne-{self.name}-{at}.bundle"
        failure = await self.stick.save(name, bundle)
        return BundleGone("stick", len(bundle)) if failure is None else DeedFailed(failure)

    async def _bundle(self) -> bytes | DeedFailed:
        key = self.key()
        if key is None:
            return DeedFailed("no-key-told")
        files = {f"{name}.json": _as_json(await look(None)) for name, look in self.looks.items()}
        files["settings.json"] = json.dumps(self.settings(), default=str).encode()
        lines = await journal_lines(self.run, LOG_HOURS)
        if lines is not None:
            files["events.jsonl"] = scrubbed(lines, MAX_LOG_BYTES)
        try:
            return await asyncio.to_thread(sealed, files, within_years(self.clock.now()), key)
        except BundleTooLarge:
            return DeedFailed("too-large")


def _why_not(status: int) -> str:
    """``not-supported``: by a central of a release that takes none."""
    if status in _NO_SUCH_ROUTE:
        return "not-supported"
    if status == _TOO_MANY:
        return "too-many-bundles"
    if status == _TOO_LARGE:
        return "too-large"
    return "not-sent" if status >= 500 else "central-refused"


def _as_json(looked: Any) -> bytes:
    return codec_of(type(looked)).write(looked)
