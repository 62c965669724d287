"""Verdicts, the table and the JSON of a run."""

import json

import pytest

from benchmarks import __main__ as command
from benchmarks import report
from benchmarks.finding import Limit, Measurement, Skipped

KEPT = Measurement("paper", "once", (Limit("p95, ms", 12.345, 40.0),), {"median ms": 11.0})
MISSED = Measurement("start", "once", (Limit("ms", 1.0, 2.0), Limit("× peer", 0.61, 0.6)))
TOLD = Measurement("for information", "once", (), {"s": 3.5})
SKIPPED = Skipped("card", "pcscd is not installed (apt install pcscd)")


def test_a_limit_may_be_met_exactly():
    assert Limit("×", 0.6, 0.6).kept
    assert not Limit("×", 0.6000001, 0.6).kept


def test_one_missed_limit_misses_the_budget():
    assert KEPT.kept
    assert not MISSED.kept
    assert report.kept([KEPT, TOLD, SKIPPED])
    assert not report.kept([KEPT, MISSED])


def test_the_table_says_what_is_kept_missed_and_skipped():
    table = "\n".join(line for each in (KEPT, MISSED, TOLD, SKIPPED) for line in report.lines(each))
    assert "ok    paper: once" in table
    assert "p95, ms: 12.3 ≤ 40" in table
    assert "(median ms 11)" in table
    assert "OVER  start: once" in table
    assert "× peer: 0.61 > 0.6" in table
    assert "      for information: once" in table
    assert "skip  card: pcscd is not installed" in table


def test_the_file_holds_every_figure_and_reads_back(tmp_path):
    file = tmp_path / "deep" / "bench.json"
    report.write(file, report.document({"cores": 2}, [KEPT, MISSED, TOLD, SKIPPED]))
    read = json.loads(file.read_text("utf-8"))
    assert read["machine"] == {"cores": 2}
    assert read["kept"] is False
    paper, start, told, card = read["results"]
    assert paper["limits"] == [{"what": "p95, ms", "value": 12.345, "most": 40.0, "kept": True}]
    assert paper["figures"] == {"median ms": 11.0}
    assert [limit["kept"] for limit in start["limits"]] == [True, False]
    assert told["kept"] is None
    assert card == {"name": "card", "skipped": SKIPPED.why}


@pytest.mark.parametrize(("results", "code"), [([KEPT, SKIPPED], 0), ([KEPT, MISSED], 1)])
def test_the_command_ends_with_one_when_a_budget_is_missed(
    results, code, tmp_path, monkeypatch, capsys
):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(command, "MEASUREMENTS", (lambda: results,))
    assert command.main() == code
    assert json.loads((tmp_path / command.OUT / "bench.json").read_text())["kept"] is (code == 0)
    assert "paper" in capsys.readouterr().out
