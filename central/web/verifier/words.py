"""The catalogue of the check page, in French and English."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

Language = Literal["fr", "en"]

_FR = {
    "lead": "Recopiez trois informations imprimées sur le document.",
    "error_prefix": "Erreur : ",
    "errors_title": "Il y a un problème",
    "code": "Code de contrôle",
    "code_hint": "12 caractères, près du carré noir et blanc.",
    "family_name": "Nom de famille",
    "family_name_hint": "Le nom de naissance de la première personne bénéficiaire.",
    "birth_date": "Date de naissance",
    "birth_date_hint": "Telle qu’imprimée, par exemple 15/03/1985.",
    "submit": "Vérifier",
    "code_missing": "Saisissez le code de contrôle.",
    "code_wrong": "Le code de contrôle a 12 caractères : des chiffres et des lettres.",
    "family_name_missing": "Saisissez le nom de famille.",
    "birth_date_missing": "Saisissez la date de naissance.",
    "birth_date_wrong": "Écrivez la date de naissance comme ceci : 15/03/1985.",
    "genuine_text": "Ce document a été émis pour cette personne.",
    "valid_until": "Valable jusqu’au",
    "compare": "Comparez aussi ces dates avec celles du document.",
    "altered_text": (
        "Ce code existe, mais pas pour ce nom et cette date de naissance. "
        "Vérifiez votre saisie. Si elle est exacte, ne vous fiez pas à ce document."
    ),
    "unissued": "Code inconnu",
    "too_many": "Trop de vérifications",
    "too_many_text": "Attendez {seconds} secondes, puis recommencez.",
    "privacy": (
        "Ce que vous saisissez sert à cette vérification et n’est pas conservé. "
        "Le numéro de sécurité sociale n’est jamais demandé ici."
    ),
    "other_language": "English",
    "skip": "Aller au contenu",
    "page_title": "Vérifier un document",
    "check_another": "Vérifier un autre document",
    "kind_attestation_droits": "Attestation de droits",
    "kind_unknown": "Document",
    "genuine_kind": "{kind} conforme",
    "altered_document": "Document non conforme",
    "unissued_document_text": (
        "Aucun document ne porte ce code. "
        "Vérifiez votre saisie. Si elle est exacte, ne vous fiez pas à ce document."
    ),
    "issue_date": "Date d’émission",
    "period": "Période",
    "period_days": "du {start} au {end}",
    "over_document": "Attention : cette date est passée. Demandez un document récent.",
}
_EN = {
    "lead": "Copy three details printed on the document.",
    "error_prefix": "Error: ",
    "errors_title": "There is a problem",
    "code": "Check code",
    "code_hint": "12 characters, next to the black and white square.",
    "family_name": "Family name",
    "family_name_hint": "The birth name of the first person in the list (“bénéficiaires”).",
    "birth_date": "Date of birth",
    "birth_date_hint": "Day, month, year as printed, for example 15/03/1985.",
    "submit": "Check",
    "code_missing": "Enter the check code.",
    "code_wrong": "The check code has 12 characters: digits and letters.",
    "family_name_missing": "Enter the family name.",
    "birth_date_missing": "Enter the date of birth.",
    "birth_date_wrong": "Write the date of birth like this: 15/03/1985.",
    "genuine_text": "This document was issued for this person.",
    "valid_until": "Valid until",
    "compare": "Compare these dates with those on the document, too.",
    "altered_text": (
        "This code exists, but not for this name and date of birth. "
        "Check what you typed. If it is right, do not rely on this document."
    ),
    "unissued": "Unknown code",
    "too_many": "Too many checks",
    "too_many_text": "Wait {seconds} seconds, then try again.",
    "privacy": (
        "What you type is used for this check and is not kept. "
        "The social security number is never asked for here."
    ),
    "other_language": "Français",
    "skip": "Skip to content",
    "page_title": "Check a document",
    "check_another": "Check another document",
    "kind_attestation_droits": "Attestation of rights",
    "kind_unknown": "Document",
    "genuine_kind": "{kind}: genuine",
    "altered_document": "Document does not match",
    "unissued_document_text": (
        "No document bears this code. "
        "Check what you typed. If it is right, do not rely on this document."
    ),
    "issue_date": "Date of issue",
    "period": "Period",
    "period_days": "from {start} to {end}",
    "over_document": "Please note: this date has passed. Ask for a recent document.",
}
CATALOGUE: Mapping[Language, Mapping[str, str]] = {"fr": _FR, "en": _EN}


def choose_language(asked: str | None, accept_language: str | None) -> Language:
    """The language asked for, else the better liked one of the browser's, else French."""
    if asked == "en":
        return "en"
    if asked == "fr":
        return "fr"
    liked: dict[str, float] = {}
    for part in (accept_language or "")[:200].split(","):
        tag, _, quality = part.strip().partition(";q=")
        primary = tag.split("-")[0].lower()
        try:
            liked[primary] = max(liked.get(primary, 0.0), float(quality or 1))
        except ValueError:
            continue
    return "en" if liked.get("en", 0.0) > liked.get("fr", 0.0) else "fr"


def spoken_date(day: date, language: Language) -> str:
    """JJ/MM/AAAA as on the paper; with the month's name in English, which has no one order."""
    if language == "fr":
        return f"{day:%d/%m/%Y}"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
