"""Where the screens' files lie: in the source tree, or in the installed package."""

from importlib.util import find_spec
from pathlib import Path

_FACES = ("Regular", "Semibold", "Bold")


def qml_root() -> Path:
    """The folder that holds the QML module ``Kiosk``: an import path of the engine.

    Raises FileNotFoundError when the installation is incomplete.
    """
    here = Path(__file__).resolve().parent
    for root in (here / "qml", here.parent.parent / "qml"):
        if (root / "Kiosk").is_dir():
            return root
    raise FileNotFoundError("the QML module Kiosk is not installed")


def has_compiled_screens() -> bool:
    """Whether Qt's compiler has been over the module, which it is as a whole."""
    return (qml_root() / "Kiosk" / "Main.qmlc").is_file()


def font_files() -> tuple[Path, ...]:
    """Source Sans in the cuts the screens use, found without importing its package."""
    spec = find_spec("font_source_sans_pro")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("font_source_sans_pro is not installed")
    folder = Path(spec.submodule_search_locations[0]) / "files"
    return tuple(folder / f"SourceSansPro-{face}.ttf" for face in _FACES)
