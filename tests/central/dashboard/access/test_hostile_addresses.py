"""What nobody gave out, in an address or a form: an answer, and never a bug."""

import pytest
from sqlalchemy import select

from central.store.admin_models import ProposalRow
from central.store.configuration_models import ConfigurationDraftRow
from central.store.database import transaction
from tests.central.dashboard.access.console import ADMINISTRATOR, Console

LARGE = "9" * 5_000
ADDRESSES = {
    f"/waves/{LARGE}": 400,
    f"/waves/{LARGE}/live": 400,
    f"/waves/{LARGE}/abort": 400,
    "/waves/9223372036854775808": 400,
    f"/configuration/drafts/{LARGE}": 400,
    "/configuration/drafts/9223372036854775808": 404,
    "/configuration/layers/agency:0131?draft=99999999999999999999": 200,
    "/configuration/layers/kiosk:k9%00": 404,
    "/configuration/history/agency:" + "a" * 2_000: 404,
    "/staff/members/%00": 404,
    "/kiosks/k1%00": 404,
    "/kiosks?sort=heard&after=[%220001-01-01T00:00:00%2B14:00%22,%22a%22,%22b%22]": 200,
    "/kiosks?sort=heard&after=[%229999-12-31T23:59:59-14:00%22,%22a%22,%22b%22]": 200,
    "/statistics?since=0001-01-01&until=0001-01-05": 200,
    "/statistics.csv?since=0001-01-01&until=0001-01-05": 200,
    "/statistics?since=9999-12-31&until=9999-12-31": 200,
}


@pytest.mark.any_store
def test_no_address_and_no_form_is_a_bug(console: Console) -> None:
    browser = console.add("lea", ADMINISTRATOR).signed_in()
    assert {each: browser.get(each).status_code for each in ADDRESSES} == ADDRESSES
    browser.get("/bulk-reading")
    asked = {"scope": "agency:01\N{NULL}31", "readings": "5"}
    assert browser.post("/bulk-reading", csrf=browser.token, **asked).status_code == 303
    drafted = browser.post("/staff/draft", csrf=browser.token, site="nowhere")
    assert drafted.headers["location"] == "/staff"
    with transaction(console.access.engine) as db:
        assert db.scalars(select(ProposalRow.target)).all() == ["agency:0131"]
        assert db.scalars(select(ConfigurationDraftRow)).all() == []
