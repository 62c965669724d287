"""Visits to the kiosk up to each screen that is looked at: real services, people who answer."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from kiosk.config.territories import territories
from kiosk.domain.card import CardOutcome, CardRead, Mute, Unreadable, UnreadableReason, WrongCard
from kiosk.domain.card import WrongCardKind as Wrong
from kiosk.domain.entry import Mistake
from kiosk.domain.events import CardArrived, FaultRaised, LinkChanged, NearestTold
from kiosk.domain.faults import Fault, Link
from kiosk.domain.ids import ServiceId, SessionId
from kiosk.domain.outcomes import Cause, Unreachable
from kiosk.domain.paper import (
    HandedOver,
    MaybePrinted,
    Medium,
    NotPrinted,
    PaperTrouble,
    PrintOutcome,
)
from kiosk.domain.place import TerritoryContact
from kiosk.domain.services import Group
from kiosk.services.registry import registry
from tests.demarches import ADDRESS, ATTESTATION, LOST_CARD, NUMBERS, READ_CARD
from tests.domain.kiosk import NOW, Kiosk
from tests.domain.people import attestation, droits, holder
from tests.ui.places import DEMO_PLACE, WEEK
from tests.ui.views import SESSION
from wire.actions import ActionRecorded
from wire.attestation import Attestation
from wire.citizen import (
    AccountState,
    CardInOpposition,
    CodeAccepted,
    CodeSent,
    CodeWrong,
    SessionOpened,
)
from wire.demandes.demande import Assurance
from wire.nearest import KnownNearest, NearestKiosk, PublicAddress
from wire.rights import Droits

CONTACTS: tuple[TerritoryContact, ...] = tuple(each.contact() for each in territories().values())
PLACE = replace(
    DEMO_PLACE,
    opening_hours=WEEK,
    elsewhere=CONTACTS,
    data_contact="Déléguée à la protection des données, 12 avenue de la République, 99000 Ville",
)
CAMILLE = holder("DURAND")
OTHERS = (
    *("Jean-Baptiste", "Zoé", "Maximilienne-Anastasia", "Noé", "Ange", "Louise", "Sacha", "Léo"),
    *("Inès", "Tom", "Aïcha", "Hugo", "Lou", "Malo", "Marie-Hélène", "Paul", "Ève", "Ulysse"),
)
CARD = CardRead((CAMILLE,))


def _born(rank: int) -> str:
    """A day of their own for each of the children, as a card has it."""
    return f"{2011 + rank % 15}{rank * 5 % 12 + 1:02}{rank * 7 % 28 + 1:02}"


def _many() -> Droits:
    rights = droits(CAMILLE, *OTHERS)
    born = enumerate(rights.ayants_droit)
    children = tuple(replace(child, date_naissance=_born(rank)) for rank, child in born)
    return replace(rights, ayants_droit=children)


FAMILY_CARD = CardRead(
    (
        CAMILLE,
        *(
            replace(holder("DURAND", name), birth_date=_born(rank))
            for rank, name in enumerate(OTHERS[:2])
        ),
    )
)
MANY = _many()
ISSUED: Attestation = attestation(CAMILLE)
TROUBLES = tuple(PaperTrouble)
REFUSED: Mapping[str, CardOutcome] = {
    "other": WrongCard(Wrong.OTHER),
    "old": WrongCard(Wrong.VITALE1),
    "upside-down": Mute(),
    "long-name": Unreadable(UnreadableReason.NAME_TOO_LONG),
}
A_LETTER_SEEN = {"typed": 3, "letters": True, "shows_typed": True, "glimpse": "W"}
TOO_LONG = {"text": "12 BIS AVENUE DU GÉNÉRAL LECLERC RDC #", "mistake": Mistake.CHARACTERS}
STILL_TO_COME = {"text": "23112026", "mistake": Mistake.IN_FUTURE}
WRONG_NUMBER = {"text": "185037599900119", "mistake": Mistake.NIR_KEY}
REFERENCE = "20261122-0751-07-000042-52"
NEXT_AGENCY = NearestKiosk(
    "Agence des Tilleuls",
    PublicAddress("12 rue des Tilleuls", "99000", "Exempleville"),
    1_240,
    WEEK,
)
OTHER_HERE = replace(NEXT_AGENCY, distance_m=None, here=True)
LONGEST_NAME = replace(
    NEXT_AGENCY,
    name="Maison France services de la communauté de communes du Haut-Exemple",
    address=PublicAddress(
        "148 BIS AVENUE DU GÉNÉRAL-DE-GAULLE BAT", "99000", "Saint-Exemple-en-Vallée-et-sur-Rivière"
    ),
    distance_m=23_800,
)
PAGES: Mapping[str, tuple[str, int]] = {
    "info-kiosk": ("cette_borne", 0),
    "info-phishing": ("hameconnage", 0),
    "info-phished": ("hameconnage", 1),
    "data-kiosk": ("vos_donnees", 0),
    "data-who": ("vos_donnees", 1),
    "data-rights": ("vos_donnees", 2),
}
"""The service, and how often its page is turned."""


def rest() -> Kiosk:
    return Kiosk(registry({}, PLACE))


def rest_offline() -> Kiosk:
    kiosk = rest()
    kiosk.feed(LinkChanged(Link.OFFLINE))
    return kiosk


def out_of_service() -> Kiosk:
    kiosk = rest()
    kiosk.feed(FaultRaised(Fault.READER_ABSENT))
    return kiosk


def out_of_service_near(*kiosks: NearestKiosk) -> Callable[[], Kiosk]:
    def told() -> Kiosk:
        kiosk = out_of_service()
        kiosk.feed(NearestTold(KnownNearest("0" * 16, NOW, kiosks)))
        return kiosk

    return told


def reading() -> Kiosk:
    kiosk = rest()
    kiosk.feed(CardArrived(SessionId(SESSION)))
    return kiosk


def refusing(outcome: CardOutcome) -> Callable[[], Kiosk]:
    return lambda: _inserted(outcome)


def _inserted(outcome: CardOutcome) -> Kiosk:
    kiosk = rest()
    kiosk.inserts(outcome)
    return kiosk


def home() -> Kiosk:
    return _inserted(CARD)


def who() -> Kiosk:
    return _inserted(FAMILY_CARD)


def offline() -> Kiosk:
    kiosk = home()
    kiosk.feed(LinkChanged(Link.OFFLINE))
    return kiosk


def card_services() -> Kiosk:
    kiosk = home()
    kiosk.opens(Group.CARD)
    return kiosk


def queue_full() -> Kiosk:
    kiosk = home()
    kiosk.feed(FaultRaised(Fault.QUEUE))
    return kiosk


def requests_offline() -> Kiosk:
    kiosk = offline()
    kiosk.opens(Group.REQUESTS)
    return kiosk


def without_card() -> Kiosk:
    kiosk = rest()
    kiosk.begins_without_card()
    return kiosk


def _opening(account: object) -> Kiosk:
    kiosk = home()
    kiosk.opens_service(ATTESTATION)
    kiosk.performs(account)
    return kiosk


def code() -> Kiosk:
    return _opening(SessionOpened(AccountState.ACTIF, None))


def suspended() -> Kiosk:
    return _opening(SessionOpened(AccountState.SUSPENDU, None))


def opposed() -> Kiosk:
    return _opening(CardInOpposition())


def wrong_code() -> Kiosk:
    kiosk = code()
    kiosk.types("12345678")
    kiosk.performs(CodeWrong(2))
    return kiosk


def sms() -> Kiosk:
    kiosk = code()
    kiosk.forgot()
    return kiosk


def provisional_code() -> Kiosk:
    kiosk = sms()
    kiosk.picks("login.sms.send")
    kiosk.performs(CodeSent("42", 600))
    return kiosk


def _logged_in(rights: Droits) -> Kiosk:
    kiosk = code()
    kiosk.types("12345678")
    kiosk.performs(CodeAccepted(), rights)
    return kiosk


def for_whom() -> Kiosk:
    return _logged_in(MANY)


def version() -> Kiosk:
    return _logged_in(droits(CAMILLE))


def confirm() -> Kiosk:
    kiosk = version()
    kiosk.picks("attestation.complete")
    return kiosk


def issuing() -> Kiosk:
    kiosk = confirm()
    kiosk.agrees()
    return kiosk


def unreachable() -> Kiosk:
    kiosk = issuing()
    kiosk.feed(LinkChanged(Link.OFFLINE))
    kiosk.performs(Unreachable(Cause.NETWORK))
    return kiosk


def _printing(*results: object) -> Kiosk:
    kiosk = issuing()
    kiosk.performs(ISSUED, *results)
    return kiosk


def paper() -> Kiosk:
    return _printing(HandedOver(1))


def stopped(trouble: PaperTrouble) -> Callable[[], Kiosk]:
    def printing() -> Kiosk:
        kiosk = _printing()
        kiosk.printer_stops(trouble)
        return kiosk

    return printing


def paper_jam() -> Kiosk:
    return _printing(NotPrinted(PaperTrouble.PAPER_JAM))


def paper_in_doubt() -> Kiosk:
    return _printing(MaybePrinted())


def nothing_came() -> Kiosk:
    kiosk = paper_in_doubt()
    kiosk.picks("paper.no")
    return kiosk


def _service(service: ServiceId, kiosk: Kiosk) -> Kiosk:
    kiosk.opens_service(service)
    return kiosk


def card_facts() -> Kiosk:
    return _service(READ_CARD, home())


def numbers() -> Kiosk:
    return _service(NUMBERS, home())


def page(service: str, turns: int) -> Callable[[], Kiosk]:
    def reading() -> Kiosk:
        kiosk = _service(ServiceId(service), home())
        for _ in range(turns):
            kiosk.picks("way.more")
        return kiosk

    return reading


def street() -> Kiosk:
    return _service(ADDRESS, offline())


def address() -> Kiosk:
    kiosk = street()
    kiosk.fills("12 RUE DE L'ÉGLISE", "BÂT. B", "75012", "PARIS")
    return kiosk


def number() -> Kiosk:
    kiosk = _service(LOST_CARD, without_card())
    kiosk.picks("way.on")
    kiosk.picks("card_lost.lost")
    kiosk.fills("20112026")
    return kiosk


def birth_date() -> Kiosk:
    kiosk = number()
    kiosk.fills(CAMILLE.nir.value)
    return kiosk


def typed() -> Kiosk:
    kiosk = birth_date()
    kiosk.fills("12031985")
    return kiosk


def _recorded(receipt: PrintOutcome) -> Kiosk:
    kiosk = typed()
    kiosk.agrees()
    kiosk.performs(ActionRecorded(REFERENCE, Assurance.DECLARED, online=False), receipt)
    return kiosk


def recorded() -> Kiosk:
    return _recorded(HandedOver(1, Medium.STRIP))


def recorded_on_a_sheet() -> Kiosk:
    return _recorded(HandedOver(1))


def recorded_without_receipt() -> Kiosk:
    return _recorded(NotPrinted(PaperTrouble.PAPER_OUT))


def taking_card() -> Kiosk:
    kiosk = home()
    kiosk.ends()
    return kiosk


def idle() -> Kiosk:
    kiosk = home()
    kiosk.silence()
    return kiosk
