"""The configuration of kiosk-sync: all mistakes at once, each a plain sentence."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from cryptography.hazmat.primitives.asymmetric import ed25519
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from kiosk.config.section import Mistakes
from kiosk.config.sync_settings import SyncSettings, load
from kiosk.sync.main import main
from tests.hooks import HOOKS
from tests.sync.fakes import CAISSE, CAISSE_KEY_PEM, DEVICE_TOKEN


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "token").write_text(DEVICE_TOKEN + "\n")
    (tmp_path / "caisse.pem").write_bytes(CAISSE_KEY_PEM)
    return tmp_path


def write(folder: Path, **settings: object) -> Path:
    usual: dict[str, object] = {
        "socket": str(folder / "s.sock"),
        "central_url": "https://central.example",
        "device_token_file": str(folder / "token"),
        "caisse_key_file": str(folder / "caisse.pem"),
    }
    lines = [
        f"{name} = {str(value).lower() if isinstance(value, bool) else repr(value)}"
        for name, value in (usual | settings).items()
        if value is not None
    ]
    path = folder / "kiosk.toml"
    path.write_text("\n".join(["[kiosk]", "anything = 1", "[sync]", *lines]))
    return path


def mistakes(path: Path | None) -> tuple[str, ...]:
    found = load(path, os.environ)
    assert isinstance(found, Mistakes)
    return found.sentences


def test_a_short_file_is_enough(folder: Path):
    settings = load(write(folder), os.environ)
    assert isinstance(settings, SyncSettings)
    assert settings.device_token() == DEVICE_TOKEN
    assert settings.caisse_key().public_bytes_raw() == CAISSE.public_key().public_bytes_raw()
    assert settings.allowed_users == {os.getuid()}
    assert DEVICE_TOKEN not in repr(settings)


def test_all_mistakes_at_once(folder: Path):
    path = write(
        folder,
        socket="relative.sock",
        central_url="ftp://central.example",
        device_token_file=str(folder / "absent"),
        ca_file=str(folder / "token"),
        caisse_key_file=str(folder / "token"),
        state_folder="relative",
        agency_code="0 00",
        allowed_users=["nobody-of-that-name"],
        socket_group="no-such-group",
        call_deadline_s=60,
        colour="blue",
    )
    found = mistakes(path)
    assert len(found) == 11
    for name in (
        "socket ",
        "central_url ",
        "device_token_file ",
        "ca_file ",
        "caisse_key_file ",
        "state_folder ",
        "agency_code",
        "allowed_users ",
        "socket_group ",
        "call_deadline_s",
        "colour ",
    ):
        assert any(sentence.startswith(f"[sync] {name}") for sentence in found), name
    assert all(sentence.endswith(".") for sentence in found)


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:8000", "http://localhost:1", "http://[::1]:8000"]
)
def test_plain_http_on_this_machine(folder: Path, url: str):
    assert isinstance(load(write(folder, central_url=url), os.environ), SyncSettings)


@pytest.mark.parametrize(
    "url",
    [
        "http://central.example",
        "http://127.0.0.1.example",
        "https://user:secret@central.example",
        "https://",
        "central.example",
        "https://central.example:notaport",
        "https://central.example/?a=1",
    ],
)
def test_addresses_that_are_refused(folder: Path, url: str):
    (sentence,) = mistakes(write(folder, central_url=url))
    assert sentence.startswith("[sync] central_url ")
    assert "secret" not in sentence


def test_the_environment_comes_before_the_file(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("BORNE_SYNC_CENTRAL_URL", "https://other.example")
    monkeypatch.setenv("BORNE_SYNC_ALLOWED_USERS", "0,root, 12")
    settings = load(write(folder), os.environ)
    assert isinstance(settings, SyncSettings)
    assert settings.central_url == "https://other.example"
    assert settings.allowed_users == {0, 12}


@pytest.mark.parametrize("name", ["BORNE_SYNC_CENTRAL_URI", "borne_sync_central_uri"])
def test_a_variable_nobody_knows_is_a_mistake_however_it_is_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str
):
    monkeypatch.setenv(name, "https://other.example")
    (sentence,) = mistakes(write(folder))
    assert name in sentence


def test_a_token_handed_over_by_systemd(folder: Path, monkeypatch: pytest.MonkeyPatch):
    (folder / "token").rename(folder / "device-token")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(folder))
    settings = load(write(folder, device_token_file=None), os.environ)
    assert isinstance(settings, SyncSettings)
    assert settings.device_token() == DEVICE_TOKEN


@pytest.mark.parametrize("content", ["", "short", "spaces " * 10, "é" * 40, "a" * 201])
def test_a_file_without_a_token_is_named_and_not_quoted(folder: Path, content: str):
    (folder / "token").write_text(content)
    (sentence,) = mistakes(write(folder))
    assert sentence.startswith("[sync] device_token_file holds no device token")
    assert not content or content not in sentence


OTHER_KEY = ed25519.Ed25519PrivateKey.from_private_bytes(bytes(32)).public_key()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param(None, "cannot be read", id="absent"),
        pytest.param(b"", "holds no public key", id="empty"),
        pytest.param(CAISSE_KEY_PEM[:60], "holds no public key", id="cut short"),
        pytest.param(
            CAISSE.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()),
            "holds no public key",
            id="private",
        ),
        pytest.param(
            OTHER_KEY.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo),
            "not X25519",
            id="a key to sign with",
        ),
    ],
)
def test_a_key_nobody_can_seal_with_says_where_one_comes_from(
    folder: Path, content: bytes | None, says: str
):
    (folder / "caisse.pem").unlink()
    if content is not None:
        (folder / "caisse.pem").write_bytes(content)
    (sentence,) = mistakes(write(folder))
    assert sentence.startswith("[sync] caisse_key_file ")
    assert says in sentence
    assert "`central intake-key`" in sentence


def test_a_socket_path_longer_than_the_kernel_takes(folder: Path):
    (sentence,) = mistakes(write(folder, socket=str(folder / ("s" * 120))))
    assert "107 bytes" in sentence


@pytest.mark.parametrize("text", ["[sync", "sync = 1", "\x00"])
def test_a_file_that_is_none(folder: Path, text: str):
    (folder / "kiosk.toml").write_text(text)
    assert len(mistakes(folder / "kiosk.toml")) == 1


@pytest.fixture
def restored_process(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The process sets logging up for itself, and ends on a bug; the next test wants it as it
    was."""
    for owner, hook in HOOKS:
        monkeypatch.setattr(owner, hook, getattr(owner, hook))
    yield
    structlog.reset_defaults()
    structlog.contextvars.clear_contextvars()


