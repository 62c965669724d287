"""The ``central`` command: what it names, prints and refuses, each with its exit code."""

import os
import sqlite3
import stat
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from central.crypto.key_ring import KeyRing
from tests.central.world import PEOPLE


def test_a_mistyped_limit_in_small_letters_is_no_limit_that_nobody_misses(
    central, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("borne_central_limit__codes", "1")
    done = central("serve")
    assert (done.exit_code, done.stderr) == (
        os.EX_CONFIG,
        "configuration: borne_central_limit__codes: no such setting\n",
    )


def test_every_mistake_is_named_at_once_without_its_value(central, tmp_path: Path) -> None:
    config = tmp_path / "central.toml"
    config.write_text('time_zone = "Mars"\nunknown = 1\nserver_key = "hunter2"\n')
    done = central("serve", "--config", str(config), PORT="many")
    assert done.exit_code == os.EX_CONFIG
    named = {line.split(": ")[1] for line in done.stderr.splitlines()}
    assert named == {"time_zone", "unknown", "server_key", "port"}
    assert "hunter2" not in done.stderr


@pytest.mark.parametrize(
    ("settings", "mistake"),
    [
        ({"HOST": "0.0.0.0"}, "host: off the loopback TLS is needed"),
        ({"TLS_KEY": "key.pem"}, "tls_certificate, tls_key: both or none"),
        ({"TLS_KEY": "key.pem", "TLS_CERTIFICATE": "c.pem"}, "cannot be loaded"),
        ({"DATABASE_URL": "nonsense"}, "database_url: no address of a database"),
        ({"DATABASE_URL": "mysql://u:secret@h/d"}, "database_url: begins with sqlite, postgresql"),
        ({"TRUSTED_PROXIES": '["*"]'}, "trusted_proxies.0: an address or a network"),
        ({"TRUSTED_PROXIES": '["0.0.0.0/0"]'}, "trusted_proxies.0: too wide for proxies"),
        ({"TRUSTED_PROXIES": '["0.0.0.0/1", "128.0.0.0/1"]'}, "trusted_proxies.1: too wide"),
        ({"TRUSTED_PROXIES": '["::/0"]'}, "trusted_proxies.0: too wide"),
        ({"TRUSTED_PROXIES": '["::ffff:0:0/96"]'}, "trusted_proxies.0: too wide"),
        (
            {"PRODUCTION": "true", "HOST": "0.0.0.0", "TRUSTED_PROXIES": '["10.0.0.1"]'},
            "host: off the loopback TLS is needed in production",
        ),
        (
            {"PRODUCTION": "true", "PUBLIC_URL": "https://caisse.example"},
            "trusted_proxies: who ends TLS is named in production",
        ),
        ({"TRUSTED_PROXIES": "10.0.0.1"}, "trusted_proxies: Input should be a valid tuple"),
        ({"LIMIT__CODES": "1"}, "BORNE_CENTRAL_LIMIT__CODES: no such setting"),
        ({"DATABASE_URL": "postgresql://127.0.0.1:1/x"}, "database_url: OperationalError"),
        ({"RIGHTS_SOURCE": "no.such:thing"}, "rights_source: cannot be imported"),
        ({"RIGHTS_SOURCE": "os:sep"}, "rights_source: names nothing that makes a source"),
        ({"PRODUCTION": "true"}, "rights_source: fictitious people"),
    ],
)
def test_a_mistaken_configuration_stops_the_start(central, settings, mistake) -> None:
    assert central("migrate").exit_code == 0
    done = central("serve", "--port", "0", **settings)
    assert done.exit_code == os.EX_CONFIG
    assert mistake in done.stderr
    assert "Traceback" not in done.stderr
    assert "secret" not in done.stderr


def test_a_file_that_is_no_utf8_is_named(central, tmp_path: Path) -> None:
    config = tmp_path / "central.toml"
    config.write_bytes(b"# caf\xe9\n")
    done = central("serve", "--config", str(config))
    assert (done.exit_code, "not TOML" in done.stderr) == (os.EX_CONFIG, True)


def test_a_key_that_cannot_be_written_is_named(central) -> None:
    done = central("migrate", SERVER_KEY_FILE="/no/such/folder/key")
    assert done.exit_code == os.EX_CONFIG
    assert "server_key_file: cannot be written" in done.stderr


def test_without_store_or_key_it_says_what_to_run(central, tmp_path: Path) -> None:
    done = central("serve")
    assert done.exit_code == os.EX_CONFIG
    assert "central migrate" in done.stderr


def test_kiosk_add_prints_a_token_that_works_and_is_kept_nowhere(central, tmp_path: Path) -> None:
    assert central("migrate").exit_code == 0
    token = central("kiosk", "add", "borne-07").stdout.strip()
    assert len(token) == 43
    assert token.encode() not in (tmp_path / "central.db").read_bytes()
    assert central("kiosk", "add", "no such name!").exit_code == 2


def test_nothing_is_seeded_in_production(central, tmp_path: Path) -> None:
    production = {
        "PRODUCTION": "true",
        "RIGHTS_SOURCE": "caisse.rights:source",
        "PUBLIC_URL": "https://central.example",
        "TRUSTED_PROXIES": '["127.0.0.1"]',
    }
    assert central("migrate").exit_code == 0
    done = central("seed", **production)
    assert done.exit_code == os.EX_CONFIG


def test_migrate_makes_store_and_key_for_their_owner_alone(central, tmp_path: Path) -> None:
    for _ in range(2):
        assert central("migrate").exit_code == 0
    for name in ("central.key", "central-intake.key", "central.db"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600
    ring = KeyRing.of_text((tmp_path / "central.key").read_bytes())
    assert [len(key.secret) for key in ring.keys] == [32]


@pytest.mark.parametrize("command", [("migrate",), ("serve",), ("requests", "list")])
def test_a_store_of_a_later_release_is_refused_and_left_as_it_is(
    central, tmp_path: Path, command: Sequence[str]
) -> None:
    assert central("migrate").exit_code == 0
    with closing(sqlite3.connect(tmp_path / "central.db")) as store:
        store.execute("UPDATE alembic_version SET version_num = 'later'")
        store.commit()
    before = (tmp_path / "central.db").read_bytes()
    done = central(*command)
    assert (done.exit_code, done.stderr) == (
        os.EX_CONFIG,
        "configuration: database_url: a later release made this store; install that\n",
    )
    assert (tmp_path / "central.db").read_bytes() == before


def test_the_public_key_for_the_kiosks_is_that_of_the_private_one(central, tmp_path: Path) -> None:
    assert central("migrate").exit_code == 0
    done = central("intake-key")
    public = load_pem_public_key(done.stdout.encode())
    private = load_pem_private_key((tmp_path / "central-intake.key").read_bytes(), None)
    assert isinstance(private, X25519PrivateKey)
    assert public == private.public_key()


def test_keys_that_are_none_are_named_all_at_once(central, tmp_path: Path) -> None:
    (tmp_path / "no-key").write_text("no key")
    (tmp_path / "other.pem").write_bytes(
        Ed25519PrivateKey.generate().private_bytes(
            Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
        )
    )
    done = central("intake-key", INTAKE_OLD_KEY_FILES='["no-key", "other.pem", "none"]')
    assert done.exit_code == os.EX_CONFIG
    assert done.stderr.splitlines() == [
        "configuration: intake_key_file: cannot be read; `central migrate` makes one",
        "configuration: intake_old_key_files.0: no X25519 private key in PEM form",
        "configuration: intake_old_key_files.1: no X25519 private key in PEM form",
        "configuration: intake_old_key_files.2: cannot be read",
    ]


def test_seed_may_be_run_again(central) -> None:
    cheap = {"CODES__HASH_TIME": "1", "CODES__HASH_MEMORY_KIB": "8", "CODES__HASH_LANES": "1"}
    assert central("migrate").exit_code == 0
    there_are = sum(person.account != "absent" for person in PEOPLE.values())
    for _ in range(2):
        done = central("seed", **cheap)
        assert (done.exit_code, done.stdout) == (0, f"{there_are} accounts seeded\n")
