"""ReportLab's canvas with a shorter way to set a line of text, which tables of many rows need."""

from reportlab.pdfgen.canvas import Canvas

from kiosk.documents.fonts import Face, loaded


class PaperCanvas(Canvas):
    def write(self, x: float, y: float, text: str, face: Face, size: float) -> None:
        """Begins at ``x``, ``y`` in points from the bottom left. ReportLab's own ``drawString``
        says a leading and another line each time, and takes more than twice as long."""
        font = loaded(face)
        parts = [
            f"{font.getSubsetInternalName(subset, self._doc)} {size:g} Tf"
            f" ({self._escape(codes)}) Tj"
            for subset, codes in font.splitString(text, self._doc)
        ]
        self.addLiteral(f"BT 1 0 0 1 {x:.7g} {y:.7g} Tm {' '.join(parts)} ET")
