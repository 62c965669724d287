"""The ring of server keys, as its file holds it: one in use, those before it, perhaps the next one.

A file of a former release holds one key and nothing else. That key has no id in what it makes, then
or now: what is in the store stays as it is.
"""

import hashlib
import hmac
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from central.crypto.digests import ID_DIGITS
from shared_runtime.private import Private

SHORTEST_KEY = 32
KeyState = Literal["next", "current", "former"]
_LIST = "server_keys"


class KeyRingRefused(Exception):
    """What was asked of the ring cannot be done; the text says why."""


@dataclass(frozen=True, slots=True, repr=False)
class ServerKey(Private):
    """``since``: when it came into its state, where that is known. ``is_named``: what it makes
    bears its id."""

    secret: bytes
    is_named: bool
    state: KeyState
    since: datetime | None

    def __post_init__(self) -> None:
        """Raises ValueError when the key is too short."""
        if len(self.secret) < SHORTEST_KEY:
            raise ValueError(f"the server key needs at least {SHORTEST_KEY} bytes")

    @property
    def id(self) -> str:
        return hmac.digest(self.secret, b"id", hashlib.sha256).hex()[:ID_DIGITS]


@dataclass(frozen=True, slots=True, repr=False)
class KeyRing(Private):
    """``keys``: the current one first, then those that were used last, the next one at the end."""

    keys: tuple[ServerKey, ...]

    @classmethod
    def of_one(cls, secret: bytes, since: datetime | None = None) -> "KeyRing":
        """With one key that was made at ``since``; without that, of a release before ids. Raises
        ValueError when it is too short."""
        return cls((ServerKey(secret, since is not None, "current", since),))

    @property
    def current(self) -> ServerKey:
        return self.keys[0]

    @property
    def following(self) -> ServerKey | None:
        last = self.keys[-1]
        return last if last.state == "next" else None

    @property
    def former(self) -> tuple[ServerKey, ...]:
        return tuple(key for key in self.keys if key.state == "former")

    def prepared(self, secret: bytes, now: datetime) -> "KeyRing":
        """With a next key, that is known and makes nothing yet."""
        if self.following is not None:
            raise KeyRingRefused(f"{self.following.id} is prepared already")
        key = ServerKey(secret, True, "next", now)
        if any(each.id == key.id for each in self.keys):
            raise KeyRingRefused("a key of that id is there already")
        return KeyRing((*self.keys, key))

    def used(self, now: datetime) -> "KeyRing":
        """With the next key as the current one."""
        following = self.following
        if following is None:
            raise KeyRingRefused("no key is prepared")
        return KeyRing(
            (
                replace(following, state="current", since=now),
                replace(self.current, state="former", since=now),
                *self.former,
            )
        )

    def without(self, key_id: str) -> "KeyRing":
        """Without a key that is not the current one."""
        if key_id == self.current.id:
            raise KeyRingRefused("it is the current key")
        left = tuple(key for key in self.keys if key.id != key_id)
        if left == self.keys:
            raise KeyRingRefused("there is no such key")
        return KeyRing(left)

    @property
    def text(self) -> bytes:
        """As it is written to its file."""
        return (json.dumps({_LIST: [_plain(key) for key in self.keys]}, indent=1) + "\n").encode()

    @classmethod
    def of_text(cls, text: bytes) -> "KeyRing":
        """From its file. Raises ValueError with what is wrong, and nothing of what is in it."""
        text = text.strip()
        if not text.startswith(b"{"):
            return cls.of_one(text)
        try:
            keys = tuple(_parsed(text))
        except (ValueError, KeyError, TypeError, AttributeError):
            raise ValueError("damaged, or written by halves: no ring of keys") from None
        states = [key.state for key in keys]
        ids = {key.id for key in keys}
        if (
            states[:1] != ["current"]
            or states[1:] != sorted(states[1:])  # "former" comes before "next"
            or states.count("current") > 1
            or states.count("next") > 1
            or len(ids) < len(keys)
            or sum(not key.is_named for key in keys) > 1
        ):
            raise ValueError("no ring of keys: one is current, the others are not")
        return cls(keys)


def _plain(key: ServerKey) -> dict[str, Any]:
    return {
        "id": key.id,
        "state": key.state,
        "since": None if key.since is None else key.since.isoformat(),
        "named": key.is_named,
        "key": key.secret.hex(),
    }


def _parsed(text: bytes) -> Iterator[ServerKey]:
    for entry in json.loads(text)[_LIST]:
        state, since = entry["state"], entry["since"]
        if state not in ("next", "current", "former") or not isinstance(entry["named"], bool):
            raise ValueError
        key = ServerKey(
            bytes.fromhex(entry["key"]),
            entry["named"],
            state,
            None if since is None else datetime.fromisoformat(since),
        )
        if key.id != entry["id"] or (key.since is not None and key.since.tzinfo is None):
            raise ValueError
        yield key
