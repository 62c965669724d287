"""A picture of every screen with what people would read on it, in French and in English."""

from functools import cache

from kiosk.ui.present import screens as s
from tests.qml.sample_parts import facts, holders, tiles, ways
from tests.qml.sample_words import worded

Language = str
NB = "\N{NO-BREAK SPACE}"

DIGITS = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "0")


def _pick(language: Language, french: str, english: str) -> str:
    return french if language == "fr" else english


@cache
def screens(language: Language) -> dict[str, s.Screen]:
    def say(french: str, english: str) -> str:
        return _pick(language, french, english)

    def wrong(drawing: str, title: str, *lines: str) -> s.Screen:
        return s.WrongCardScreen(title, lines, drawing)

    def code(typed: int, message: str, provisional: bool = False) -> s.Screen:
        return s.CodeScreen(
            say("Tapez votre code ameli", "Enter your ameli code")
            if not provisional
            else say("Tapez le code reçu par SMS", "Enter the code sent by text message"),
            say("Cachez le clavier avec votre main.", "Cover the keypad with your hand.")
            if not provisional
            else say(
                "Envoyé au 06 •• •• •• 42. Valable 10 minutes.",
                "Sent to 06 •• •• •• 42. Valid for 10 minutes.",
            ),
            typed,
            8,
            typed >= 4,
            message,
            provisional,
            True,
            say("J’ai oublié mon code", "I forgot my code")
            if not provisional
            else say("Je n’ai rien reçu", "I received nothing"),
            DIGITS,
        )

    go_on = s.OptionView(say("J’ai mon papier, continuer", "I have my paper, continue"))
    return {
        **worded(language),
        "attract": s.AttractScreen(),
        "booting": s.BootingScreen(),
        "reading": s.ReadingScreen(),
        "wrong-other": wrong(
            "cardOther",
            say("Cette carte n’est pas une carte Vitale", "This is not a carte Vitale"),
            say(
                "Retirez-la, puis insérez votre carte Vitale.",
                "Take it out, then insert your carte Vitale.",
            ),
            say("Sans carte Vitale, demandez à un agent.", "Without one, ask an agent."),
        ),
        "wrong-old": wrong(
            "cardOld",
            say("Cette carte Vitale est trop ancienne", "This carte Vitale is too old"),
            say("Demandez-en une neuve à l’accueil.", "Ask for a new one at the desk."),
        ),
        "wrong-upside-down": wrong(
            "cardUpsideDown",
            say("Nous ne lisons pas votre carte", "We cannot read your card"),
            say("Retournez-la : puce vers le haut.", "Turn it over: chip up."),
            say("Essuyez la puce avec un tissu sec.", "Wipe the chip with a dry cloth."),
        ),
        "home": s.HomeScreen(
            say(f"Que souhaitez-vous faire{NB}?", "What would you like to do?"),
            (),
            tiles(language),
        ),
        "home-many": s.HomeScreen(
            say(f"Que souhaitez-vous faire{NB}?", "What would you like to do?"),
            (),
            tiles(language) * 2,
        ),
        "code": code(4, ""),
        "code-empty": code(0, ""),
        "code-wrong": code(
            0, say("Code erroné. Il vous reste 2 essais.", "Wrong code. You have 2 tries left.")
        ),
        "code-provisional": code(2, "", provisional=True),
        "who": s.ChooseScreen(
            say(f"Qui êtes-vous{NB}?", "Who are you?"), holders(3, language), "people"
        ),
        "who-many": s.ChooseScreen(
            say(f"Pour qui voulez-vous l’attestation{NB}?", "Whose certificate do you want?"),
            holders(19, language),
        ),
        "choose": s.ChooseScreen(
            say(f"Quelle attestation voulez-vous{NB}?", "Which certificate do you want?"),
            (
                s.OptionView(
                    say("Complète", "Complete"),
                    say(
                        "Avec vos exonérations et votre médecin traitant.",
                        "With your exemptions and your doctor.",
                    ),
                    "document",
                ),
                s.OptionView(
                    say("Simple", "Simple"),
                    say(
                        "Pour un employeur, une école, une mutuelle.",
                        "For an employer, a school, an insurer.",
                    ),
                    "document",
                ),
            ),
            "document",
        ),
        "confirm": s.ConfirmScreen(
            say(f"Imprimer cette attestation{NB}?", "Print this certificate?"),
            facts(language, secret=False),
            say("Oui, imprimer", "Yes, print"),
        ),
        "working": s.WorkingScreen(
            say("Nous préparons votre attestation", "We are preparing your certificate"),
            (say("Cela prend quelques secondes.", "It takes a few seconds."),),
        ),
        "show": s.ShowScreen(
            "show",
            say("Ce que dit votre carte", "What your card says"),
            (say("Voici ce que nous lisons sur la puce.", "This is what we read on the chip."),),
            facts(language),
            (
                s.OptionView(say("J’ai terminé", "I am done")),
                s.OptionView(say("Autre démarche", "Something else")),
            ),
            "card",
            "",
            True,
        ),
        "show-agent": s.ShowScreen(
            "show",
            say("Un agent doit vous aider", "An agent must help you"),
            (
                say("Votre dossier demande une vérification.", "Your file needs checking."),
                say(
                    "Présentez-vous à l’accueil avec votre carte.", "Go to the desk with your card."
                ),
            ),
            (),
            (s.OptionView(say("J’ai compris", "I understand")),),
            "agent",
            "",
            False,
        ),
        "paper": s.ShowScreen(
            "paper",
            say("Prenez votre attestation", "Take your certificate"),
            (
                say(
                    "1 page, dans le bac à droite de l’écran.",
                    "1 page, in the tray right of the screen.",
                ),
            ),
            (),
            (go_on, s.OptionView(say("Rien n’est sorti", "Nothing came out"))),
            "paperOut",
            say("C’est prêt", "It is ready"),
            False,
        ),
        "problem": s.ShowScreen(
            "problem",
            say(
                "Votre attestation ne peut pas être imprimée maintenant",
                "Your certificate cannot be printed now",
            ),
            (
                say(
                    "La caisse ne répond pas. Ce n’est pas votre faute.",
                    "The caisse does not answer. It is not your fault.",
                ),
            ),
            (),
            ways(language),
            "warning",
            "",
            False,
        ),
        "take-card": s.TakeCardScreen(True),
        "take-card-timeout": s.TakeCardScreen(False),
        "idle": s.IdleScreen(17, 20),
        "out-of-service": s.OutOfServiceScreen(
            (
                say("L’imprimante n’a plus de papier.", "The printer is out of paper."),
                say("Un agent est prévenu.", "An agent has been told."),
            ),
            say("Depuis 9 h 40.", "Since 9:40."),
            say(
                "Autre borne : Agence Nord, 4 rue des Lilas.",
                "Another kiosk: Agence Nord, 4 rue des Lilas.",
            ),
        ),
    }


