"""Tiles, facts, people and ways on, as people would read them in French and in English."""

from kiosk.ui.present import screens as s


def tiles(language: str) -> tuple[s.TileView, ...]:
    rows = {
        "fr": (
            ("Mes attestations", "Attestation de droits, indemnités journalières", ""),
            ("Ma carte", "Mettre à jour, perdue, carte européenne", ""),
            (
                "Mes remboursements",
                "Relevés des 27 derniers mois",
                "Indisponible sans réseau. Réessayez plus tard.",
            ),
            ("Mes démarches", "Adresse, compte ameli, documents, rendez-vous", ""),
            ("Informations", "Numéros utiles, formulaires, conseils", ""),
        ),
        "en": (
            ("My certificates", "Proof of rights, daily allowances", ""),
            ("My card", "Update, lost, European card", ""),
            (
                "My refunds",
                "Statements of the last 27 months",
                "Not available offline. Try again later.",
            ),
            ("My requests", "Address, ameli account, documents, appointments", ""),
            ("Information", "Useful numbers, forms, advice", ""),
        ),
    }[language]
    icons = ("document", "card", "euro", "list", "info")
    return tuple(
        s.TileView(label, detail, icon, reason == "", reason, index == 0)
        for index, ((label, detail, reason), icon) in enumerate(zip(rows, icons, strict=True))
    )


def facts(language: str, secret: bool = True) -> tuple[s.FactView, ...]:
    if language == "fr":
        return (
            s.FactView("Nom", "DURAND"),
            s.FactView("Prénom", "Camille"),
            s.FactView("Date de naissance", "12 mars 1985"),
            s.FactView("Numéro de sécurité sociale", "1 85 03 •• ••• ••• ••", secret),
            s.FactView("Rattachement", "Assurée, Caisse de démonstration"),
        )
    return (
        s.FactView("Family name", "DURAND"),
        s.FactView("First name", "Camille"),
        s.FactView("Date of birth", "12 March 1985"),
        s.FactView("Social security number", "1 85 03 •• ••• ••• ••", secret),
        s.FactView("Scheme", "Insured, Caisse de démonstration"),
    )


def holders(count: int, language: str) -> tuple[s.OptionView, ...]:
    names = ("Camille", "Jean-Baptiste", "Zoé", "Maximilienne-Anastasia", "Noé")
    born = {"fr": "Né(e) le {} mars 2009", "en": "Born on {} March 2009"}[language]
    return tuple(
        s.OptionView(names[i % len(names)], born.format(i + 1), "person") for i in range(count)
    )


def ways(language: str) -> tuple[s.OptionView, ...]:
    if language == "fr":
        return (
            s.OptionView(
                "La recevoir par courrier",
                "Chez vous sous 5 jours ouvrés. Un reçu s’imprime.",
                "document",
            ),
            s.OptionView("Voir un agent", "Il peut l’imprimer à l’accueil.", "person"),
            s.OptionView("Réessayer", "Dans un moment.", "retry"),
        )
    return (
        s.OptionView(
            "Receive it by post", "At home within 5 working days. A receipt is printed.", "document"
        ),
        s.OptionView("See an agent", "They can print it at the desk.", "person"),
        s.OptionView("Try again", "In a moment.", "retry"),
    )
