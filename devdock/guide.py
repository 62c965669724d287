"""``make guide``: the agents' guide as two printable pages, out of its Markdown."""

import re
import sys
from pathlib import Path

from markdown_it import MarkdownIt

from devdock.console_pictures import browser_at_hand
from kiosk.ui.paths import font_files

GUIDE = Path("docs/guide-agent.fr.md")
STYLE = Path(__file__).with_name("guide.css")
PDF = Path("build/guide-agent.pdf")
_HEADING = re.compile(r"^(?=## )", re.MULTILINE)


def as_html(guide: str, style: str, base: str) -> str:
    """One page of HTML: what stands before the first heading, then each heading with what is under
    it as a card. ``base``: the address that its pictures are told from."""
    top, *cards = (MarkdownIt().render(part) for part in _HEADING.split(guide))
    sections = "".join(f"<section>{card}</section>" for card in cards)
    return (
        f'<!doctype html><html lang="fr"><meta charset="utf-8"><base href="{base}">'
        f"<title>Guide de l’agent</title><style>{style}</style>"
        f"<header>{top}</header><main>{sections}</main></html>"
    )


def style() -> str:
    """With the fonts of the screens."""
    regular, semibold, bold = (file.as_uri() for file in font_files())
    faces = "".join(
        f"@font-face{{font-family:'Guide';font-weight:{weight};src:url('{file}')}}"
        for weight, file in ((400, regular), (600, semibold), (700, bold))
    )
    return faces + STYLE.read_text(encoding="utf-8")


def print_guide(pdf: Path) -> bool:
    """Whether there is a browser to print it with."""
    with browser_at_hand() as browser:
        if browser is None:
            return False
        pdf.parent.mkdir(parents=True, exist_ok=True)
        html = pdf.with_suffix(".html")
        base = f"{GUIDE.parent.resolve().as_uri()}/"
        html.write_text(as_html(GUIDE.read_text(encoding="utf-8"), style(), base), encoding="utf-8")
        page = browser.new_page()
        page.goto(html.resolve().as_uri())
        page.evaluate("document.fonts.ready")
        page.pdf(path=str(pdf), prefer_css_page_size=True, print_background=True)
    return True


def main() -> int:
    if not print_guide(PDF):
        print("no guide printed: Chromium and Playwright are needed")
        return 1
    print(f"guide: {PDF}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
