"""``central support``: the key that kiosks seal their support bundles for, and opening one."""

from pathlib import Path
from typing import Annotated

import typer
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from central.crypto.decryption import new_private_pem, private_key
from shared_runtime.whole_files import write_whole
from wire.sealing import SealBroken, key_id, open_bundle
from wire.support_bundle import MAX_BUNDLE_BYTES, NoBundle, read_bundle

support = typer.Typer(no_args_is_help=True, help="What kiosks hand to support, sealed.")

NOT_OPENED, NO_KEY = 6, 78
KeyOption = Annotated[Path, typer.Option("--key", help="File of the support key, in PEM form.")]


@support.command("make-key")
def make_key(key: KeyOption) -> None:
    """Make the key where there is none, and print what the configuration tells kiosks of it."""
    if not key.exists():
        try:
            write_whole(key, new_private_pem())
        except OSError as error:
            raise _refused(NO_KEY, f"{key}: {error.strerror}") from None
    public = _read(key).public_key()
    typer.echo(public.public_bytes_raw().hex())
    typer.echo(f"id {key_id(public)}: the above is for support_key in the configuration", err=True)


@support.command("open")
def open_(
    bundle: Annotated[Path, typer.Argument(help="As a kiosk saved or sent it.")],
    into: Annotated[Path, typer.Argument(help="A file that is not there yet: a gzipped tar.")],
    key: KeyOption,
) -> None:
    """Open a bundle. What is in it is for support's eyes: how the kiosk is, and nobody's data."""
    private = _read(key)
    try:
        with bundle.open("rb") as file:
            content = open_bundle(read_bundle(file.read(MAX_BUNDLE_BYTES + 1)), private)
        with into.open("xb") as file:
            file.write(content)
    except NoBundle:
        raise _refused(NOT_OPENED, "this is no support bundle") from None
    except SealBroken:
        mine = key_id(private.public_key())
        raise _refused(NOT_OPENED, f"not sealed for this key ({mine}), or damaged") from None
    except OSError as error:
        raise _refused(NOT_OPENED, f"{error.filename}: {error.strerror}") from None
    typer.echo(f"{into}: {len(content)} bytes")


def _read(path: Path) -> X25519PrivateKey:
    try:
        return private_key(path.read_bytes())
    except OSError as error:
        raise _refused(NO_KEY, f"{path}: {error.strerror}") from None
    except ValueError as error:
        raise _refused(NO_KEY, f"{path}: {error}") from None


def _refused(code: int, sentence: str) -> typer.Exit:
    typer.echo(sentence, err=True)
    return typer.Exit(code)
