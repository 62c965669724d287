"""Whom a kiosk believes: what it was told when it was enrolled, whatever comes later."""

from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.sync.fleet.identity import keep
from kiosk.sync.fleet.pinned import pinned_in
from tests.sync.fleet.test_identity import enrolled
from wire.enrolment import Enrolled
from wire.signing import signing_key_id


def told(given: Enrolled, key: Ed25519PrivateKey) -> Enrolled:
    return replace(given, caisse="demo", signing_keys=(key.public_key().public_bytes_raw(),))


def test_a_kiosk_that_was_not_enrolled_pins_nothing(tmp_path: Path) -> None:
    assert pinned_in(tmp_path) is None


def test_a_central_that_signs_nothing_yet_pins_nothing(tmp_path: Path) -> None:
    keep(tmp_path, enrolled(tmp_path))
    assert pinned_in(tmp_path) is None


def test_what_came_first_counts_and_a_renewal_changes_no_signer(tmp_path: Path) -> None:
    ours, theirs = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
    given = enrolled(tmp_path)
    keep(tmp_path, told(given, ours))
    keep(tmp_path, told(given, theirs))
    pinned = pinned_in(tmp_path)
    assert pinned is not None
    assert (pinned.caisse, pinned.kiosk) == ("demo", given.kiosk)
    assert set(pinned.keys) == {signing_key_id(ours.public_key())}


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"\xff"])
def test_a_damaged_file_pins_nothing(tmp_path: Path, content: bytes) -> None:
    keep(tmp_path, told(enrolled(tmp_path), Ed25519PrivateKey.generate()))
    (tmp_path / "pinned.json").write_bytes(content)
    assert pinned_in(tmp_path) is None
