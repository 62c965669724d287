"""Attestation de droits by post: for who has no code, or comes while central is out of reach."""

from kiosk.domain.here import Here
from kiosk.domain.identity import Holder, Insured
from kiosk.domain.ids import ServiceId
from kiosk.domain.place import Place
from kiosk.domain.services import Demarche, Group, Level, Pictures
from kiosk.services.applicant import by_card, who
from kiosk.services.demande import record, to_address_on_file
from kiosk.services.dialog import confirm, offer
from wire.demandes.attestation_by_post import AttestationByPost
from wire.demandes.demande import kind_of


async def attestation_par_courrier(here: Here, insured: Insured) -> None:
    """To the address on file, whoever stands here: that is why the card alone is enough."""
    applicant = by_card(insured.holder)
    go = await confirm("by_post.confirm", *who(applicant), to_address_on_file())
    await record(here.place, go, AttestationByPost(applicant))


async def instead_by_post(place: Place, holder: Holder) -> None:
    """In place of the paper that could not be had at once."""
    go = await offer("by_post.offer", "by_post.confirm.button")
    if go is not None:
        await record(place, go, AttestationByPost(by_card(holder)))


DEMARCHE = Demarche(
    ServiceId("attestation_par_courrier"),
    Group.ATTESTATIONS,
    Level.CARD,
    attestation_par_courrier,
    rank=1,
    queued=True,
    kind=kind_of(AttestationByPost),
    pictures=Pictures(
        "attestationByPost",
        screens={"by_post": "attestationByPost"},
        options={"by_post.confirm.button": "post"},
    ),
)
