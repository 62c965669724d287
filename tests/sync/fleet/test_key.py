"""The kiosk's key, made once."""

import stat
from pathlib import Path

import pytest

from central.crypto.authority import requested_key
from kiosk.sync.fleet.key import KioskKey
from kiosk.sync.fleet.tpm import Tpm, TpmError, TpmFault
from tests.sync.fleet.fake_tpm import HANGS, FakeTpm
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


def test_a_key_that_a_tpm_sealed_lies_nowhere_in_the_clear(tmp_path: Path) -> None:
    key = KioskKey(tmp_path, FakeTpm().tpm)
    assert key.is_sealed
    pem = (tmp_path / "key.pem").read_bytes()
    assert pem.startswith(b"-----BEGIN ENCRYPTED PRIVATE KEY-----")
    assert stat.S_IMODE((tmp_path / "key.sealed").stat().st_mode) == 0o600
    assert KioskKey(tmp_path, FakeTpm().tpm).check == key.check


def test_a_machine_without_a_tpm_has_its_key_in_a_file(tmp_path: Path) -> None:
    fake = FakeTpm()
    assert not KioskKey(tmp_path, Tpm(str(tmp_path / "tpmrm0"), fake.run)).is_sealed


def test_a_file_stays_a_file_where_a_tpm_comes_later(tmp_path: Path) -> None:
    check = KioskKey(tmp_path).check
    later = KioskKey(tmp_path, FakeTpm().tpm)
    assert (later.check, later.is_sealed) == (check, False)


def test_a_tpm_that_refuses_gets_no_key_into_a_file_instead(tmp_path: Path) -> None:
    with pytest.raises(TpmError):
        KioskKey(tmp_path, FakeTpm(broken=HANGS).tpm)
    assert not (tmp_path / "key.pem").exists()


@pytest.mark.parametrize(
    ("tpm", "fault"),
    [
        (None, TpmFault.ABSENT),
        (Tpm("/nowhere/tpmrm0"), TpmFault.ABSENT),
        (FakeTpm(seed=b"seed of another").tpm, TpmFault.FOREIGN),
    ],
    ids=["left alone", "gone", "another"],
)
def test_a_sealed_key_is_neither_opened_nor_replaced_without_its_tpm(
    tmp_path: Path, tpm: Tpm | None, fault: TpmFault
) -> None:
    check = KioskKey(tmp_path, FakeTpm().tpm).check
    with pytest.raises(TpmError) as caught:
        KioskKey(tmp_path, tpm)
    assert caught.value.fault is fault
    assert KioskKey(tmp_path, FakeTpm().tpm).check == check


def test_a_power_cut_between_the_two_files_costs_nothing(tmp_path: Path) -> None:
    KioskKey(tmp_path, FakeTpm().tpm)
    (tmp_path / "key.pem").unlink()
    assert KioskKey(tmp_path, FakeTpm().tpm).is_sealed
