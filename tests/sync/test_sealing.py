"""A seal outlives the version that made it: actions wait for weeks, and software does not."""

from dataclasses import dataclass

from tests.sync.fakes import CAISSE
from tests.sync.upload.batches import item
from wire import sealing
from wire.codec import codec_of
from wire.sync import ItemHeader


@dataclass(frozen=True, slots=True, repr=False)
class HeaderOfALaterVersion(ItemHeader):
    """With a field more, which what lies in queues does not have."""

    urgency: str | None = None


def test_a_field_that_a_later_version_adds_breaks_no_seal_that_is_there():
    header = item(1).header
    sealed = sealing.seal(b"what was asked", header, CAISSE.public_key())
    later = codec_of(HeaderOfALaterVersion).read(codec_of(ItemHeader).write(header))
    assert sealing.unseal(sealed, later, CAISSE) == b"what was asked"
