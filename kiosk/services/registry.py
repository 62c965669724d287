"""Every démarche the kiosk offers: an import each.

Whatever ``Demarche`` is imported here is on the home screen. Nothing else in this module names it,
which is why the linter is told to let these imports be: one more démarche is one more line, and
each of them goes by a name of its own, or one would take the other's place.
"""

from collections.abc import Mapping

from kiosk.domain.ids import ServiceId
from kiosk.domain.place import NOWHERE, Place
from kiosk.domain.services import Demarche, Group, Level, Registry
from kiosk.services.address import DEMARCHE as ADDRESS
from kiosk.services.attestation import DEMARCHE as ATTESTATION
from kiosk.services.by_post import DEMARCHE as BY_POST
from kiosk.services.damaged_card import DEMARCHE as DAMAGED_CARD
from kiosk.services.european_card import DEMARCHE as CEAM
from kiosk.services.ij import DEMARCHE as IJ
from kiosk.services.ij_by_post import DEMARCHE as IJ_BY_POST
from kiosk.services.information import NUMBERS, PHISHING, THIS_KIOSK, YOUR_DATA
from kiosk.services.log_in import log_in, log_in_if_wanted
from kiosk.services.lost_card import DEMARCHE as LOST_CARD
from kiosk.services.read_card import DEMARCHE as READ_CARD
from kiosk.services.refunds import DEMARCHE as REFUNDS
from kiosk.services.refunds_by_post import DEMARCHE as REFUNDS_BY_POST
from kiosk.services.third_party_accident import DEMARCHE as ACCIDENT


def _place_at_home(each: Demarche) -> tuple[int, bool, int, ServiceId]:
    return list(Group).index(each.group), not each.often, each.rank, each.id


DEMARCHES: tuple[Demarche, ...] = tuple(
    sorted((each for each in globals().values() if isinstance(each, Demarche)), key=_place_at_home)
)
"""In the order of the home screen, each at its default level."""

DEFAULT_LEVELS: Mapping[ServiceId, Level] = {
    each.id: each.level for each in DEMARCHES if each.about_a_person
}
"""Of the services about a person; what is open to all stays so."""


def registry(
    levels: Mapping[ServiceId, Level],
    place: Place = NOWHERE,
    withheld: frozenset[ServiceId] = frozenset(),
) -> Registry:
    """The services with the levels of the configuration; the default where it says nothing.
    ``place`` is where the kiosk stands, ``withheld`` what it does not offer."""
    services = {
        each.id: each.at(levels.get(each.id, each.level))
        for each in DEMARCHES
        if each.id not in withheld
    }
    return Registry(services, log_in, log_in_if_wanted, place)
