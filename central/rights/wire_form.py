"""People and rights put into the words of the wire."""

from central.crypto.keys import Keys
from central.rights.people import Cover, Dossier
from central.rights.sessions import CitizenSession, reference
from wire.rights import Beneficiaire, Droits


def droits(keys: Keys, session: CitizenSession, dossier: Dossier) -> Droits:
    return Droits(
        assure=beneficiaire(keys, session, dossier.assure),
        ayants_droit=tuple(beneficiaire(keys, session, cover) for cover in dossier.ayants_droit),
        caisse=dossier.caisse,
    )


def beneficiaire(keys: Keys, session: CitizenSession, cover: Cover) -> Beneficiaire:
    person = cover.person
    return Beneficiaire(
        reference=reference(keys, session, person.id),
        nom_famille=person.family_name,
        nom_usage=person.usual_name,
        prenom=person.given_name,
        date_naissance=person.id.birth_date,
        rang_naissance=person.id.birth_rank,
        qualite=cover.qualite,
        medecin_traitant_choisi=cover.medecin_traitant_choisi,
        contrats=cover.contrats,
        exoneration=cover.exoneration,
        c2s=cover.c2s,
    )
