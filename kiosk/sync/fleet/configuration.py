"""The fleet's configuration at work: takes what central offers, writes down what counts, tells the
screen and central."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import structlog

from kiosk.sync.fleet.pinned import Pinned
from kiosk.sync.fleet.settings_file import settings_of, write_settings
from kiosk.sync.fleet.state_files import StateFiles
from kiosk.sync.fleet.trial import (
    CentralAnswered,
    ConfigurationKnown,
    ConfigurationOffered,
    ConfigurationRefused,
    FleetEvent,
    FleetState,
    HeldVersion,
    KeptState,
    ScreenCame,
    ScreenLeft,
    SyncStarted,
    TimePassed,
    report,
    step,
)
from kiosk.sync.fleet.verify import Believed, ConfigurationRefusal, judge
from shared_runtime.clock import Clock
from wire.configuration import AppliedConfiguration, StaffVerifier
from wire.signed import SignedDocument
from wire.signing import document_digest
from wire.sync import SyncAnswer

LOOK_EVERY_S = 5.0

log = structlog.get_logger(__name__)


class FleetConfiguration:
    """Used from the one event loop. ``pinned``: whose word counts now. ``tell``: called with
    the version that the screen is to run, 0 for its own file alone, at the start and with each
    change. ``public``: the folder that kiosk-ui reads."""

    def __init__(
        self,
        files: StateFiles,
        pinned: Callable[[], Pinned],
        public: Path,
        tell: Callable[[int], None],
        clock: Clock,
    ) -> None:
        self._files, self._pinned, self._public = files, pinned, public
        self._tell, self._clock = tell, clock
        self._state = FleetState(KeptState())
        self._documents: dict[str, Believed] = {}
        self._unsaved = False

    def start(self) -> None:
        """Before anybody connects: so the screen finds what counts. What cannot be read counts for
        nothing, and keeps nothing else from starting."""
        try:
            kept, documents = self._files.load()
        except OSError as error:
            log.error("configuration_not_kept", error=type(error).__name__)
            kept, documents = KeptState(), {}
        self._state, self._documents = FleetState(kept), dict(documents)
        self._take(SyncStarted(), told=False)

    def screen_came(self, version: int, unusable: int | None) -> None:
        self._guarded(lambda: self._take(ScreenCame(version, unusable)))

    def screen_left(self) -> None:
        self._guarded(lambda: self._take(ScreenLeft()))

    @property
    def floor(self) -> datetime | None:
        """When the newest document that was ever believed was signed."""
        return self._state.kept.bounds.floor

    @property
    def staff(self) -> tuple[StaffVerifier, ...]:
        """Who may sign in, as the configuration says that counts now."""
        counts = self._counts
        return () if counts is None else counts.configuration.staff or ()

    @property
    def support_key(self) -> str | None:
        """For which support bundles are sealed."""
        counts = self._counts
        return None if counts is None else counts.configuration.support_key

    @property
    def said(self) -> tuple[str, ...]:
        """The names of what the configuration says that counts now, never what it says."""
        counts = self._counts
        return () if counts is None else tuple(sorted(settings_of(counts.configuration)))

    @property
    def version(self) -> int:
        """The one that counts now, 0 for the kiosk's own file alone."""
        counts = self._counts
        return 0 if counts is None else counts.version

    @property
    def _counts(self) -> Believed | None:
        wanted = self._state.kept.wanted
        return None if wanted is None else self._documents[wanted.digest]

    def refresh(self) -> None:
        """Writes what counts once more for the screen, whose file may have been lost."""
        self._make_known(self._state.kept)

    def report(self) -> AppliedConfiguration | None:
        """What goes up with the next exchange."""
        return report(self._state)

    def answered(self, answer: SyncAnswer) -> None:
        """Central has answered an exchange, perhaps with a document."""
        self._guarded(lambda: self._answered(answer))

    async def run(self) -> None:
        """Runs until cancelled; nothing else ends it."""
        while True:
            await asyncio.sleep(LOOK_EVERY_S)
            self._guarded(lambda: self._take(TimePassed()))

    def _guarded(self, act: Callable[[], None]) -> None:
        """The queue and the visit go on, whatever is wrong with a configuration."""
        try:
            act()
        except Exception as error:  # noqa: BLE001 - a bug here must not keep a request from central
            log.error("configuration_failed", error=type(error).__name__)

    def _answered(self, answer: SyncAnswer) -> None:
        self._take(CentralAnswered())
        if answer.endorsements and self._lacked_a_key():
            self._take(ConfigurationKnown())  # so central sends again what may be believed now
        if answer.configuration is not None:
            self._offered(answer.configuration, answer.server_time)

    def _lacked_a_key(self) -> bool:
        outcome = self._state.kept.outcome
        return (
            outcome is not None
            and outcome.state == "refused"
            and outcome.reason == ConfigurationRefusal.UNKNOWN_KEY
        )

    def _offered(self, document: SignedDocument, server_time: datetime) -> None:
        digest, kept = document_digest(document), self._state.kept
        if kept.wanted is not None and digest == kept.wanted.digest:
            self._take(ConfigurationKnown())
            return
        found = judge(document, self._pinned(), kept.bounds, server_time)
        if isinstance(found, ConfigurationRefusal):
            log.warning("configuration_refused", digest=digest[:16], why=found)
            self._take(ConfigurationRefused(0, digest, found))
            return
        self._documents[digest] = found
        self._take(ConfigurationOffered(HeldVersion(found.version, digest), found.issued_at))

    def _take(self, event: FleetEvent, *, told: bool = True) -> None:
        """``told``: whether the screen knows already what counts, unless it changes."""
        before, after = self._state, step(self._state, event, self._clock.monotonic())
        self._state = after
        # On a full disk it goes on in memory; after a restart the state before counts again.
        self._unsaved = self._unsaved or after.kept != before.kept
        if self._unsaved:
            self._save()
        if after.kept.wanted != before.kept.wanted or not told:
            self._make_known(after.kept)
        _tell_log(before.kept, after.kept)

    def _save(self) -> None:
        """Some milliseconds on the loop, a few times a year."""
        kept = self._state.kept
        try:
            self._files.save(kept, self._documents)
        except OSError as error:
            log.error("configuration_not_kept", error=type(error).__name__)
            return
        self._unsaved = False
        counting = {each.digest for each in (kept.good, kept.trial) if each is not None}
        self._documents = {key: self._documents[key] for key in counting}

    def _make_known(self, kept: KeptState) -> None:
        wanted = kept.wanted
        try:
            write_settings(self._public, None if wanted is None else self._documents[wanted.digest])
        except OSError as error:
            # The screen goes on with what it has; a trial ends as one without a screen.
            log.error("configuration_not_kept", error=type(error).__name__)
        self._tell(0 if wanted is None else wanted.version)


def _tell_log(before: KeptState, after: KeptState) -> None:
    if after.trial is not None and after.trial != before.trial:
        log.info("configuration_tried", version=after.trial.version)
    if after.good is not None and after.good != before.good:
        log.info("configuration_applied", version=after.good.version)
    outcome = after.outcome
    if outcome is not None and outcome != before.outcome and outcome.state == "rolled_back":
        log.error("configuration_rolled_back", version=outcome.version, why=outcome.reason)
