"""The console's two typefaces, made from those of the product: what European names are written
with, as WOFF2. The whole files are ten times as large as a page with all that is on it.

``uv run --with fonttools==4.68.0 --with brotli==1.2.1 python -m scripts.console_fonts`` writes them
into ``central/dashboard/static``. They bear another name, as the licence of the original (OFL 1.1,
reserved font name "Source") asks of what is not the original.
"""

from importlib.resources import files
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

TARGET = Path(__file__).parents[1] / "central" / "dashboard" / "static"
ORIGINALS = Path(str(files("font_source_sans_pro"))) / "files"
FAMILY = "Borne Sans"
WEIGHTS = {"Regular": "regular", "Semibold": "semibold"}
LETTERS = "U+0020-007E,U+00A0-017F,U+0218-021B,U+1E9E"
SIGNS = "U+2009,U+2010-2015,U+2018-201E,U+2020-2022,U+2026,U+202F,U+2030,U+2039,U+203A,U+20AC"
MORE_SIGNS = "U+2122,U+2190-2193,U+2212,U+2248,U+2260,U+2264,U+2265,U+FFFD"
_FAMILY_IDS, _FULL_ID, _POSTSCRIPT_ID = (1, 16), 4, 6
_KEPT_IDS = (0, 1, 2, 4, 5, 6, 13, 14, 16, 17)


def main() -> None:
    for weight, name in WEIGHTS.items():
        options = subset.Options(
            layout_features=["kern", "liga", "tnum", "lnum", "mark", "ccmp", "locl"],
            name_IDs=_KEPT_IDS,
            flavor="woff2",
            hinting=False,
            desubroutinize=True,
        )
        font = TTFont(ORIGINALS / f"SourceSansPro-{weight}.otf", recalcTimestamp=False)
        cutter = subset.Subsetter(options)
        ranges = f"{LETTERS},{SIGNS},{MORE_SIGNS}"
        cutter.populate(unicodes=subset.parse_unicodes(ranges))
        cutter.subset(font)
        _rename(font, weight)
        font.flavor = "woff2"
        font.save(TARGET / f"{name}.woff2")


def _rename(font: TTFont, weight: str) -> None:
    postscript = f"{FAMILY.replace(' ', '')}-{weight}"
    for record in font["name"].names:
        if record.nameID in _FAMILY_IDS:
            record.string = FAMILY
        elif record.nameID == _FULL_ID:
            record.string = f"{FAMILY} {weight}"
        elif record.nameID == _POSTSCRIPT_ID:
            record.string = postscript
    if "CFF " in font:
        font["CFF "].cff.fontNames[0] = postscript
        top = font["CFF "].cff.topDictIndex[0]
        top.FamilyName, top.FullName = FAMILY, f"{FAMILY} {weight}"


if __name__ == "__main__":
    main()
