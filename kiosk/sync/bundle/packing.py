"""Packs what the kiosk says of itself into one small archive, and seals it."""

import io
import tarfile
from collections.abc import Mapping
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

from wire.sealing import seal_bundle
from wire.support_bundle import MAX_BUNDLE_BYTES


class BundleTooLarge(Exception):
    """More than a bundle may weigh."""


def packed(files: Mapping[str, bytes], at: datetime) -> bytes:
    """A gzipped tar, in the order given."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for name, content in files.items():
            entry = tarfile.TarInfo(name)
            entry.size, entry.mtime, entry.mode = len(content), int(at.timestamp()), 0o600
            archive.addfile(entry, io.BytesIO(content))
    return out.getvalue()


def sealed(files: Mapping[str, bytes], at: datetime, key: str) -> bytes:
    """``key``: in hex, as the configuration tells it. Raises BundleTooLarge."""
    public = X25519PublicKey.from_public_bytes(bytes.fromhex(key))
    bundle = seal_bundle(packed(files, at), public).written()
    if len(bundle) > MAX_BUNDLE_BYTES:
        raise BundleTooLarge
    return bundle
