"""A kiosk whose key a TPM has sealed: enrolled, renewed; and its disk in another machine."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from devdock.ports import free_port
from kiosk.cli.enrol import NO_KEY
from kiosk.sync.fleet.identity import FOLDER, identity_in, pending_folder
from kiosk.sync.fleet.key import KioskKey
from kiosk.sync.fleet.tpm import TpmError
from tests.central.server import Server, environment, serving
from tests.central.terminal import central
from tests.system.software_tpm import DEVICE, MISSING, SoftwareTpm, software_tpm
from tests.system.sync_stand import WITHIN_S, Sync
from tests.waiting import eventually

pytestmark = [pytest.mark.system, pytest.mark.skipif(MISSING is not None, reason=str(MISSING))]

_RUN = "import sys; from {} import main; sys.exit(main())"
_SITE = "0131"
_CENTRAL_OUT_OF_REACH = "http://127.0.0.1:9"


@dataclass
class Caisse:
    """A central that certifies kiosks, and staff at its terminal."""

    server: Server
    settings: dict[str, str]

    def staff(self, *command: str) -> str:
        settings = environment(PUBLIC_URL=self.server.url, **self.settings)
        with chdir(self.server.folder):
            return central("fleet", *command, **settings)

    def code(self, name: str, *how: str) -> str:
        return self.staff("code", name, "--site", _SITE, *how).strip().split("\n")[-1]

    def approve(self, check: str) -> None:
        waiting: list[Any] = json.loads(self.staff("enrolments", "--json"))
        known = next(each for each in waiting if each["check"] == check)
        self.staff("approve", known["id"], "--check", check)


@pytest.fixture(scope="module")
def caisse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Caisse]:
    folder, port = tmp_path_factory.mktemp("central"), free_port()
    settings = {
        "KIOSK_PORT": str(port),
        "KIOSK_URL": f"https://127.0.0.1:{port}",
        "AUTHORITY_KEY_FILE": str(folder / "central-authority.key"),
        "AUTHORITY_CERTIFICATE_FILE": str(folder / "central-authority.pem"),
    }
    with serving(folder, **settings) as server:
        yield Caisse(server, settings)


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[SoftwareTpm]:
    with software_tpm(tmp_path / "a") as made:
        yield made


@pytest.fixture
def other_machine(tmp_path: Path) -> Iterator[SoftwareTpm]:
    with software_tpm(tmp_path / "b") as made:
        yield made


@pytest.fixture
def sync(tmp_path: Path, caisse: Caisse) -> Iterator[Sync]:
    """Its folder is the disk."""
    with on_disk(tmp_path, caisse.server.url) as made:
        yield made


@pytest.fixture
def unheard_sync(tmp_path: Path) -> Iterator[Sync]:
    """One that does not get as far as to need a central."""
    with on_disk(tmp_path, _CENTRAL_OUT_OF_REACH) as made:
        yield made


@contextmanager
def on_disk(folder: Path, central_url: str) -> Iterator[Sync]:
    (folder / "disk" / "state").mkdir(parents=True)
    made = Sync(folder / "disk", central_url, tpm=DEVICE, device_token_file=None)
    try:
        yield made
    finally:
        made.close()


def enrol(sync: Sync, machine: SoftwareTpm, code: str) -> subprocess.Popen[str]:
    config = sync.folder / "kiosk.toml"
    process = subprocess.Popen(
        [sys.executable, "-c", _RUN.format("kiosk.cli.main"), "enrol", "--config", str(config)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **machine.environment},
        text=True,
    )
    assert process.stdin is not None
    process.stdin.write(code + "\n")
    process.stdin.flush()
    return process


def enrolled(caisse: Caisse, sync: Sync, machine: SoftwareTpm, name: str, *how: str) -> str:
    """The kiosk's id."""
    code = caisse.code(name, *how)
    with enrol(sync, machine, code) as process:
        assert process.stdout is not None
        shown = process.stdout.readline()
        check = re.fullmatch(r"check word: (\S+)\n", shown)
        if check is not None:
            caisse.approve(check[1])
        said, errors = process.communicate(timeout=WITHIN_S)
    assert process.returncode == 0, shown + errors
    assert "key: sealed by the TPM\n" in errors
    kiosk = re.fullmatch(rf"enrolled as (\S+): {name}\n", said)
    assert kiosk is not None, said
    return kiosk[1]