@pytest.mark.usefixtures("restored_process")
def test_mistakes_end_the_process_with_78(folder: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["--config", str(write(folder, central_url=3, colour="blue"))]) == 78
    said = capsys.readouterr().err
    assert "[sync] central_url" in said
    assert "[sync] colour" in said
    assert "Traceback" not in said


def test_the_staff_pepper_is_a_file_or_the_credential_and_never_shown(folder: Path):
    given = folder / "credentials"
    given.mkdir()
    (given / "staff-pepper").write_text("ab" * 32 + "\n")
    plain = write(folder)
    without = load(plain, os.environ)
    by_systemd = load(plain, {**os.environ, "CREDENTIALS_DIRECTORY": str(given)})
    by_file = load(write(folder, staff_pepper_file=str(given / "staff-pepper")), os.environ)
    assert isinstance(without, SyncSettings)
    assert without.staff_pepper() is None
    for each in (by_systemd, by_file):
        assert isinstance(each, SyncSettings)
        pepper = each.staff_pepper()
        assert pepper is not None
        assert pepper.text == "ab" * 32
        assert "abab" not in repr(each) + repr(pepper)


@pytest.mark.parametrize("text", ["", "ab" * 31, "xy" * 32, "\N{LATIN SMALL LETTER E WITH ACUTE}"])
def test_a_pepper_that_is_none_is_said_and_not_quoted(folder: Path, text: str):
    (folder / "pepper").write_text(text)
    (sentence,) = mistakes(write(folder, staff_pepper_file=str(folder / "pepper")))
    assert "needs 32 bytes in hex" in sentence
    assert not text or text not in sentence
