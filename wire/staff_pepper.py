"""What a PIN is mixed with before it is hashed: a secret of the agency, which stands in no
configuration and in no database.

Six digits are tried out in a day, whatever a hash costs. So a verifier is argon2id of the PIN's
digest under this key: who has the signed configuration, or central's store, and not the credential
of the agency's kiosks, has nothing to try against. Kept apart from the messages, so that kiosk-ui
loads no cryptography.
"""

import hashlib
import hmac
from typing import Self

from cryptography.exceptions import InvalidKey, InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from wire.staff import StaffBadge

KEY_BYTES = 32
SALT_BYTES, NONCE_BYTES = 16, 12
MEMORY_KIB, PASSES = 32_768, 4
"""Of a verifier that is made today, on one lane: above OWASP's least, and room for it in what a
kiosk's service may take."""
MOST_MEMORY_KIB, MOST_PASSES = 131_072, 20
"""A verifier that costs more is not worked out."""


class StaffPepper:
    """Of one agency. Raises ValueError where the key is not of 32 bytes."""

    def __init__(self, key: bytes) -> None:
        if len(key) != KEY_BYTES:
            raise ValueError("32 bytes in hex are needed")
        self._key = key
        self.id = self._digest("id").hex()[:16]

    @classmethod
    def of_text(cls, text: str) -> Self:
        """Raises ValueError, which quotes nothing."""
        try:
            return cls(bytes.fromhex(text.strip()))
        except ValueError:
            raise ValueError("32 bytes in hex are needed") from None

    @property
    def text(self) -> str:
        return self._key.hex()

    def verifier(self, staff: str, pin: str, salt: bytes) -> str:
        """Takes a fraction of a second."""
        return self._worked_out(staff, pin, salt, MEMORY_KIB, PASSES)

    def nobodys(self, like: str) -> str:
        """A verifier that nothing fits, and that costs as much as another one: so a name that is
        none takes as long as one that is."""
        memory_kib, passes = _cost(like)
        return self._worked_out("", "\0: what no PIN has in it", bytes(16), memory_kib, passes)

    def fits(self, verifier: str, staff: str, pin: str) -> bool:
        """Takes as long for a wrong PIN as for the right one."""
        if not is_affordable(verifier):
            return False
        try:
            Argon2id.verify_phc_encoded(self._keyed(staff, pin), verifier)
        except (InvalidKey, ValueError):
            return False
        return True

    def badge(self, badge: StaffBadge) -> str:
        """How a badge stands in the configuration: nobody reads its number out of that."""
        return self._digest("badge", badge.family, badge.read_from, badge.identifier).hex()

    def tried(self, way_in: str) -> str:
        """How tries are counted by what was typed as a name: that may be anything, a PIN too."""
        return self._digest("tried", way_in).hex()

    def seal_secret(self, staff: str, secret: bytes, nonce: bytes) -> bytes:
        """The secret of somebody's second factor, for the kiosks of the agency."""
        return nonce + AESGCMSIV(self._digest("totp")).encrypt(nonce, secret, staff.encode())

    def open_secret(self, staff: str, sealed: bytes) -> bytes | None:
        try:
            cipher = AESGCMSIV(self._digest("totp"))
            return cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], staff.encode())
        except (InvalidTag, ValueError):
            return None

    def _worked_out(self, staff: str, pin: str, salt: bytes, memory_kib: int, passes: int) -> str:
        hasher = Argon2id(salt=salt, length=32, iterations=passes, lanes=1, memory_cost=memory_kib)
        return hasher.derive_phc_encoded(self._keyed(staff, pin))

    def _keyed(self, staff: str, pin: str) -> bytes:
        """Of one length: so a long PIN takes no longer."""
        return self._digest("pin", staff, pin)

    def _digest(self, purpose: str, *texts: str) -> bytes:
        said = b"".join(
            len(each).to_bytes(4) + each for each in (text.encode() for text in (purpose, *texts))
        )
        return hmac.digest(self._key, said, hashlib.sha256)


def pepper_of_agency(secret: bytes, site: str) -> StaffPepper:
    """``secret``: the caisse's own, which no kiosk has. A kiosk that is stolen gives away nothing
    of another agency's PINs. Raises ValueError where it is shorter than 32 bytes."""
    if len(secret) < KEY_BYTES:
        raise ValueError("at least 32 bytes in hex are needed")
    info = b"borne staff pepper 1\n" + site.encode()
    return StaffPepper(HKDF(SHA256(), KEY_BYTES, None, info).derive(secret))


def is_affordable(verifier: str) -> bool:
    """Whether a kiosk takes the time and memory that it asks for."""
    memory_kib, passes = _cost(verifier)
    return memory_kib <= MOST_MEMORY_KIB and passes <= MOST_PASSES


def _cost(verifier: str) -> tuple[int, int]:
    said = dict(each.split("=", 1) for each in verifier.split("$")[3].split(","))
    return int(said["m"]), int(said["t"])