def refused(sync: Sync, machine: SoftwareTpm) -> str:
    with enrol(sync, machine, "ABCDEFGH") as process:
        _, errors = process.communicate(timeout=WITHIN_S)
    assert process.returncode == NO_KEY, errors
    return errors


def told(sync: Sync, event: str) -> list[dict[str, Any]]:
    return [each for each in sync.entries() if each["event"] == event]


def known_kiosk(sync: Sync, machine: SoftwareTpm) -> bool:
    """Whether central knows the certificate on the disk, over TLS with the key that lies there."""
    folder = sync.folder / "state" / FOLDER
    identity = identity_in(folder)
    assert identity is not None
    tls = identity.tls(KioskKey(folder, machine.tpm))
    with httpx.Client(verify=tls, trust_env=False) as http:
        kind: str = http.get(identity.enrolled.address + "/v1/rights", timeout=60).json()["type"]
    return kind.endswith("session-lost")  # and not kiosk-unknown


def test_a_key_that_the_tpm_sealed_opens_central_and_is_renewed(
    caisse: Caisse, sync: Sync, machine: SoftwareTpm
) -> None:
    kiosk = enrolled(caisse, sync, machine, "borne-07")
    identity = sync.folder / "state" / FOLDER
    first = (identity / "certificate.pem").read_bytes()
    assert b"BEGIN ENCRYPTED PRIVATE KEY" in (identity / "key.pem").read_bytes()
    sync.start(machine.environment)
    eventually(lambda: told(sync, "certificate_renewed"), WITHIN_S)
    assert (identity / "certificate.pem").read_bytes() != first
    assert [each["kiosk"] for each in told(sync, "identified")] == [kiosk, kiosk]
    assert known_kiosk(sync, machine)


def test_a_disk_in_another_machine_opens_nothing_until_it_is_enrolled_anew(
    caisse: Caisse, sync: Sync, machine: SoftwareTpm, other_machine: SoftwareTpm
) -> None:
    kiosk = enrolled(caisse, sync, machine, "borne-08")
    sync.start(other_machine.environment)
    eventually(lambda: told(sync, "key_not_opened"), WITHIN_S)
    assert told(sync, "key_not_opened")[0]["fault"] == "tpm_foreign"
    assert enrolled(caisse, sync, other_machine, "borne-08", "--again") == kiosk
    eventually(lambda: told(sync, "identified"), WITHIN_S)
    assert known_kiosk(sync, other_machine)


def test_a_key_that_another_tpm_sealed_is_said(
    unheard_sync: Sync, machine: SoftwareTpm, other_machine: SoftwareTpm
) -> None:
    KioskKey(pending_folder(unheard_sync.folder / "state"), machine.tpm)
    assert "another TPM has sealed the key in " in refused(unheard_sync, other_machine)


def test_a_tpm_that_does_not_answer_is_said_and_no_key_is_made(unheard_sync: Sync) -> None:
    assert "no TPM answers at " in refused(
        unheard_sync, SoftwareTpm({"DBUS_SESSION_BUS_ADDRESS": ""})
    )
    assert not (pending_folder(unheard_sync.folder / "state") / "key.pem").exists()


@pytest.mark.parametrize("left", [0, 10, 200])
def test_a_damaged_seal_opens_nothing(tmp_path: Path, machine: SoftwareTpm, left: int) -> None:
    KioskKey(tmp_path / FOLDER, machine.tpm)
    sealed = tmp_path / FOLDER / "key.sealed"
    sealed.write_bytes(sealed.read_bytes()[:left])
    with pytest.raises(TpmError):
        KioskKey(tmp_path / FOLDER, machine.tpm)
