"""The catalogue as Qt sees it: ``qsTrId("key")`` in QML says the sentence of that key."""

from PySide6.QtCore import QObject, QTranslator

from shared_runtime.messages.catalogue import Catalogue


class CatalogueTranslator(QTranslator):
    """Install once; after ``speak`` have the engine retranslate."""

    def __init__(self, catalogue: Catalogue, language: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._catalogue = catalogue
        self._spoken = language

    def speak(self, language: str) -> None:
        """Translates into ``language`` from now on."""
        self._spoken = language

    def isEmpty(self) -> bool:
        return False

    def translate(
        self, context: str, key: str, disambiguation: str | None = None, n: int = -1, /
    ) -> str:
        """Ids come without a context or anything else; the rest is Qt's own and stays so."""
        if context or disambiguation or not key:
            return ""
        return self._catalogue.say(self._spoken, key, {"count": n})
