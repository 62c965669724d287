"""The support bundle: what is in it, for whom it is sealed, and where it goes."""

import io
import json
import tarfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, cast

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from kiosk.domain.outcomes import Cause, Unreachable
from kiosk.sync.answers import TurnedDown
from kiosk.sync.bundle import packing
from kiosk.sync.bundle.stick import SAVE_UNIT, Stick
from kiosk.sync.staff_calls.bundle_calls import BundleCalls
from kiosk.sync.staff_calls.print_calls import PrintCalls
from kiosk.sync.staff_calls.queue_calls import QueueCalls
from kiosk.sync.store.store_worker import StoreWorker
from kiosk.usb_storage.outcome import FILE_NAME, StickOutcome
from tests.sync.fakes import SECRETS
from tests.sync.staff.stand import StaffStand
from tests.sync.store.stand import BODY
from tests.sync.store_workers import action
from tests.usb_storage.sticks import FakeUsb
from wire.sealing import SealBroken, open_bundle
from wire.support_bundle import (
    MAX_BUNDLE_BYTES,
    NoBundle,
    SupportBundle,
    SupportBundleSent,
    read_bundle,
)

pytestmark = pytest.mark.anyio
SUPPORT = X25519PrivateKey.from_private_bytes(b"support of the tests, nobody els")
LINES = b"\n".join(
    json.dumps(each).encode()
    for each in (
        {"level": "error", "event": "queue_failed", "error": SECRETS[1]},
        {"level": "error", "event": "queue_failed", "error": "a sentence of somebody", "x": 1},
    )
)


class Support:
    def __init__(self, folder: Path) -> None:
        self.key: str | None = SUPPORT.public_key().public_bytes_raw().hex()
        self.folder = folder / "stick"
        self.folder.mkdir()
        self.usb, self.handed_over = FakeUsb(folder), folder / "handed-over"
        self.usb.plug_in()
        self.told = folder / "outcome"
        self.journal: bytes | None = b""
        self.outcome: StickOutcome | None = StickOutcome.SAVED
        self.sent: list[SupportBundleSent] = []
        self.central: TurnedDown | Unreachable | None = None

    async def run(self, words: Sequence[str]) -> bytes | None:
        match words[:2]:
            case ("systemctl", "start"):
                return self._saves(words[-1])
            case _:
                return self.journal

    def _saves(self, unit: str) -> bytes | None:
        """As the process of root does."""
        assert unit == SAVE_UNIT
        (file,) = self.handed_over.iterdir()
        assert file.stat().st_mode & 0o777 == 0o644
        if self.outcome is None:
            return None
        self.told.write_text(str(int(self.outcome)))
        if self.outcome is StickOutcome.SAVED:
            (self.folder / file.name).write_bytes(file.read_bytes())
        return b""

    async def send(self, bundle: SupportBundleSent) -> TurnedDown | Unreachable | None:
        self.sent.append(bundle)
        return self.central

    def calls(self, stand: StaffStand, worker: StoreWorker) -> BundleCalls:
        queue = QueueCalls(worker, lambda: None, lambda: None, lambda: "online")
        return BundleCalls(
            {"queue": queue.look, "prints": PrintCalls(worker).look},
            lambda: {"kiosk_number": "07"},
            self.run,
            lambda: self.key,
            self.send,
            Stick(self.run, self.handed_over, self.told, self.usb.devices),
            "07",
            stand.clock,
        )

    def saved(self) -> list[Path]:
        return sorted(self.folder.iterdir())

    def opened(self) -> dict[str, bytes]:
        (file,) = self.saved()
        content = open_bundle(read_bundle(file.read_bytes()), SUPPORT)
        with tarfile.open(fileobj=io.BytesIO(content)) as archive:
            return {each.name: archive.extractfile(each).read() for each in archive}  # type: ignore[union-attr]


@pytest.fixture
def support(stand: StaffStand, tmp_path: Path) -> Support:
    support = Support(tmp_path)
    stand.more = lambda worker: (support.calls(stand, worker),)
    stand.restart()
    return support


async def save(stand: StaffStand) -> Mapping[str, Any]:
    await stand.enter()
    answer: dict[str, Any] = (await stand.ask("bundle-to-stick")).json()
    return answer


async def test_it_lies_sealed_on_the_stick_and_holds_nobody(
    stand: StaffStand, support: Support
) -> None:
    await stand.worker.ask(lambda store: store.outbox.submit(action(1)))
    support.journal = LINES
    said = await save(stand)
    (file,) = support.saved()
    assert file.name == "borne-07-20261122-093000.bundle"
    assert said == {"outcome": "gone", "where": "stick", "bytes": file.stat().st_size}
    found = support.opened()
    assert set(found) == {"queue.json", "prints.json", "settings.json", "events.jsonl"}
    assert (
        json.loads(found["queue.json"])["summary"]["ready"] == 3
    )  # with the sign-in, and this deed
    whole = b"".join(found.values())
    assert BODY not in whole
    assert b"sentence" not in whole
    assert file.read_bytes().count(b"queue") == 0


