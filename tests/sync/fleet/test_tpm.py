"""What systemd-creds and the TPM behind it may answer, and what is made of it."""

from pathlib import Path

import pytest

from kiosk.sync.fleet.tpm import Ran, Tpm, TpmError, TpmFault, run_command, tpm_named
from tests.sync.fleet.fake_tpm import HANGS, INTEGRITY, FakeTpm


def fault_of(tpm: Tpm) -> TpmError:
    with pytest.raises(TpmError) as caught:
        tpm.open(b"sealed")
    return caught.value


def test_what_was_sealed_is_opened_and_never_on_the_command_line() -> None:
    fake = FakeTpm()
    assert fake.tpm.open(fake.tpm.seal(b"secret")) == b"secret"
    assert not any("secret" in word for command in fake.commands for word in command)
    assert all("--tpm2-device=fake:tpm" in command for command in fake.commands)


# As systemd 252 and tpm2-tss 3.2 of Debian 12 said it to the real swtpm.
@pytest.mark.parametrize(
    ("said", "fault"),
    [
        (INTEGRITY, TpmFault.FOREIGN),
        ("Encrypted file too short.\n", TpmFault.FOREIGN),
        ("Failed to initialize TCTI context: tcti:IO failure\n", TpmFault.ABSENT),
        (
            "device file /dev/tpmrm0: Permission denied\nFailed to initialize TCTI context\n",
            TpmFault.REFUSED,
        ),
        ("Failed to load libtss2-tcti-device.so.0: cannot open\n", TpmFault.NOT_INSTALLED),
        ("TPM2 support is not installed.\n", TpmFault.NOT_INSTALLED),
        ("Failed to open session in TPM: tpm:warn(2.0): out of memory\n", TpmFault.REFUSED),
        ("tpm:warn(2.0): authorizations for objects subject to DA protection", TpmFault.REFUSED),
        ("", TpmFault.REFUSED),
    ],
)
def test_each_answer_has_its_fault(said: str, fault: TpmFault) -> None:
    error = fault_of(FakeTpm(broken=Ran(1, b"", said)).tpm)
    assert error.fault is fault
    assert error.said == said.strip().split("\n")[-1]


def test_a_machine_without_systemd_creds_is_not_installed() -> None:
    assert fault_of(FakeTpm(broken=FileNotFoundError()).tpm).fault is TpmFault.NOT_INSTALLED


def test_a_tpm_that_hangs_is_given_up() -> None:
    assert fault_of(FakeTpm(broken=HANGS).tpm).fault is TpmFault.REFUSED


def test_a_device_that_is_not_there_is_never_asked(tmp_path: Path) -> None:
    fake = FakeTpm()
    assert fault_of(Tpm(str(tmp_path / "tpmrm0"), fake.run)).fault is TpmFault.ABSENT
    assert fake.commands == []


def test_the_setting_may_leave_the_tpm_alone() -> None:
    assert tpm_named("none") is None
    assert tpm_named("/dev/tpmrm0") == Tpm("/dev/tpmrm0")


def test_a_command_gets_its_input_and_says_how_it_ended() -> None:
    assert run_command(("/bin/sh", "-c", "cat; echo no >&2; exit 3"), b"given") == Ran(
        3, b"given", "no\n"
    )
