"""Chance: the one source of unguessable tokens, codes and numbers."""

import base64
import secrets
from typing import Protocol

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U, which are misread or spell words."""


class Chance(Protocol):
    def bytes(self, count: int) -> bytes:
        """``count`` bytes that nobody can guess."""
        ...


class SystemChance:
    def bytes(self, count: int) -> bytes:
        return secrets.token_bytes(count)


def token(chance: Chance) -> str:
    """A bearer token of 256 bits, 43 URL-safe characters."""
    return base64.urlsafe_b64encode(chance.bytes(32)).rstrip(b"=").decode("ascii")


def digits(chance: Chance, count: int) -> str:
    """``count`` decimal digits; the bias of the remainder is below 10**-12 for six digits."""
    return f"{int.from_bytes(chance.bytes(8)) % 10**count:0{count}d}"


def crockford(chance: Chance, count: int) -> str:
    """``count`` characters of five unbiased bits each."""
    return "".join(CROCKFORD[byte & 31] for byte in chance.bytes(count))
