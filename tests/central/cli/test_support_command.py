"""``central support``: a key is made once, and opens what was sealed for it and nothing else."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from typer.testing import CliRunner, Result

from central.cli.main import main
from central.cli.support import NO_KEY, NOT_OPENED
from wire.sealing import seal_bundle

CONTENT = b"how the kiosk is"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["support", *map(str, arguments)])


@pytest.fixture
def key(tmp_path: Path) -> Path:
    return tmp_path / "support.key"


def bundle_for(public: X25519PublicKey, folder: Path) -> Path:
    bundle = folder / "borne.bundle"
    bundle.write_bytes(seal_bundle(CONTENT, public).written())
    return bundle


def made(key: Path) -> X25519PublicKey:
    said = run("make-key", "--key", key)
    assert said.exit_code == 0
    return X25519PublicKey.from_public_bytes(bytes.fromhex(said.stdout.split()[0]))


def test_the_key_is_made_once_for_the_own_account_and_opens_a_bundle(
    key: Path, tmp_path: Path
) -> None:
    public = made(key)
    assert key.stat().st_mode & 0o777 == 0o600
    assert made(key).public_bytes_raw() == public.public_bytes_raw()
    out = tmp_path / "bundle.tar.gz"
    opened = run("open", bundle_for(public, tmp_path), out, "--key", key)
    assert opened.exit_code == 0
    assert out.read_bytes() == CONTENT
    again = run("open", bundle_for(public, tmp_path), out, "--key", key)
    assert again.exit_code == NOT_OPENED, "nothing is written over"


def test_what_is_for_another_key_or_no_bundle_is_not_opened(key: Path, tmp_path: Path) -> None:
    made(key)
    other = bundle_for(X25519PrivateKey.generate().public_key(), tmp_path)
    said = run("open", other, tmp_path / "out", "--key", key)
    assert (said.exit_code, "not sealed for" in said.output) == (NOT_OPENED, True)
    other.write_bytes(b"holiday pictures")
    said = run("open", other, tmp_path / "out", "--key", key)
    assert (said.exit_code, "no support bundle" in said.output) == (NOT_OPENED, True)
    assert not (tmp_path / "out").exists()


def test_without_a_key_it_says_so(key: Path, tmp_path: Path) -> None:
    assert run("open", key, tmp_path / "out", "--key", key).exit_code == NO_KEY
    key.write_text("nothing")
    assert run("make-key", "--key", key).exit_code == NO_KEY
