"""``central staff``: the same as the pages do, with the account of the system as who did it."""

import re

import pytest
from sqlalchemy import create_engine, text
from typer.testing import CliRunner

from central.cli.main import main
from wire.staff_pepper import StaffPepper, pepper_of_agency


@pytest.fixture
def staff(central, tmp_path):
    assert central("migrate").exit_code == 0
    (tmp_path / "central-audit.key").write_text(central("audit-key").output)
    (tmp_path / "console.toml").write_text('staff_secret_file = "staff.key"\n')
    with create_engine(f"sqlite:///{tmp_path}/central.db").begin() as db:
        db.execute(
            text("INSERT INTO kiosks (name, label, site, added_at) VALUES (:id, :id, :site, :at)"),
            [{"id": f"k-{site}", "site": site, "at": "2026-11-22 09:00:00"} for site in SITES],
        )

    def run(*arguments: str, line: str = ""):
        return CliRunner().invoke(main, ["staff", *arguments, "--config", "console.toml"], line)

    return run


SITES = ("0131", "0132")
WHO = ("add", "a-17", "--name", "Agnès Durand", "--site", "0131")


def rows(tmp_path, query: str) -> list[tuple[str, ...]]:
    with create_engine(f"sqlite:///{tmp_path}/central.db").connect() as db:
        return [tuple(row) for row in db.execute(text(query))]


def test_from_the_secret_to_a_pin_that_the_kiosks_pepper_fits(staff, tmp_path) -> None:
    assert staff(*WHO).exit_code == 78
    assert "written" in staff("secret").output
    assert "already" in staff("secret").output
    secret = tmp_path / "staff.key"
    assert secret.stat().st_mode & 0o777 == 0o600
    added = staff(*WHO, "--badge", "staff serial 00A1B2C3")
    assert "agency 0131: draft 1 waits for a second person" in added.output
    pin = re.search(r"PIN, not shown again: (\d{6})", added.output)
    assert pin
    pepper = StaffPepper.of_text(staff("pepper", "0131").output)
    assert pepper.id == pepper_of_agency(bytes.fromhex(secret.read_text()), "0131").id
    ((verifier,),) = rows(tmp_path, "SELECT verifier FROM staff_pins")
    assert pepper.fits(verifier, "a-17", pin[1])
    listed = staff("list", "0131").output
    assert "Agnès Durand" in listed
    assert "draft 1 waits" in listed
    assert pin[1] not in listed


def test_each_deed_of_the_pages_is_a_command(staff, tmp_path) -> None:
    staff("secret")
    staff(*WHO)
    assert staff("change", "a-17", "--role", "technician").exit_code == 0
    assert staff("pin", "a-17", "--site", "0131", "--site", "0132").exit_code == 0
    assert "app" in staff("pin", "a-17", "--second-factor").output
    assert staff("suspend", "a-17").exit_code == 0
    assert "suspended" in staff("list", "0132").output
    assert staff("resume", "a-17").exit_code == 0
    assert staff("draft", "0131").exit_code == 0
    assert staff("remove", "a-17").exit_code == 0
    assert staff("suspend", "a-17").exit_code == 3
    acts = rows(tmp_path, "SELECT act FROM audit WHERE act LIKE 'staff_%' ORDER BY id")
    assert [each for (each,) in acts] == [
        "staff_add",
        "staff_change",
        "staff_pin",
        "staff_pin",
        "staff_suspend",
        "staff_resume",
        "staff_remove",
    ]


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (("--typed",), "tried first"),
        (("--role", "root"), "role: is missing"),
        (("--site", "9999"), "has no kiosk"),
        (("--badge", "staff serial"), "badge: is not in the form"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(staff, tmp_path, more, told) -> None:
    staff("secret")
    answer = staff(*WHO, *more, line="123456\n")
    assert answer.exit_code == 4
    assert told in answer.output
    assert rows(tmp_path, "SELECT id FROM staff_members") == []
