"""Every French word of the papers. Documents are in French only, whatever the screen speaks."""

from datetime import date

TITLE = "Attestation de droits"
SUBTITLE = "à l’assurance maladie"

NUMBER = "Attestation n°"
ISSUED = "Émise le"
VALID_UNTIL = "Valable jusqu’au"
IF_UNCHANGED = "si votre situation ne change pas"

INSURED = "Personne assurée"
NIR = "Numéro de sécurité sociale"
NIR_KEY = "clé"
FAMILY_NAME = "Nom de famille"
USUAL_NAME = "Nom d’usage"
GIVEN_NAME = "Prénom"

REGIME = "Régime"
REGIMES = {
    "01": "Régime général",
    "02": "MSA",
    "04": "SNCF",
    "05": "RATP",
    "06": "Marins (ENIM)",
    "07": "Mines (CANSSM)",
    "08": "Militaires (CNMSS)",
    "10": "Clercs de notaires (CRPCEN)",
    "14": "Assemblée nationale",
    "15": "Sénat",
    "17": "Français de l’étranger (CFE)",
    "90": "Cultes (CAVIMAC)",
    "91": "MGEN",
    "92": "La Mutuelle Générale",
    "93": "Police (MGP)",
    "94": "Mutualité fonction publique",
    "95": "Hospitaliers (MNH)",
    "96": "Mutuelle de la Marine",
}
"""The grands régimes, by the two digits that open an organisation's code."""
ORGANISATION_CODE = "Organisme"
GESTION_CODE = "Code gestion"
MGEN = "91"
MGEN_NOTE = (
    "Cette attestation porte sur la part obligatoire de votre assurance maladie. Pour la part "
    "complémentaire, adressez-vous à la MGEN."
)

BENEFICIARIES = "Bénéficiaires et droits"
NAME_COLUMN = "Bénéficiaire"
BIRTH_COLUMN = "Né(e) le"
RANK_COLUMN = "Rang"
DOCTOR_COLUMN = "Médecin traitant"
RIGHTS_COLUMN = "Droits"
YES = "déclaré"
NO = "non déclaré"

UNKNOWN_DAY = "jour inconnu"
UNKNOWN_MONTH = "mois inconnu"
UNKNOWN_DAY_AND_MONTH = "jour et mois inconnus"

NO_RIGHTS = "Aucun droit ouvert"
ENDED = "Droits terminés"
TO_COME = "Droits à venir"
ADVICE = (
    "Des droits sont terminés ou se terminent bientôt\u00a0: adressez-vous à votre caisse avant "
    "vos prochains soins."
)

SITUATION = "Situation particulière"
EXEMPTION = "Exonération du ticket modérateur"
C2S = "Complémentaire santé solidaire"
C2S_WITH = "avec participation"
C2S_WITHOUT = "sans participation"
FINISHED = "terminée"
NOT_BEGUN = "à venir"
NONE = "–"
CONTINUED = "(suite)"

CHECK = "Vérifier cette attestation"
CHECK_CODE = "Code de contrôle"
CHECK_QR = "Carré à scanner\u00a0: il ouvre la page de vérification, avec le code de contrôle."
CHECK_HOW = (
    "Scannez le carré avec un téléphone, ou ouvrez l’adresse ci-dessous. Saisissez le code de "
    "contrôle, le nom de famille et la date de naissance d’un bénéficiaire. La page répond "
    "conforme, non conforme ou inconnu, et donne les dates d’émission et de fin."
)

CHECK_PAPER = "Vérifier ce document"
CHECK_PAPER_HOW = (
    "Scannez le carré avec un téléphone, ou ouvrez l’adresse ci-dessous. Saisissez le code de "
    "contrôle, le nom de famille et la date de naissance de la personne assurée. La page répond "
    "conforme, non conforme ou inconnu, et donne la date d’émission et la période."
)

PAPER_ISSUED = "Émis le"
PAPER_TRUE_TODAY = (
    "Document exact au jour de son émission, d’après les informations enregistrées par votre "
    "caisse."
)
TRUE_TODAY = (
    "Attestation exacte au jour de son émission, d’après les informations enregistrées par votre "
    "caisse. Signalez-lui tout changement de situation."
)
SANCTIONS = (
    "La loi rend passible de pénalités financières, d’amende et d’emprisonnement quiconque se rend "
    "coupable de fraude ou de fausse déclaration (articles 313-1 à\u00a0313-3, 433-19, 441-1 et "
    "suivants du code pénal, article L. 114-17-1 du code de la sécurité sociale)."
)
DATA_PROTECTION = (
    "Règlement (UE) 2016/679 et loi du 6 janvier 1978\u00a0: vous disposez d’un droit d’accès, de "
    "rectification et de limitation sur vos données. Écrivez au délégué à la protection des "
    "données de votre caisse\u00a0; en cas de difficulté, à la CNIL."
)

MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip


def long_date(day: date) -> str:
    """``1er janvier 2026``."""
    number = "1er" if day.day == 1 else str(day.day)
    return f"{number} {MONTHS[day.month - 1]} {day.year}"


def month(day: date) -> str:
    """The month of ``day``: ``janvier 2026``."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def long_period(start: date, end: date) -> str:
    """``du 1er janvier 2026 au 31 mars 2026``, both days included; ``le …`` for a single one."""
    if start == end:
        return f"le {long_date(start)}"
    return f"du {long_date(start)} au {long_date(end)}"


def short_date(day: date) -> str:
    """``01/01/2026``."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def period(start: date, end: date | None) -> str:
    """``du 01/01/2026 au 31/12/2026``, or ``depuis le …`` when no end is known."""
    if end is None:
        return f"depuis le {short_date(start)}"
    return f"du {short_date(start)} au {short_date(end)}"


def open_during(start: date, end: date | None) -> str:
    """Rights that are open on the day of issue."""
    return f"Ouverts {period(start, end)}"


def from_then(start: date, end: date | None) -> str:
    """Rights that begin after the day of issue."""
    return f"à partir du {short_date(start)}" if end is None else period(start, end)


def ends_in(days: int) -> str:
    """What to say of rights that end soon; ``days`` from the day of issue, 0 for that very day."""
    match days:
        case 0:
            return "Se terminent aujourd’hui"
        case 1:
            return "Se terminent demain"
        case _:
            return f"Se terminent dans {days} jours"


def lead(issued: date, *, minimal: bool) -> str:
    """The line under the title: as of when this holds, and for whom it was cut short."""
    as_of = f"Situation au {long_date(issued)}"
    return f"{as_of}, version minimale pour un seul bénéficiaire" if minimal else as_of


def born_as(family_name: str) -> str:
    return f"nom de famille\u00a0: {family_name}"


def yes_during(start: date, end: date | None) -> str:
    """An exemption, and never why."""
    return f"oui, {period(start, end)}"


def managed_by(manager: str) -> str:
    return f"gestionnaire\u00a0: {manager}"


def made_at(borne: str, agence: str) -> str:
    name = agence if agence.lower().startswith("agence") else f"agence {agence}"
    return f"Édité à la borne n°\u00a0{borne}, {name}"


def page_of(page: int, pages: int) -> str:
    return f"Page {page}/{pages}"


def continued(title: str) -> str:
    return f"{title} {CONTINUED}"
