"""Which of several authorities signs is said by its key alone; what the next one vouches for is
believed before it signs, and what the former one did after."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from central.crypto.authority import Authority, certificate_id, new_authority, new_key
from central.crypto.authority_files import (
    make_next,
    next_certificate,
    read_certificates,
    retire,
    take_over,
    write_certificates,
)

CAISSE, NOW = "131", datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    key, pem = new_key()
    file = tmp_path / "authority.key"
    file.write_bytes(pem)
    write_certificates(tmp_path / "authority.pem", [new_authority(key, CAISSE, b"1" * 19, NOW)])
    return file


def now_at(key_file: Path) -> Authority:
    pem = key_file.with_suffix(".pem").read_bytes()
    return Authority.of_pem(key_file.read_bytes(), (pem,), CAISSE)


def made_next(key_file: Path) -> str:
    made = make_next(key_file, key_file.with_suffix(".pem"), CAISSE, b"2" * 19, NOW)
    return certificate_id(made)


def test_the_next_one_is_believed_first_and_signs_later(key_file: Path) -> None:
    former = now_at(key_file)
    following = made_next(key_file)
    told = now_at(key_file)
    assert (told.id, [certificate_id(each) for each in told.former]) == (former.id, [following])
    take_over(key_file)
    after = now_at(key_file)
    assert (after.id, [certificate_id(each) for each in after.former]) == (following, [former.id])
    certificate = former.for_kiosk("k-1", new_key()[0].public_key(), b"3" * 19, NOW)
    certificate.verify_directly_issued_by(after.former[0])  # as long as it lives
    retire(key_file, key_file.with_suffix(".pem"), former.id)
    assert now_at(key_file).former == ()
    assert [each.name for each in key_file.parent.glob("*.former")] == []


def test_the_order_of_the_certificates_counts_for_nothing(key_file: Path) -> None:
    made_next(key_file)
    before = now_at(key_file).id
    file = key_file.with_suffix(".pem")
    write_certificates(file, read_certificates(file)[::-1])
    assert now_at(key_file).id == before


def test_four_are_believed_at_most(key_file: Path) -> None:
    for _ in range(3):
        made_next(key_file)
    with pytest.raises(ValueError, match="retire one"):
        made_next(key_file)


def test_without_a_next_one_there_is_none(key_file: Path) -> None:
    assert next_certificate(key_file, key_file.with_suffix(".pem")) is None


@pytest.mark.parametrize("mode", [0o600, 0o644])
def test_who_could_read_the_certificates_still_can(key_file: Path, mode: int) -> None:
    file = key_file.with_suffix(".pem")
    file.chmod(mode)
    made_next(key_file)
    assert file.stat().st_mode & 0o777 == mode
    assert key_file.with_name("authority.key.next").stat().st_mode & 0o777 == 0o600
