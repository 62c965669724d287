"""Back to the former version by dpkg: it starts with the store that the next one has written."""

from pathlib import Path

from kiosk.sync.db.schema import VERSION
from tests.machine import image
from tests.machine.kiosk_machine import KioskMachine
from tests.machine.next_version import NEXT, version_of
from tests.machine.queued import Queued, expect_arrival, waiting
from tests.machine.test_upgrade import PACKAGE, Upgrade, Version, expect_whole, installed_as

STORE = "/var/lib/kiosk-sync/queue.sqlite3"
_AS_THE_NEXT = f"""
import sqlite3
store = sqlite3.connect("{STORE}")
store.execute("CREATE TABLE of_the_next (one INTEGER PRIMARY KEY)")
store.execute("ALTER TABLE actions ADD COLUMN of_the_next TEXT NOT NULL DEFAULT 'some'")
store.execute("PRAGMA user_version = {VERSION + 1}")
store.commit()
"""
_VERSION_OF_STORE = f"""
import sqlite3
print(sqlite3.connect("{STORE}").execute("PRAGMA user_version").fetchone()[0])
"""


def test_the_former_version_goes_on_with_the_store_of_the_next(
    queued: Queued, tmp_path: Path
) -> None:
    former, following = image.package(PACKAGE), image.next_kiosk()
    with queued.on(tmp_path) as kiosk:
        install(kiosk, following)
        assert installed_as(kiosk).endswith(NEXT)
        write_as_the_next(kiosk)
        install(kiosk, former)
        versions = (Version(package, version_of(package)) for package in (following, former))
        upgrade = Upgrade(kiosk.machine.root, *versions)
        expect_whole(kiosk, upgrade, upgrade.new)
        assert not (upgrade.root / upgrade.old.folder).exists()
        assert as_kiosk_sync(kiosk, _VERSION_OF_STORE).strip() == str(VERSION + 1)
        assert waiting(kiosk) == [queued.reference]
        expect_arrival(kiosk, queued.reference)


def install(kiosk: KioskMachine, package: Path) -> None:
    kiosk.put_package(package)
    kiosk.machine.shell("dpkg --install /var/tmp/borne-kiosk.deb", within_s=300)
    kiosk.expect_ready()


def write_as_the_next(kiosk: KioskMachine) -> None:
    """What a release adds to the store: a table, a column, a number."""
    kiosk.machine.shell("systemctl stop kiosk-sync")
    as_kiosk_sync(kiosk, _AS_THE_NEXT)
    kiosk.machine.shell("systemctl start kiosk-sync")


def as_kiosk_sync(kiosk: KioskMachine, script: str) -> str:
    words = ("runuser", "-u", "kiosk-sync", "--", "python3", "-c", script)
    done = kiosk.machine.run(*words)
    assert done.ok, done.err
    return done.out
