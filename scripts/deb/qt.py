"""Qt, of which the kiosk needs a quarter: its QML modules, its plugins, and what these load."""

import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import PySide6

from scripts.deb.elf import needed_by

_COMPILER = Path(PySide6.__path__[0]) / "Qt" / "libexec" / "qmlcachegen"
"""Of the locked version: Qt takes byte code of its very own version alone."""

_MODULES = frozenset({"QtCore", "QtGui", "QtNetwork", "QtOpenGL", "QtQml", "QtQuick"})
"""Of PySide6; network and OpenGL are imported by those of QML and Quick."""
_QT_FOLDERS = frozenset({"lib", "plugins", "qml"})
_QML = ("QtQml", "QtQml/Models", "QtQml/WorkerScript", "QtQuick", "QtQuick/Shapes")
_QML_ROOT = frozenset({"builtins.qmltypes", "jsroot.qmltypes"})
_PLUGINS = frozenset(
    {
        # The screen, and one without a screen for whoever looks into the machine.
        "platforms/libqwayland.so",
        "platforms/libqoffscreen.so",
        "wayland-graphics-integration-client/libqt-plugin-wayland-egl.so",
        "wayland-shell-integration/libxdg-shell.so",
        "wayland-shell-integration/libfullscreen-shell-v1.so",
        # The logo of a caisse.
        "imageformats/libqjpeg.so",
        "imageformats/libqsvg.so",
        "imageformats/libqwebp.so",
    }
)


def keep_what_is_used(packages: Path) -> None:
    """Takes from ``packages`` all of PySide6 that the kiosk never loads."""
    pyside = packages / "PySide6"
    unused = [each for each in pyside.iterdir() if not _is_kept(each)]
    unused += [each for each in (pyside / "Qt").iterdir() if each.name not in _QT_FOLDERS]
    for each in unused:
        _remove(each)
    plugins = pyside / "Qt" / "plugins"
    _remove_files(plugins, {plugins / name for name in _PLUGINS})
    qml = pyside / "Qt" / "qml"
    kept = {file for name in _QML for file in (qml / name).iterdir() if file.is_file()}
    _remove_files(qml, kept | {qml / name for name in _QML_ROOT})
    _keep_libraries(pyside)
    _remove_files(
        packages / "shiboken6",
        {
            file
            for file in (packages / "shiboken6").rglob("*")
            if file.suffix == ".py" or ".so" in file.name
        },
    )


def compile_screens(module: Path) -> None:
    """A ``.qmlc`` beside each screen of the folder, a ``.jsc`` beside each script: byte code, which
    Qt reads instead of the source. All or none: kiosk.ui.engine says why."""
    for source in sorted((*module.rglob("*.qml"), *module.rglob("*.js"))):
        compiled = source.with_name(source.name + "c")
        subprocess.run([_COMPILER, "--only-bytecode", "-o", compiled, source], check=True)
        compiled.with_name(compiled.name + ".aotstats").unlink(missing_ok=True)


def _is_kept(each: Path) -> bool:
    if each.suffix == ".so":
        return each.name.split(".")[0] in _MODULES
    return each.name == "Qt" or each.suffix == ".py" or each.name.startswith("libpyside6")


def _keep_libraries(pyside: Path) -> None:
    """What a module, a plugin or a library asks for, and what those ask for in turn."""
    libraries = {file.name: file for file in (pyside / "Qt" / "lib").iterdir() if file.is_file()}
    asking: set[Path] = {
        file for file in pyside.rglob("*.so*") if file.parent.name != "lib" and file.is_file()
    }
    kept: set[Path] = set()
    while asking:
        found = {libraries[name] for name in needed_by(asking) if name in libraries}
        asking = found - kept
        kept |= found
    for file in libraries.values():
        if file not in kept:
            file.unlink()


def _remove_files(folder: Path, kept: Iterable[Path]) -> None:
    """Every file but those, and the folders that are empty then."""
    spared = set(kept)
    missing = [str(each) for each in spared if not each.is_file()]
    if missing:
        raise FileNotFoundError(", ".join(missing))
    for each in sorted(folder.rglob("*"), reverse=True):
        if each.is_dir():
            if not any(each.iterdir()):
                each.rmdir()
        elif each not in spared:
            each.unlink()


def _remove(each: Path) -> None:
    if each.is_dir():
        shutil.rmtree(each)
    else:
        each.unlink()
