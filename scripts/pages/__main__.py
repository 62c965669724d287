"""Writes the pages that are made from the code: ``python -m scripts.pages``, or ``make pages``."""

from scripts.pages.written import PAGES, ROOT

for name, page in PAGES.items():
    (ROOT / name).write_text(page(), encoding="utf-8")
    print(f"pages: {name}")
