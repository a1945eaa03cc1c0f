"""What the experiment on exact zeros says, what can be chosen for it, and how it runs for a screen."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from relu_tui.child_process import ChildError
from relu_tui.experiments import run as running
from relu_tui.experiments import summary
from relu_tui.experiments.background import Beside, Within
from relu_tui.experiments.results import Report, Tally
from relu_tui.experiments.setup import FORMATS, Setup
from relu_tui.experiments.setup_choices import NAMES, Choices, changed, moved, reseeded

TALLIES = (
    Tally("float16", 200, 2_457_600, 206, 124, 123, 124, 0.0123),
    Tally("mixed", 200, 2_457_600, 1, 1, 0, 1, 0.006),
    Tally("float32", 200, 2_457_600),
    Tally("float64", 200, 2_457_600),
)
REPORT = Report(Setup(), "synthetic", "made for a test", TALLIES)
SMALL = Setup(units=(6, 5), samples=4, draws=3, seed=2, formats=("float16", "float64"), source="synthetic")


# --- words ----------------------------------------------------------------------------------------


def test_the_experiment_is_described() -> None:
    assert summary.described(Setup()) == (
        "200 random networks with 3 hidden layers of 64 ReLUs each, each shown 64 images; seed 1."
    )
    assert summary.described(Setup((8,), 1, 1, 7)) == (
        "1 random network with 1 hidden layer of 8 ReLUs, each shown 1 image; seed 7."
    )
    assert "2 hidden layers of 8, 4 ReLUs" in summary.described(Setup((8, 4)))


def test_a_row_of_the_table() -> None:
    assert summary.cells(TALLIES[0]) == (
        "float16",
        "206",
        "2,457,600",
        "11,930",
        "123 of 200",
        "124 of 200",
        "1.2 %",
    )
    assert summary.cells(TALLIES[2])[1:] == ("0", "2,457,600", "none", "0 of 200", "0 of 200", "–")
    assert len(summary.HEADS) == 7


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "1"),
        (11_930.1, "11,930"),
        (999_999.4, "999,999"),
        (2_457_600, "2.46 million"),
        (3.446e8, "345 million"),
        (2e9, "2 billion"),
    ],
)
def test_large_numbers_are_read(number: float, text: str) -> None:
    assert summary.large(number) == text


@pytest.mark.parametrize(
    ("share", "text"),
    [(0, "0 %"), (1, "100 %"), (0.463, "46.3 %"), (0.62, "62 %"), (0.005, "0.5 %"), (0.000268, "0.027 %")],
)
def test_shares_are_percentages(share: float, text: str) -> None:
    assert summary.percent(share) == text


def test_each_format_stands_beside_the_published_figure_that_belongs_to_it() -> None:
    bars = summary.bars(REPORT)
    assert [(bar.label, bar.text, bar.published) for bar in bars] == [
        ("float16 here", "62 % (124 of 200)", False),
        ("mixed here", "0.5 % (1 of 200)", False),
        ("float16 published", "100 % (1000 of 1000)", True),
        ("float32 here", "0 % (0 of 200)", False),
        ("float32 published", "46.3 % (463 of 1000)", True),
        ("float64 here", "0 % (0 of 200)", False),
        ("float64 published", "0 % (0 of 1000)", True),
    ]


def test_another_depth_is_said_with_the_published_figure() -> None:
    setup = Setup((64,) * 4, formats=("float16",))
    bars = summary.bars(Report(setup, "", "", TALLIES[:1]))
    assert bars[1].label == "float16 published"
    assert bars[1].text == "100 % (1000 of 1000, 3 layers)"


@pytest.mark.parametrize(
    ("share", "width", "cells"), [(0, 10, 0), (1, 10, 10), (0.001, 10, 1), (0.5, 9, 4), (0.96, 10, 10)]
)
def test_a_bar_is_seen_if_it_is_not_nothing(share: float, width: int, cells: int) -> None:
    assert summary.Bar("", share, "").length(width) == cells


def test_findings_say_what_came_out() -> None:
    first, second, none, verdict = summary.findings(REPORT)
    assert first == (
        "float16: one value in 11,930 was exactly 0, "
        "and in 124 of 200 draws the gradient depends on ReLU′(0)."
    )
    assert second.startswith("mixed: one value in 2.46 million")
    assert none == (
        "float32, float64: none of 2,457,600 values was exactly 0, so nothing depended on ReLU′(0). "
        "(Fewer than one value in 819,200 is 0, with 95 % confidence.)"
    )
    assert verdict == (
        "So in float16 0 is rare for one unit, and not for a network: "
        "each draw has 12,288 values that could be 0."
    )


@pytest.mark.parametrize(
    ("differ", "said"),
    [(0, "So 0 was rare in these draws: "), (1, "did occur, most in mixed"), (100, "not for a network")],
)
def test_the_verdict_follows_the_figures(differ: int, said: str) -> None:
    tally = replace(TALLIES[1], differ_one=differ, zeros=differ)
    setup = Setup(formats=("mixed",))
    assert said in summary.findings(Report(setup, "", "", (tally,)))[-1]


def test_before_the_first_draw_nothing_is_found() -> None:
    empty = Report(Setup(), "", "", tuple(map(Tally, FORMATS)))
    assert summary.findings(empty) == ()
    assert all(bar.share == 0 for bar in summary.bars(empty) if not bar.published)


def test_published_rates_and_what_they_would_mean_here() -> None:
    published, here = summary.beside(REPORT)
    assert "Bertoin, Bolte, Gerchinovitz, Pauwels, NeurIPS 2021" in published
    assert "float16 one in 12 million and float32 one in 345 million values" in published
    # 206 zeros of 2,457,600 values, 192 units, 60,000 images
    assert here.endswith("float16 about 966, mixed about 5.")
    assert len(summary.beside(replace(REPORT, tallies=TALLIES[2:]))) == 1


@pytest.mark.parametrize(
    ("done", "draws", "seconds", "text"),
    [
        (0, 10, 3.0, "0 of 10 draws"),
        (5, 10, 3.0, "5 of 10 draws, about 3 s left"),
        (1, 1000, 1.0, "1 of 1000 draws, about 17 min left"),
        (1, 100_000, 1.0, "1 of 100000 draws, about 28 h left"),
    ],
)
def test_progress_says_how_long_it_will_take(done: int, draws: int, seconds: float, text: str) -> None:
    assert summary.progress(done, draws, seconds) == text


def test_partial_figures_are_said_to_be_partial() -> None:
    part = replace(REPORT, setup=Setup(draws=500))
    assert summary.stopped(part) == "Stopped after 200 of 500 draws: these are the figures so far."
    assert summary.stopped(REPORT) == ""
    assert summary.finished(REPORT, 5.5).startswith("✓ 200 draws in 6 s.")


# --- choices --------------------------------------------------------------------------------------


def test_choices_make_a_setup() -> None:
    assert Choices().setup == Setup()
    chosen = Choices(layers=2, units=8, batch=16, draws=50, format="float32", seed=9)
    assert chosen.setup == Setup((8, 8), 16, 50, 9, ("float32",))
    assert [name for name, _ in chosen.shown] == list(NAMES)


def test_the_cursor_goes_round() -> None:
    choices = Choices()
    assert moved(choices, -1).cursor == len(NAMES) - 1
    assert moved(moved(choices, -1), 1) == choices


@pytest.mark.parametrize("shared", [False, True])
@pytest.mark.parametrize("cursor", range(len(NAMES)))
def test_every_value_that_can_be_reached_is_within_bounds(cursor: int, shared: bool) -> None:
    choices = Choices(cursor=cursor, shared=shared)
    for step in (1, -1):
        for _ in range(12):
            before, choices = choices, changed(choices, step)
            assert choices.setup.draws
            assert choices.cursor == before.cursor
    for _ in range(12):
        choices = changed(choices, -1)
    assert changed(choices, -1) == choices


def test_a_shared_account_stays_small() -> None:
    choices = Choices(shared=True)
    for cursor in range(5):
        choices = replace(choices, cursor=cursor)
        for _ in range(12):
            choices = changed(choices, 1)
    assert choices.setup.values <= 3 * 64 * 64
    assert choices.setup.draws <= 200
    assert len(choices.setup.units) <= 3


def test_what_was_run_is_run_again_with_another_seed() -> None:
    choices = Choices()
    assert reseeded(choices, None) == choices
    assert reseeded(choices, choices.setup).seed == 2
    assert reseeded(replace(choices, layers=2), choices.setup) == replace(choices, layers=2)


# --- running --------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [Beside, Within])
def test_a_run_ends_with_the_figures_of_its_setup(kind: Any) -> None:
    found = list(kind(SMALL).reports())
    assert found[-1] == list(running.run(SMALL))[-1]
    assert found[0].done == 1


@pytest.mark.parametrize("kind", [Beside, Within])
def test_a_run_that_is_stopped_gives_no_more(kind: Any) -> None:
    run = kind(replace(SMALL, draws=100_000))
    reports = run.reports()
    assert not next(reports).complete
    run.stop()
    rest = list(reports)
    assert not any(report.complete for report in rest)


def test_a_run_that_cannot_be_started_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    with pytest.raises(ChildError):
        Beside(SMALL)


def test_a_program_that_babbles_gives_no_report(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[1] / "frameworks" / "stand_ins"))
    monkeypatch.setattr("relu_tui.experiments.background.asdict", lambda _: {"function": "no report"})
    with pytest.raises(ValueError, match=r"."):
        list(Beside(SMALL, "garbage").reports())


def test_what_follows_for_training_is_said_first() -> None:
    told = summary.consequence(REPORT)
    assert told.startswith("Training: in float16 ")
    assert "depend on ReLU′(0), by up to" in told
    one = replace(REPORT, tallies=tuple(replace(t, differ_one=1) for t in REPORT.tallies))
    assert "steps depends on ReLU′(0)" in summary.consequence(one)
    none = replace(REPORT, tallies=tuple(t for t in REPORT.tallies if not t.differ_one))
    assert summary.consequence(none).endswith("a step was the same for every choice of ReLU′(0).")
