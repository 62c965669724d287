"""Pictures of every screen: ``python -m tests.qml.harness [--out DIR] [--only NAME] [--variants …]``."""

import argparse
import os
from pathlib import Path

VARIANTS: dict[str, dict[str, bool]] = {
    "normal": {},
    "large": {"large": True},
    "contrast": {"contrast": True},
    "low": {"low": True},
    "low-large": {"low": True, "large": True},
}
SIZES = {"portrait": (1080, 1920), "wide": (1920, 1080), "square": (1280, 1024)}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--out", type=Path, default=Path("build/screens"))
    options.add_argument("--only", nargs="*", default=[])
    options.add_argument("--variants", nargs="*", choices=VARIANTS, default=list(VARIANTS))
    options.add_argument("--languages", nargs="*", default=["fr", "en"])
    options.add_argument("--sizes", nargs="*", choices=SIZES, default=["portrait"])
    chosen = options.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    from PySide6.QtGui import QGuiApplication

    from tests.qml.samples import NAMES
    from tests.qml.stage import stage

    application = QGuiApplication([])
    with stage() as set_up:
        for size in chosen.sizes:
            for language in chosen.languages:
                for variant in chosen.variants:
                    for name in chosen.only or NAMES:
                        set_up.show(name, language=language, size=SIZES[size], **VARIANTS[variant])
                        set_up.picture(chosen.out / size / language / variant / f"{name}.png")
    application.quit()


if __name__ == "__main__":
    main()
