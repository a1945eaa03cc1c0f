"""`relu-tui network` and `relu-tui descent`."""

from __future__ import annotations

import json

import pytest

from relu_tui.cli import main


def test_a_network_is_printed_and_told_for_scripts(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["network", "--weights", "1 0, -1 0; 1 -1 0"]) == 0
    out = capsys.readouterr().out
    assert "✗ cancels" in out
    assert "not the derivative at 1 of 1, marked ✗." in " ".join(out.split())
    assert main(["network", "--weights", "-1 0; -1 0; 1 0", "--low", "-2", "--high", "1/2", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["function"] == "relu(-relu(-x))"
    assert found["on_their_kink"] == [{"unit": [2, 1], "from": "0", "to": "1/2"}]
    (kink,) = found["kinks"]
    assert (kink["cancels"], kink["wrong"], kink["returned"]["1/2"]) == (True, False, "1/4")


def test_descent_is_printed_and_told_for_scripts(capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        main(["descent", "--start", "-1", "--rate", "1/2", "--at-zero", "1", "--steps", "4", "--json"]) == 0
    )
    found = json.loads(capsys.readouterr().out)
    assert [place["exact"] for place in found["places"]] == ["-1", "-1/2", "0", "-1/2", "0"]
    assert (found["exactly_0"], found["exactly_0_in_float32"]) == (2, 2)


@pytest.mark.parametrize(
    "words",
    [
        ["network", "--units", "0"],
        ["network", "--units", "a"],
        ["network", "--units", "9999,9999"],
        ["network", "--low", "1", "--high", "0"],
        ["network", "--weights", "1; 1"],
        ["descent", "--rate", "0"],
        ["descent", "--rate", "-1"],
        ["descent", "--start", "1e9999"],
        ["descent", "--steps", "100000"],
    ],
)
def test_what_cannot_be_used_is_one_line(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
