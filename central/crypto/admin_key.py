"""The key of the console: what its accounts, forms and limits are keyed and sealed with. It opens
nothing of an insured person's."""

from typing import Literal, Self

from central.crypto.digests import Digests, Field, same
from central.crypto.hashing import CodeHasher, HashCost
from central.crypto.keys import Keys
from central.runtime.chance import Chance
from wire.sealing import SealBroken

AdminSeal = Literal["admin-totp", "admin-form", "admin-oidc", "enrolment-code"]
_ID_LENGTH = 16
_NONCE_BYTES = 8


class AdminKey:
    def __init__(self, key: bytes) -> None:
        """Raises ValueError where it is shorter than 32 bytes."""
        self._keys = Keys(key)
        self.id = self._keys.digest("admin-key")[:_ID_LENGTH]

    @classmethod
    def of_text(cls, text: bytes) -> Self:
        """From the file that ``central migrate`` writes. Raises ValueError."""
        try:
            return cls(bytes.fromhex(text.decode("ascii").strip()))
        except ValueError:
            raise ValueError("at least 32 bytes in hex are needed") from None

    def hasher(self, cost: HashCost) -> CodeHasher:
        """Of passwords: a copy of the store alone is no list to guess against."""
        return CodeHasher(cost, self._keys)

    def recovery_digest(self, admin: str, code: str) -> str:
        return self._keys.digest("admin-recovery", admin, code)

    def invitation_digest(self, code: str) -> str:
        return self._keys.digest("admin-invitation", code)

    def form_token(self, chance: Chance, cookie: str) -> str:
        """What a page's forms carry, for the one browser that holds this cookie; another one each
        time, so that the length of a packed page tells nothing of it (BREACH)."""
        nonce = chance.bytes(_NONCE_BYTES).hex()
        return nonce + self._form_digest(nonce, cookie)

    def is_form_token(self, said: str, cookie: str) -> bool:
        nonce, digest = said[: 2 * _NONCE_BYTES], said[2 * _NONCE_BYTES :]
        return bool(cookie) and same(digest, self._form_digest(nonce, cookie))

    def counted(self, *fields: Field) -> Digests:
        return self._keys.digests("counter", *fields)

    def seal(self, chance: Chance, purpose: AdminSeal, context: str, plain: bytes) -> bytes:
        return self._keys.seal_alone(chance, purpose, context, plain)

    def unseal(self, purpose: AdminSeal, context: str, sealed: bytes, key_id: str = "") -> bytes:
        """``key_id``: of the key it was sealed with, where that is known. Raises SealBroken."""
        if key_id not in ("", self.id):
            raise SealBroken
        return self._keys.unseal_alone(purpose, context, sealed)

    def _form_digest(self, nonce: str, cookie: str) -> str:
        return self._keys.digest("admin-form-token", nonce, cookie)
