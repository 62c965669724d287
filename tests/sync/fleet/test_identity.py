"""The kiosk's key and what central gave for it, also after a crash at each step."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from central.crypto.authority import Authority, new_authority, new_key, requested_key
from kiosk.sync.fleet.identity import (
    FOLDER,
    adopt_pending,
    identity_in,
    keep,
    pending_folder,
)
from kiosk.sync.fleet.key import KioskKey
from kiosk.sync.fleet.tpm import Tpm
from tests.sync.fleet.fake_tpm import FakeTpm
from wire.enrolment import Enrolled

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def authority() -> Authority:
    key, _ = new_key()
    return Authority(key, new_authority(key, "131", b"1" * 19, NOW), "131")


def enrolled(
    folder: Path,
    kiosk: str = "k-1",
    signing: Authority | None = None,
    tpm: Tpm | None = None,
) -> Enrolled:
    signing = signing or authority()
    asked = requested_key(KioskKey(folder, tpm).signing_request())
    certificate = signing.for_kiosk(kiosk, asked.public, b"2" * 19, NOW)
    return Enrolled(
        kiosk=kiosk,
        name="borne-07",
        site="0131",
        certificate=certificate.public_bytes(Encoding.DER),
        authorities=signing.certificates,
        address="https://kiosks.central.example",
    )


def test_what_central_gave_is_kept_and_renewed_after_a_third_of_its_life(tmp_path: Path) -> None:
    given = enrolled(tmp_path)
    keep(tmp_path, given)
    known = identity_in(tmp_path)
    assert known is not None
    assert known.enrolled == given
    assert (known.renew_at - NOW).days == 9  # of thirty, less the hour that clocks may differ
    assert known.tls(KioskKey(tmp_path)).get_ca_certs()


def test_what_the_key_was_sealed_with_moves_and_goes_with_it(tmp_path: Path) -> None:
    tpm = FakeTpm().tpm
    keep(tmp_path / FOLDER, enrolled(tmp_path / FOLDER, "k-1", tpm=tpm))
    pending = pending_folder(tmp_path)
    keep(pending, enrolled(pending, "k-2", tpm=tpm))
    assert adopt_pending(tmp_path)
    known = identity_in(tmp_path / FOLDER)
    assert known is not None
    assert known.tls(KioskKey(tmp_path / FOLDER, tpm)).get_ca_certs()
    assert sorted(each.name for each in tmp_path.iterdir()) == [FOLDER]


@pytest.mark.parametrize("damaged", ["enrolled.json", "certificate.pem"])
@pytest.mark.parametrize("content", [b"", b"{", b"\xff" * 40], ids=["empty", "half", "garbage"])
def test_a_damaged_file_is_no_identity_and_loses_no_key(
    tmp_path: Path, damaged: str, content: bytes
) -> None:
    given = enrolled(tmp_path)
    keep(tmp_path, given)
    check = KioskKey(tmp_path).check
    (tmp_path / damaged).write_bytes(content)
    assert identity_in(tmp_path) is None
    assert KioskKey(tmp_path).check == check
    keep(tmp_path, given)
    assert identity_in(tmp_path) is not None


def test_a_new_identity_takes_the_place_of_the_former_one(tmp_path: Path) -> None:
    keep(tmp_path / FOLDER, enrolled(tmp_path / FOLDER, "k-1"))
    pending = pending_folder(tmp_path)
    given = enrolled(pending, "k-2")
    assert not adopt_pending(tmp_path), "central has not agreed yet"
    keep(pending, given)
    assert adopt_pending(tmp_path)
    known = identity_in(tmp_path / FOLDER)
    assert known is not None
    assert known.enrolled.kiosk == "k-2"
    assert sorted(each.name for each in tmp_path.iterdir()) == [FOLDER]
    assert not adopt_pending(tmp_path)


@pytest.mark.parametrize("step", range(2))
def test_a_power_cut_between_two_steps_leaves_one_identity_or_the_other(
    tmp_path: Path, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(tmp_path / FOLDER, enrolled(tmp_path / FOLDER, "k-1"))
    pending = pending_folder(tmp_path)
    keep(pending, enrolled(pending, "k-2"))
    done: list[Path] = []
    rename = Path.rename

    def cut(path: Path, target: Path) -> Path:
        if len(done) == step:
            raise OSError("the power is gone")
        done.append(path)
        return rename(path, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", cut)
        with pytest.raises(OSError, match="power"):
            adopt_pending(tmp_path)
    assert adopt_pending(tmp_path)
    known = identity_in(tmp_path / FOLDER)
    assert known is not None
    assert known.enrolled.kiosk == "k-2"
