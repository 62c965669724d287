"""A request of each kind that there is, by nobody."""

from tests.people import CAMILLE
from wire.demandes.address_change import AddressChange, PostalAddress
from wire.demandes.attestation_by_post import AttestationByPost
from wire.demandes.card_damaged import CardDamaged
from wire.demandes.card_opposition import CardOpposition, Circumstance
from wire.demandes.ceam import CeamOrder
from wire.demandes.demande import Applicant, Assurance
from wire.demandes.kinds import KINDS, Demande

APPLICANT = Applicant(CAMILLE.nir, CAMILLE.birth_date, CAMILLE.family_name, CAMILLE.given_name)
DEMANDES: tuple[Demande, ...] = (
    AttestationByPost(APPLICANT),
    CardDamaged(APPLICANT),
    CardOpposition(APPLICANT, Circumstance.LOST, "20261120"),
    AddressChange(APPLICANT, PostalAddress("12 rue Neuve", "75012", "Paris")),
    CeamOrder(APPLICANT),
)
assert {demande.kind for demande in DEMANDES} == set(KINDS), "a kind has no request here"

FOLLOW_UPS = sorted({each.follow_up(sure) for each in DEMANDES for sure in Assurance})
"""All that may become of a request."""
