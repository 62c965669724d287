from PySide6.QtCore import QCoreApplication, qtTrId

from kiosk.ui.translator import CatalogueTranslator
from shared_runtime.messages.catalogue import Catalogue


def test_qt_says_the_sentences_of_the_language_spoken(qapp):
    own = Catalogue(
        {
            "fr": {
                "hello": "Bonjour {name}",
                "tries": {"one": "{count} essai", "other": "{count} essais"},
            },
            "en": {
                "hello": "Hello {name}",
                "tries": {"one": "{count} try", "other": "{count} tries"},
            },
        }
    )
    translator = CatalogueTranslator(own, "fr")
    assert QCoreApplication.installTranslator(translator)
    try:
        assert qtTrId("hello") == "Bonjour {name}"
        assert qtTrId("tries", 2) == "2 essais"
        translator.speak("en")
        assert qtTrId("tries", 2) == "2 tries"
        # A gap that QML fills itself is left to it.
        assert qtTrId("hello") == "Hello {name}"
    finally:
        QCoreApplication.removeTranslator(translator)
