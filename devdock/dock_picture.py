"""A picture of the kiosk and its dock, side by side as on a developer's screen."""

from pathlib import Path

from PIL import Image
from PySide6.QtWidgets import QApplication

from devdock.demo_commands import DemoCommands
from devdock.demo_environment import DemoEnvironment
from devdock.panel.command_runner import CommandRunner
from devdock.panel.dock import Dock
from devdock.panel.show import prepare
from devdock.patience import eventually

SIZE = 1380, 1000
_MARGIN = 20
_AROUND = "#3c4048"
_WITHIN_S = 20.0


def take(environment: DemoEnvironment, kiosk: Path, folder: Path) -> Image.Image:
    """Of a running demonstration, once in a process; ``kiosk`` is a picture of its window,
    ``folder`` is for what is in between."""
    application = QApplication([])
    prepare(application)
    runner = CommandRunner(DemoCommands(environment))
    dock = Dock(runner, environment.paper, environment.strips, environment.logs)
    dock.resize(*SIZE)
    dock.show()

    def shows_the_screen() -> bool:
        application.processEvents()
        return dock.state.text().startswith("Screen")

    eventually(shows_the_screen, "the dock shows the kiosk's screen", _WITHIN_S)
    # What has been written makes its boxes ask for another place.
    application.processEvents()
    dock.grab().save(str(folder / "dock.png"))
    dock.close()
    runner.close()
    with Image.open(kiosk) as left, Image.open(folder / "dock.png") as right:
        width = round(left.width * SIZE[1] / left.height)
        whole = Image.new("RGB", (width + SIZE[0] + 3 * _MARGIN, SIZE[1] + 2 * _MARGIN), _AROUND)
        small = left.convert("RGB").resize((width, SIZE[1]), Image.Resampling.LANCZOS)
        whole.paste(small, (_MARGIN, _MARGIN))
        whole.paste(right.convert("RGB"), (width + 2 * _MARGIN, _MARGIN))
    return whole
