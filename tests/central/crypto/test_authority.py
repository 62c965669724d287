"""What a machine says it asks for is parsed before anybody knows it: any bytes, one answer."""

from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from hypothesis import given
from hypothesis import strategies as st

from central.crypto.authority import NoSigningRequest, certified_key, new_key, requested_key

_KEY, _ = new_key()
GOOD = (
    x509.CertificateSigningRequestBuilder()
    .subject_name(x509.Name([]))
    .sign(_KEY, SHA256())
    .public_bytes(Encoding.DER)
)


@st.composite
def spoilt(draw: st.DrawFn) -> bytes:
    """The good one with some bytes others, or cut."""
    der = bytearray(GOOD)
    for at in draw(st.lists(st.integers(0, len(der) - 1), max_size=4)):
        der[at] = draw(st.integers(0, 255))
    return bytes(der[: draw(st.integers(0, len(der)))])


@given(st.binary(max_size=400) | spoilt())
def test_any_bytes_are_a_key_that_was_proved_or_no_request(der: bytes) -> None:
    try:
        asked = requested_key(der)
    except NoSigningRequest:
        assert der != GOOD
    else:
        assert len(asked.digest) == 64
    assert certified_key(der) is None
