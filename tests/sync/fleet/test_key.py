"""The kiosk's key, made once."""

import stat
from pathlib import Path

import pytest

from central.crypto.authority import requested_key
from kiosk.sync.fleet.key import KioskKey
from wire.enrolment import check_word


def test_the_key_is_made_once_and_is_for_its_account_alone(tmp_path: Path) -> None:
    first = KioskKey(tmp_path / "identity")
    key = tmp_path / "identity" / "key.pem"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert stat.S_IMODE(key.parent.stat().st_mode) == 0o700
    assert KioskKey(tmp_path / "identity").check == first.check


def test_central_knows_the_key_by_the_word_that_the_kiosk_shows(tmp_path: Path) -> None:
    key = KioskKey(tmp_path)
    assert check_word(requested_key(key.signing_request()).digest) == key.check


def test_what_is_no_elliptic_key_is_said(tmp_path: Path) -> None:
    (tmp_path / "key.pem").write_text("no key")
    with pytest.raises(ValueError, match="PEM"):
        KioskKey(tmp_path)
