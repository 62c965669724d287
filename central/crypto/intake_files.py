"""The intake's private keys as they lie beside each other: the one that kiosks seal for, the next
one until it is endorsed, and former ones, each named after its id, for what still comes."""

import re
from collections.abc import Mapping
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from central.crypto.decryption import new_private_pem, private_key
from shared_runtime.whole_files import sync_folder, write_whole
from wire.sealing import key_id

_ID = re.compile(r"[0-9a-f]{16}")


def beside(path: Path) -> Mapping[str, X25519PrivateKey]:
    """By their ids the one that counts now, the next one and the former ones. A file that holds
    none is passed over: what was sealed for it waits."""
    found: dict[str, X25519PrivateKey] = {}
    for file in _files(path):
        try:
            key = private_key(file.read_bytes())
        except (OSError, ValueError):
            continue
        found[key_id(key.public_key())] = key
    return found


def next_file(path: Path) -> Path:
    return path.with_name(path.name + ".next")


def make_next(path: Path) -> X25519PrivateKey:
    """The next one, made where there is none yet. Raises OSError and ValueError."""
    file = next_file(path)
    if not file.exists():
        write_whole(file, new_private_pem())
    return private_key(file.read_bytes())


def take_over(path: Path) -> None:
    """The next one in the place of the current one, which goes beside it. What is cut short leaves
    both, and may be done again. Raises OSError and ValueError."""
    former = path.read_bytes()
    put_away = path.with_name(f"{path.name}.{key_id(private_key(former).public_key())}")
    if not put_away.exists():
        write_whole(put_away, former)
    next_file(path).replace(path)
    sync_folder(path.parent)


def put_out_of_use(path: Path, id_: str) -> Path | None:
    """A former one; where it lies now, None where it does not lie there. Raises OSError."""
    file = path.with_name(f"{path.name}.{id_}")
    if not file.exists():
        return None
    return file.rename(file.with_name(file.name + ".retired"))


def _files(path: Path) -> list[Path]:
    try:
        names = [each.name for each in path.parent.iterdir()]
    except OSError:
        return []
    begins = path.name + "."
    ends = (each.removeprefix(begins) for each in names if each.startswith(begins))
    others = [path.with_name(begins + end) for end in ends if end == "next" or _ID.fullmatch(end)]
    return [path, *others]
