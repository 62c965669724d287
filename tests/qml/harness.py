"""Pictures of every screen in every setting: ``python -m tests.qml.harness --help``."""

import argparse
import os
import sys
from pathlib import Path

VARIANTS: dict[str, dict[str, bool]] = {
    "normal": {},
    "large": {"large_text": True},
    "contrast": {"high_contrast": True},
    "low": {"low_mode": True},
    "low-large": {"low_mode": True, "large_text": True},
}
SIZES = {"portrait": (1080, 1920), "wide": (1920, 1080), "square": (1280, 1024)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("build/screens"))
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--variants", nargs="*", choices=VARIANTS, default=list(VARIANTS))
    parser.add_argument("--languages", nargs="*", default=["fr", "en"])
    parser.add_argument("--sizes", nargs="*", choices=SIZES, default=["portrait"])
    chosen = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    from kiosk.ui.engine import make_application
    from kiosk.ui.preferences import Preferences
    from tests.qml.samples import NAMES
    from tests.qml.stage import screen_stage

    application = make_application(["screens"])
    with screen_stage() as stage:
        for size in chosen.sizes:
            for language in chosen.languages:
                for variant in chosen.variants:
                    preferences = Preferences(language, **VARIANTS[variant])
                    for name in chosen.only or NAMES:
                        stage.show(name, preferences, SIZES[size])
                        stage.picture(chosen.out / size / language / variant / f"{name}.png")
        complaints = list(dict.fromkeys(stage.complaints))
    application.quit()
    if complaints:
        sys.exit("\n".join(complaints))


if __name__ == "__main__":
    main()
