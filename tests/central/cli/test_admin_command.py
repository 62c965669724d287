"""The people of the console on the command line: asked for, never on it, and written down."""

import base64
from datetime import UTC, datetime

import pytest
from sqlalchemy import create_engine, text

from central.admins.second_factor import code_at
from central.cli import admins as command

PASSWORD = "phrase tout à fait assez longue"
SECRET_BYTES = bytes(range(20))
SECRET = base64.b32encode(SECRET_BYTES).decode()


class KnownSecret:
    """Chance but for the secret of the second factor, which a test must know."""

    def bytes(self, count: int) -> bytes:
        import secrets

        return SECRET_BYTES if count == len(SECRET_BYTES) else secrets.token_bytes(count)


@pytest.fixture
def cheap(central, monkeypatch: pytest.MonkeyPatch, tmp_path):
    """The command, its settings in a file beside the store; answers are lines of standard input."""
    from typer.testing import CliRunner

    from central.cli.main import main

    monkeypatch.setattr(command, "SystemChance", KnownSecret)
    assert central("migrate").exit_code == 0
    (tmp_path / "central-audit.key").write_text(central("audit-key").output)
    (tmp_path / "console.toml").write_text("hash_time = 1\nhash_memory_kib = 32\n")

    def run(*arguments: str, lines: tuple[str, ...] = ()):
        given = "".join(f"{line}\n" for line in lines)
        return CliRunner().invoke(
            main, ["admin", *arguments, "--config", "console.toml"], input=given
        )

    return run


def now_code() -> str:
    return code_at(SECRET, datetime.now(UTC))


def added(cheap, login: str = "lea"):
    return cheap("add", login, "--name", "Léa", lines=(PASSWORD, PASSWORD, now_code()))


def audit(tmp_path) -> list[tuple[str, str]]:
    with create_engine(f"sqlite:///{tmp_path}/central.db").connect() as db:
        return [tuple(row) for row in db.execute(text("SELECT act, outcome FROM audit"))]


def test_the_first_one_is_an_administrator_and_gets_recovery_codes(cheap, tmp_path) -> None:
    answer = added(cheap)
    assert answer.exit_code == 0, answer.output
    assert "JBSW" not in answer.output
    assert answer.output.count("-") > 30
    assert (tmp_path / "central-admin.key").stat().st_mode & 0o777 == 0o600
    assert "administrator caisse" in cheap("list").output
    assert audit(tmp_path) == [("admin_add", "done"), ("admin_grant", "administrator@caisse")]


def test_the_second_one_may_do_nothing_until_it_is_granted(cheap, tmp_path) -> None:
    added(cheap)
    added(cheap, "ines")
    lasts = [line.split()[-1] for line in cheap("list").output.splitlines()]
    assert sorted(lasts) == ["MAY", "caisse", "nothing"]
    assert cheap("grant", "ines", "operator", "agency:0131").exit_code == 0
    assert "operator agency:0131" in cheap("list").output
    assert cheap("ungrant", "ines", "operator", "agency:0131").exit_code == 0
    assert cheap("ungrant", "ines", "operator", "agency:0131").exit_code == 2
    assert audit(tmp_path)[-2:] == [
        ("admin_grant", "operator@agency:0131"),
        ("admin_ungrant", "operator@agency:0131"),
    ]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (("short", "short"), "at least 12"),
        ((PASSWORD, "another password"), "not the same"),
        (("lea lea lea lea",), "guessed first"),
        (("aaaaaaaaaaaaaaa",), "guessed first"),
        ((PASSWORD, PASSWORD, "000000", "0", ""), "no right code"),
    ],
)
def test_what_will_not_do_is_said_and_nobody_is_added(cheap, lines, told: str) -> None:
    answer = cheap("add", "lea", lines=lines)
    assert answer.exit_code == 2
    assert told in answer.output.replace("\n", " ")
    assert len(cheap("list").output.splitlines()) == 1


def test_nobody_is_added_twice(cheap) -> None:
    added(cheap)
    assert "already" in added(cheap, "LEA").output


def test_suspended_resumed_unlocked_recovered_and_each_is_written_down(cheap, tmp_path) -> None:
    added(cheap)
    for name in ("suspend", "resume", "unlock"):
        assert cheap(name, "lea").exit_code == 0
    another = PASSWORD + " encore"
    answer = cheap("recover", "lea", lines=(another, another, now_code()))
    assert answer.exit_code == 0, answer.output
    assert [act for act, _ in audit(tmp_path)][2:] == [
        "admin_suspend",
        "admin_resume",
        "admin_unlock",
        "admin_recover",
    ]


def test_a_stranger_is_named_as_such(cheap) -> None:
    added(cheap)
    assert cheap("grant", "nobody", "reader", "caisse").exit_code == 2
    assert cheap("recover", "nobody").exit_code == 2


def test_a_subject_wants_a_provider(cheap) -> None:
    assert "no provider" in cheap("add", "lea-at-sso", "--at-provider").output


def test_a_setting_that_the_console_is_not_to_have_is_refused(cheap, tmp_path) -> None:
    with (tmp_path / "console.toml").open("a") as file:
        file.write('intake_key_file = "central-intake.key"\n')
    answer = cheap("list")
    assert answer.exit_code == 78
    assert "intake_key_file" in answer.output