TYPED_BY_ANYBODY = {"confirm-typed", "fill-nir", "fill-nir-wrong", "fill-date"}
ANONYMOUS = TYPED_BY_ANYBODY | {
    "attract",
    "booting",
    "reading",
    "wrong-other",
    "wrong-old",
    "wrong-upside-down",
    "who",
    "take-card",
    "take-card-timeout",
    "out-of-service",
    "home-no-card",
}
FIRST = {
    "home",
    "home-four",
    "home-later",
    "home-many",
    "home-six",
    "paper",
    "show",
    "who",
    "idle",
    "working",
}
NAMES = (*screens("fr"), "attract-help", "home-offline")


def frame(name: str, language: Language = "fr") -> s.Frame:
    """The whole picture ``name``; ``attract-help`` has the help panel open."""
    screen_name = {"attract-help": "attract", "home-offline": "home"}.get(name, name)
    known = screen_name not in ANONYMOUS
    offline = name in {"problem", "home-offline", "home-later", "home-requests-later"}
    return s.Frame(
        screens(language)[screen_name],
        s.HeaderView(
            "Caisse de démonstration",
            "Agence du Centre · borne 07",
            "10:24",
            _pick(language, "Dim. 22 nov.", "Sun 22 Nov"),
            "Camille" if known else "",
            "1 85 03 •• ••• ••• ••" if known else "",
        ),
        _pick(
            language,
            f"Réseau indisponible{NB}: certaines démarches seront envoyées plus tard.",
            "Network unavailable: some requests will be sent later.",
        )
        if offline
        else "",
        (known and screen_name not in FIRST) or screen_name in TYPED_BY_ANYBODY,
        known or screen_name in TYPED_BY_ANYBODY | {"who", "home-no-card"},
        s.HelpView(
            name == "attract-help",
            _pick(language, "Un agent peut vous aider", "An agent can help you"),
            (
                _pick(
                    language,
                    "Accueil : au bout du couloir, à gauche.",
                    "Desk: end of the corridor, left.",
                ),
                _pick(
                    language,
                    "Téléphone : 36 46, service gratuit.",
                    "Telephone: 36 46, free service.",
                ),
                _pick(
                    language,
                    "Du lundi au vendredi, de 8 h 30 à 17 h.",
                    "Monday to Friday, 8:30 to 17:00.",
                ),
            ),
        ),
    )
