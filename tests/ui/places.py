"""The agency of the tests."""

from kiosk.domain.place import Place
from wire.opening_hours import OpeningHours

_DAY = ("08:30-12:00", "13:30-17:00")
WEEK = OpeningHours(monday=_DAY, tuesday=_DAY, wednesday=_DAY, thursday=_DAY, friday=_DAY)

DEMO_PLACE = Place(
    caisse_name="Caisse de démonstration",
    agency_name="Agence du Centre",
    kiosk_number="07",
    agent_where={"fr": "À l’accueil, à gauche de l’entrée.", "en": "At the desk, on the left."},
    agency_hours={"fr": "Du lundi au vendredi, de 9 h à 17 h.", "en": "Monday to Friday, 9 to 5."},
    phone="36 46",
    phone_hours={"fr": "Du lundi au vendredi.", "en": "Monday to Friday."},
    other_kiosk={"fr": "Une autre borne est à l’accueil.", "en": "There is one at the desk."},
    paper_where={"fr": "dans le bac, à droite", "en": "in the tray, on the right"},
    receipt_where={"fr": "sous l’écran", "en": "below the screen"},
    languages=("fr", "en"),
)
