"""The signer's keys: the one that signs now, those before it, and what each said of the next.

The first key lies in the file of the setting. Each later one lies beside it, named after its id,
and ``….chain`` says which are the signer's, in which order: that it is exchanged whole is the one
step by which a key becomes the next. All of it is for the signer's account alone.
"""

import fcntl
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from central.crypto.signing_key import make_signing_key, read_signing_key
from shared_runtime.private import Private
from shared_runtime.whole_files import write_whole
from wire.codec import Malformed, codec_of
from wire.endorsement import KeyChain, KeyEndorsement, KeyUse
from wire.endorsing import KeyTrust, NotTaken, endorse, endorsed, take, take_all
from wire.signing import NotGenuine, signing_key_id


@dataclass(frozen=True, slots=True, repr=False)
class SigningRing(Private):
    """``statements``: what was endorsed, the oldest first. ``private``: by their ids the keys that
    are still here."""

    chain: KeyChain
    statements: tuple[KeyEndorsement, ...]
    private: Mapping[str, Ed25519PrivateKey]

    @classmethod
    def of(cls, key: Ed25519PrivateKey) -> Self:
        """Of one key that has endorsed nothing."""
        public = key.public_key()
        return cls(KeyChain((), public.public_bytes_raw()), (), {signing_key_id(public): key})

    @property
    def ids(self) -> tuple[str, ...]:
        """Of the signer's keys, the oldest first; of some of them the private half may be gone."""
        successors = (each for each in self.statements if each.use == "signing")
        keys = (self.chain.first or b"", *(each.key for each in successors))
        return tuple(signing_key_id(Ed25519PublicKey.from_public_bytes(key)) for key in keys)

    @property
    def oldest(self) -> Ed25519PrivateKey:
        """Of those still here: for kiosks that follow no endorsement."""
        return next(self.private[each] for each in self.ids if each in self.private)

    def newest(self, told: int) -> Ed25519PrivateKey:
        """Of those still here that kiosks can have heard of, by statements up to that number."""
        links = (each for each in self.statements if each.use == "signing")
        known = [True, *(each.number <= told for each in links)]
        here = [id_ for id_, is_told in zip(self.ids, known, strict=True) if is_told]
        kept = (self.private[each] for each in reversed(here) if each in self.private)
        return next(kept, self.oldest)


def chain_file(path: Path) -> Path:
    return path.with_name(path.name + ".chain")


def read_ring(path: Path, caisse: str) -> SigningRing:
    """``path``: of the first key. Raises ValueError with words that follow the setting's name."""
    chain = _chain(path)
    if chain is None:
        return SigningRing.of(read_signing_key(path))
    first = Ed25519PublicKey.from_public_bytes(chain.first or b"")
    statements = proven(chain, KeyTrust.beginning(caisse, (first,)))
    ring = SigningRing(chain, statements, {})
    files = {id_: key_file(path, ring, id_) for id_ in ring.ids}
    private = {id_: read_signing_key(file) for id_, file in files.items() if file.exists()}
    if any(signing_key_id(key.public_key()) != id_ for id_, key in private.items()):
        raise ValueError("another key than its chain names")
    if ring.ids[-1] not in private:
        raise ValueError(f"of the newest key the file is missing: {files[ring.ids[-1]].name}")
    return SigningRing(chain, statements, private)


def proven(chain: KeyChain, begun: KeyTrust) -> tuple[KeyEndorsement, ...]:
    """What the chain says, each link of it. Raises ValueError."""
    said, trust = [], begun
    for document in chain.endorsements:
        statement = endorsed(document, trust.current)
        found = take(trust, document)
        if isinstance(statement, NotGenuine) or isinstance(found, NotTaken):
            raise ValueError(f"its chain does not hold: {found}")
        said.append(statement)
        trust = found
    return tuple(said)


def key_file(path: Path, ring: SigningRing, id_: str) -> Path:
    return path if id_ == ring.ids[0] else path.with_name(f"{path.name}.{id_}")


def make_next(path: Path, caisse: str, now: datetime, through: int) -> KeyChain:
    """Makes the next key, endorsed by the one that signs now up to version ``through``. Raises
    OSError and ValueError; then nothing has changed."""
    with _alone(path):
        ring = read_ring(path, caisse)
        fresh = path.with_name(path.name + ".made")
        fresh.unlink(missing_ok=True)
        make_signing_key(fresh)
        key = read_signing_key(fresh)
        public = key.public_key()
        fresh.rename(path.with_name(f"{path.name}.{signing_key_id(public)}"))
        chain = _with(ring, caisse, now, "signing", public.public_bytes_raw(), through)
        intakes = [each for each in ring.statements if each.use == "intake"]
        if intakes:
            # Said once more by the next key: who was only ever given that one hears of it too.
            grown = SigningRing(
                chain,
                proven(chain, _begun(chain, caisse)),
                {**ring.private, signing_key_id(public): key},
            )
            chain = _with(grown, caisse, now, "intake", intakes[-1].key, 0)
        write_whole(chain_file(path), codec_of(KeyChain).write(chain))
        return chain


def endorse_intake(path: Path, caisse: str, now: datetime, key: bytes) -> KeyChain:
    """Says that requests are sealed for ``key`` from now on. Raises OSError and ValueError."""
    with _alone(path):
        ring = read_ring(path, caisse)
        said = [each for each in ring.statements if each.use == "intake"]
        if said and said[-1].key == key:
            return ring.chain
        chain = _with(ring, caisse, now, "intake", key, 0)
        write_whole(chain_file(path), codec_of(KeyChain).write(chain))
        return chain


def retire(path: Path, caisse: str, id_: str) -> Path:
    """Takes a former key out of use; where it lies now. Raises OSError and ValueError."""
    with _alone(path):
        ring = read_ring(path, caisse)
        if id_ not in ring.private:
            raise ValueError("no key of this id is here")
        if id_ == ring.ids[-1]:
            raise ValueError("it is the one that signs")
        file = key_file(path, ring, id_)
        return file.rename(file.with_name(file.name + ".retired"))


def chain_trust(chain: KeyChain, caisse: str) -> KeyTrust:
    """Whose word counts at the end of it."""
    return take_all(_begun(chain, caisse), chain.endorsements)


def _begun(chain: KeyChain, caisse: str) -> KeyTrust:
    return KeyTrust.beginning(caisse, (Ed25519PublicKey.from_public_bytes(chain.first or b""),))


def _with(
    ring: SigningRing, caisse: str, now: datetime, use: KeyUse, key: bytes, through: int
) -> KeyChain:
    before: Sequence[KeyEndorsement] = ring.statements[-1:]
    statement = KeyEndorsement(
        use=use,
        caisse=caisse,
        former=ring.ids[-1],
        number=max((each.number for each in before), default=0) + 1,
        key=key,
        # Never before the last one, whatever the clock says now.
        issued_at=max(now, *(each.issued_at for each in before), now),
        through=through,
    )
    document = endorse(statement, ring.private[ring.ids[-1]])
    return KeyChain((*ring.chain.endorsements, document), ring.chain.first)


def _chain(path: Path) -> KeyChain | None:
    try:
        chain = codec_of(KeyChain).read(chain_file(path).read_bytes())
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ValueError(f"its chain cannot be read: {error.strerror}") from None
    except Malformed:
        raise ValueError("its chain holds none") from None
    if chain.first is None or len(chain.first) != 32:
        raise ValueError("its chain holds none")
    return chain


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    lock = os.open(path.with_name(path.name + ".lock"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)
