"""Every French word of the papers. Documents are in French only, whatever the screen speaks."""

from datetime import date

TITLE = "Attestation de droits"
SUBTITLE = "à l’assurance maladie"
MINIMAL = "Version minimale"

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

ORGANISATION = "Organisme de rattachement"
ORGANISATION_CODE = "Régime, caisse, centre"
GESTION_CODE = "Code gestion"

BENEFICIARIES = "Droits à l’assurance maladie"
NAME_COLUMN = "Bénéficiaire"
BIRTH_COLUMN = "Né(e) le"
RANK_COLUMN = "Rang"
DOCTOR_COLUMN = "Médecin traitant"
RIGHTS_COLUMN = "Période de droits"
YES = "déclaré"
NO = "non déclaré"

UNKNOWN_DAY = "jour inconnu"
UNKNOWN_MONTH = "mois inconnu"
UNKNOWN_DAY_AND_MONTH = "jour et mois inconnus"

NO_RIGHTS = "Aucun droit ouvert"
ENDED = "droits terminés"
TO_COME = "droits à venir"

SITUATION = "Situation particulière"
EXEMPTION = "Exonération du ticket modérateur"
C2S = "Complémentaire santé solidaire"
C2S_WITH = "avec participation"
C2S_WITHOUT = "sans participation"
FINISHED = "terminée"

CHECK = "Vérifier cette attestation"
CHECK_CODE = "Code de contrôle"
CHECK_HOW = (
    "Scannez le carré avec un téléphone, ou ouvrez l’adresse ci-dessous. Saisissez le code de "
    "contrôle, le nom de famille et la date de naissance d’un bénéficiaire. La page répond "
    "conforme, non conforme ou inconnu, et donne les dates d’émission et de fin."
)

TRUE_TODAY = (
    "Attestation exacte au jour de son émission, d’après les informations enregistrées par votre "
    "caisse. Signalez-lui tout changement de situation."
)
SANCTIONS = (
    "La loi rend passible de pénalités financières, d’amende et d’emprisonnement quiconque se rend "
    "coupable de fraude ou de fausse déclaration (articles 313-1 à 313-3, 433-19, 441-1 et "
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


def short_date(day: date) -> str:
    """``01/01/2026``."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def period(start: date, end: date | None) -> str:
    """``du 01/01/2026 au 31/12/2026``, or ``depuis le …`` when no end is known."""
    if end is None:
        return f"depuis le {short_date(start)}"
    return f"du {short_date(start)} au {short_date(end)}"


def ends_in(days: int) -> str:
    """What to say of rights that end soon; ``days`` from the day of issue, 0 for that very day."""
    match days:
        case 0:
            return "se terminent aujourd’hui"
        case 1:
            return "se terminent demain"
        case _:
            return f"se terminent dans {days} jours"


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
    return f"{title} (suite)"
