"""What was pinned when this kiosk was enrolled: who it is, and whose signature counts."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from wire.signing import signing_key_id

PINNED_FILE = Path("identity", "pinned.json")
"""Under the state folder: ``{"caisse": …, "kiosk": …, "signing_keys": [PEM, …]}``."""


@dataclass(frozen=True, slots=True)
class Pinned:
    """``keys`` by their ids: the one that signs now, and the next where it is changed."""

    caisse: str
    kiosk: str
    keys: Mapping[str, Ed25519PublicKey]


def pin(caisse: str, kiosk: str, *keys: Ed25519PublicKey) -> Pinned:
    return Pinned(caisse, kiosk, {signing_key_id(key): key for key in keys})


def read_pinned(path: Path) -> Pinned | None:
    """None where the kiosk is not enrolled, or nobody can tell: then it believes no document."""
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        keys = [load_pem_public_key(each.encode()) for each in said["signing_keys"]]
        caisse, kiosk = said["caisse"], said["kiosk"]
    except (OSError, ValueError, LookupError, TypeError, AttributeError, UnsupportedAlgorithm):
        return None
    signing = [key for key in keys if isinstance(key, Ed25519PublicKey)]
    if not (isinstance(caisse, str) and isinstance(kiosk, str)):
        return None
    return pin(caisse, kiosk, *signing)
