from __future__ import annotations

import json
import sys
from collections.abc import Iterator

import pytest

from relu_tui.cli import main
from relu_tui.console import practice
from relu_tui.experiments import published
from relu_tui.experiments.results import Report
from relu_tui.experiments.run import run as experiment
from relu_tui.experiments.setup import Setup
from tests.console.test_command_line import refused, run

SMALL = ("--units", "12", "--batch", "64", "--draws", "6", "--images", "synthetic", "--seed", "5")


def test_the_figures_are_told_with_what_they_say(capsys: pytest.CaptureFixture[str]) -> None:
    out = run(capsys, "practice", *SMALL)
    assert "6 random networks with 3 hidden layers of 12 ReLUs each, each shown 64 images; seed 5." in out
    assert "Images: 1000 of smooth spots, made by relu-tui." in out
    for name in ("float16", "mixed", "float32", "float64"):
        assert any(line.startswith(f"{name} ") and "13,824" in line for line in out.splitlines())
    assert "  float32 published  ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒ " in out
    assert "(463 of 1000)" in out
    assert "NeurIPS 2021" in out
    assert "Stopped" not in out
    assert max(map(len, out.splitlines())) <= 100


def test_the_figures_for_scripts(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(run(capsys, "practice", *SMALL, "--formats", "float32,float16", "--json"))
    assert found["complete"] is True
    assert found["setup"]["units"] == [12, 12, 12]
    assert [tally["number_format"] for tally in found["tallies"]] == ["float32", "float16"]
    assert found["published"]["differing"]["float32"] == list(published.DIFFERING["float32"])
    assert found["published"]["layers"] == list(published.LAYERS)
    again = json.loads(run(capsys, "practice", *SMALL, "--formats", "float32,float16", "--json"))
    assert again == found


def test_without_options_it_is_the_usual_setup(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Setup] = []

    def first_draw(setup: Setup) -> Iterator[Report]:
        asked.append(setup)
        yield next(experiment(Setup(samples=1, draws=1, source="synthetic")))

    monkeypatch.setattr(practice, "experiment", first_draw)
    run(capsys, "practice")
    run(capsys, "practice", "--layers", "2")
    run(capsys, "practice", "--units", "64, 32")
    assert asked == [Setup(), Setup((64, 64)), Setup((64, 32))]


@pytest.mark.parametrize("after", [0, 2])
def test_what_is_stopped_is_told_as_far_as_it_came(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    def stopped(setup: Setup) -> Iterator[Report]:
        for report in experiment(setup):
            if report.done > after:
                raise KeyboardInterrupt
            yield report

    monkeypatch.setattr(practice, "experiment", stopped)
    assert main(["practice", *SMALL]) == 130
    out = capsys.readouterr().out
    assert ("Stopped after 2 of 6 draws: these are the figures so far." in out) == bool(after)
    assert main(["practice", *SMALL, "--json"]) == 130
    out = capsys.readouterr().out
    assert not after or (json.loads(out)["complete"], json.loads(out)["draws_done"]) == (False, 2)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--units", "0"), "0 units in a layer: use 1 to 512"),
        (("--units", "many"), "--units 'many'"),
        (("--units", "8,8", "--layers", "3"), "leave one of them out"),
        (("--layers", "9"), "9 layers: use 1 to 8"),
        (("--layers", "1000000000"), "layers: use 1 to 8"),
        (("--batch", "5000"), "5000 images in a batch: use 1 to 1024"),
        (("--draws", "0"), "0 draws: use 1 to 100000"),
        (("--draws", "1.5"), "is not a whole number"),
        (("--seed", "1e3"), "is not a whole number"),
        (("--formats", "float8"), "the formats float8: use some of float16, mixed, float32, float64"),
        (("--images", "mnist"), "invalid choice"),
    ],
)
def test_what_is_out_of_bounds_is_refused(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], message: str
) -> None:
    assert message in refused(capsys, "practice", *arguments)


def test_digits_that_are_not_installed_are_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sklearn", None)
    assert "install relu-tui[practice]" in refused(capsys, "practice", "--images", "digits")


def test_progress_is_said_only_where_someone_watches(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(practice, "INTERVAL", -1.0)
    run(capsys, "practice", *SMALL)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert main(["practice", *SMALL]) == 0
    captured = capsys.readouterr()
    assert "3 of 6 draws, about" in captured.err
    assert captured.err.endswith("\r\x1b[K")
    assert "about 1 s left" not in captured.out


def test_bars_are_plain_where_the_terminal_is() -> None:
    report = next(experiment(Setup(samples=1, draws=1, source="synthetic")))
    text = practice.as_text(report, 100, practice.PLAIN_BARS)
    assert "=" * practice.BAR in text
    assert "█" not in text
    assert "▒" not in text