async def test_only_the_support_key_opens_it(stand: StaffStand, support: Support) -> None:
    await save(stand)
    bundle = read_bundle(support.saved()[0].read_bytes())
    with pytest.raises(SealBroken):
        open_bundle(bundle, X25519PrivateKey.generate())
    with pytest.raises(SealBroken):
        open_bundle(SupportBundle("0" * 16, bundle.sealed), SUPPORT)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"borne support bundle 2\n" + b"0" * 99])
def test_what_is_no_bundle_is_said_to_be_none(content: bytes) -> None:
    with pytest.raises(NoBundle):
        read_bundle(content)


async def test_without_a_stick_and_without_a_key(stand: StaffStand, support: Support) -> None:
    support.usb.pull_out()
    assert (await save(stand))["reason"] == "no-stick"
    support.usb.plug_in()
    support.key = None
    assert (await save(stand))["reason"] == "no-key-told"
    assert support.saved() == []


async def test_without_a_journal_the_rest_is_saved(stand: StaffStand, support: Support) -> None:
    support.journal = None
    assert (await save(stand))["outcome"] == "gone"
    assert "events.jsonl" not in support.opened()


@pytest.mark.parametrize(
    ("outcome", "reason"),
    [
        (StickOutcome.NO_STICK, "no-stick"),
        (StickOutcome.UNREADABLE, "stick-unreadable"),
        (StickOutcome.FULL, "stick-full"),
        (StickOutcome.LOCKED, "stick-locked"),
        (StickOutcome.FAILED, "stick-failed"),
        (StickOutcome.NO_BUNDLE, "stick-failed"),
        (None, "stick-failed"),
    ],
)
async def test_what_the_stick_did_not_take_is_said_and_lies_nowhere(
    stand: StaffStand, support: Support, outcome: StickOutcome | None, reason: str
) -> None:
    support.outcome = outcome
    assert await save(stand) == {"outcome": "failed", "reason": reason}
    assert support.saved() == []
    assert list(support.handed_over.iterdir()) == []


async def test_a_code_that_nobody_knows_is_no_success(stand: StaffStand, support: Support) -> None:
    support.outcome = cast("StickOutcome", 203)
    assert (await save(stand))["reason"] == "stick-failed"


async def test_the_file_is_handed_over_for_as_long_as_it_takes(
    stand: StaffStand, support: Support
) -> None:
    await save(stand)
    (file,) = support.saved()
    assert FILE_NAME.fullmatch(file.name)
    assert list(support.handed_over.iterdir()) == []


async def test_what_is_too_large_is_not_made(
    stand: StaffStand, support: Support, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packing, "packed", lambda *_: bytes(MAX_BUNDLE_BYTES))
    assert (await save(stand))["reason"] == "too-large"


async def test_central_is_given_it_sealed(stand: StaffStand, support: Support) -> None:
    await stand.enter()
    said = (await stand.ask("bundle-to-central", deed=(deed := stand.deed_id()))).json()
    again = (await stand.ask("bundle-to-central")).json()
    (first, second) = support.sent
    assert (first.staff, first.role) == ("durand-a", "agent")
    assert str(first.deed) == deed, "as the audit has it"
    assert first.deed != second.deed
    assert said == {"outcome": "gone", "where": "central", "bytes": len(first.bundle)}
    assert again["outcome"] == "gone"
    assert first.bundle != second.bundle, "sealed anew"
    assert open_bundle(read_bundle(first.bundle), SUPPORT)
    assert support.saved() == []


@pytest.mark.parametrize(
    ("central", "reason"),
    [
        (Unreachable(Cause.NETWORK), "not-sent"),
        (Unreachable(Cause.TIMEOUT), "not-sent"),
        (TurnedDown(503, by_central=True), "not-sent"),
        (TurnedDown(404, by_central=True), "not-supported"),
        (TurnedDown(405, by_central=False), "not-supported"),
        (TurnedDown(413, by_central=False), "too-large"),
        (TurnedDown(429, by_central=True, retry_after_s=3_600), "too-many-bundles"),
        (TurnedDown(401, by_central=True), "central-refused"),
        (TurnedDown(422, by_central=True), "central-refused"),
    ],
)
async def test_a_central_that_does_not_take_it_is_told_with_what_to_do(
    stand: StaffStand, support: Support, central: TurnedDown | Unreachable, reason: str
) -> None:
    support.central = central
    await stand.enter()
    said = (await stand.ask("bundle-to-central")).json()
    assert said == {"outcome": "failed", "reason": reason}


async def test_without_a_key_nothing_is_sent(stand: StaffStand, support: Support) -> None:
    support.key = None
    await stand.enter()
    said = (await stand.ask("bundle-to-central")).json()
    assert (said["reason"], support.sent) == ("no-key-told", [])
