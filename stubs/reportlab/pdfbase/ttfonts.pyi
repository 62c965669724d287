class TTFontFace:
    charToGlyph: dict[int, int]

class TTFont:
    face: TTFontFace
    fontName: str
    def __init__(self, name: str, filename: str) -> None: ...
    def stringWidth(self, text: str, size: float) -> float: ...
