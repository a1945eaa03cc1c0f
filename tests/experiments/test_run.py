from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections import deque
from dataclasses import asdict, replace
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from relu_tui.experiments import images, multilayer_perceptron, published, summary
from relu_tui.experiments.arithmetic import ARITHMETICS
from relu_tui.experiments.randomness import Stream
from relu_tui.experiments.results import Report, Tally
from relu_tui.experiments.run import counted, run
from relu_tui.experiments.setup import FORMATS, SHORT_FORMATS, SettingsError, Setup

SMALL = Setup(units=(24, 24), samples=200, draws=12, seed=8, source="synthetic")


def final(setup: Setup) -> Report:
    return deque(run(setup), maxlen=1)[0]


EXPECTED = {
    "float16": Tally("float16", 12, 115_200, 6, 5, 5, 5, 0.005580357142857143),
    "mixed": Tally("mixed", 12, 115_200, 1, 1, 1, 1, 0.0006019905821917808),
    "float32": Tally("float32", 12, 115_200),
    "float64": Tally("float64", 12, 115_200),
}
"""Computed once; the same on every machine, as only operations that IEEE 754 defines are used."""

DIGESTS = [
    ("float16", "b13bf4128cb21e72"),
    ("mixed", "724709ebf52fe3a1"),
    ("float32", "7bbac3ed9c4549f5"),
    ("float64", "498f081b1d52edb8"),
]


def test_the_figures_of_a_seed_are_these() -> None:
    found = {tally.number_format: tally for tally in final(SMALL).tallies}
    assert {tally.values for tally in found.values()} == {12 * 48 * 200}
    assert found == EXPECTED


@pytest.mark.parametrize(("name", "digest"), DIGESTS)
def test_every_digit_of_a_gradient_is_the_same_on_every_machine(name: str, digest: str) -> None:
    arithmetic = ARITHMETICS[name]
    stream = Stream(11)
    drawn = multilayer_perceptron.draw(stream, (64, 20, 20, 10)).rounded(arithmetic)
    made = images.synthetic()
    batch = made.pixels[:30].astype(arithmetic.stored)
    targets = np.eye(10)[made.classes[:30]].astype(arithmetic.stored)
    passed = multilayer_perceptron.forward(drawn, batch, arithmetic)
    gradient = multilayer_perceptron.backward(drawn, passed, targets, arithmetic, 0.5)
    digits = b"".join((array + arithmetic.stored(0)).tobytes() for array in gradient)  # without −0
    assert hashlib.sha256(digits).hexdigest()[:16] == digest


def test_another_seed_gives_other_figures() -> None:
    assert final(replace(SMALL, seed=9)).tallies != final(SMALL).tallies


def test_a_draw_is_the_same_in_a_longer_experiment_and_with_fewer_formats() -> None:
    whole = list(run(SMALL))
    assert [report.done for report in whole] == list(range(1, 13))
    assert [report.complete for report in whole] == [False] * 11 + [True]
    shorter = final(replace(SMALL, draws=5, formats=("float32", "float16")))
    assert shorter.tallies == (whole[4].tallies[2], whole[4].tallies[0])


@pytest.mark.parametrize("threads", ["1", "4"])
def test_the_program_gives_the_same_figures_with_any_number_of_threads(threads: str) -> None:
    names = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
    done = subprocess.run(
        [sys.executable, "-m", "relu_tui.experiments", json.dumps(asdict(SMALL))],
        env={**os.environ, **dict.fromkeys(names, threads)},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    lines = [Report.from_dict(json.loads(line)) for line in done.stdout.splitlines()]
    assert lines[0].done == 1
    assert lines[-1] == final(SMALL)
    assert done.stderr == ""


def test_draws_differ_only_where_a_zero_was_met() -> None:
    before = Tally("float16")
    met = 0
    for report in run(replace(SMALL, formats=("float16",))):
        after = report.tallies[0]
        met += after.zeros > before.zeros
        assert after.with_zeros == met
        assert after.differ_half <= met
        assert after.differ_one <= met
        before = after
    assert met > 0


def test_each_pair_of_slopes_is_counted_by_itself() -> None:
    # the value 2·½ − 1 is 0, and the blame that reaches it 1·2⁻²⁴: half of it is lost in float16
    drawn = multilayer_perceptron.Network(
        (np.array([[0.5]]), np.array([[2.0**-24]])), (np.array([-1.0]), np.array([1.0]))
    )
    batch, targets = np.array([[2.0]]), np.array([[0.0]])
    lost = counted(Tally("float16"), drawn, batch, targets)
    assert lost == Tally("float16", 1, 1, 1, 1, 0, 1, 2.0**-23)
    kept = counted(Tally("float32"), drawn, batch, targets)
    assert (kept.differ_half, kept.differ_one) == (1, 1)


def test_a_report_can_be_written_and_read_again() -> None:
    report = final(replace(SMALL, draws=2))
    assert Report.from_dict(json.loads(json.dumps(report.to_dict()))) == report


@pytest.mark.parametrize(
    "found",
    [
        {},
        {"setup": {}},
        {"setup": None, "tallies": []},
        [],
        {"setup": asdict(SMALL), "source": "", "provenance": "", "tallies": [{"number_format": "float16"}]},
        {"setup": {**asdict(SMALL), "draws": 0}, "source": "", "provenance": "", "tallies": []},
    ],
)
def test_what_is_no_report_is_refused(found: Any) -> None:
    with pytest.raises(ValueError, match=r"."):
        Report.from_dict(found)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"units": ()}, "0 layers: use 1 to 8"),
        ({"units": (4,) * 9}, "9 layers"),
        ({"units": (4, 0)}, "0 units in a layer: use 1 to 512"),
        ({"samples": 1025}, "1025 images in a batch"),
        ({"draws": 0}, "0 draws"),
        ({"seed": -1}, "the seed -1"),
        ({"formats": ("float8",)}, "the formats float8"),
        ({"formats": ()}, "the formats none"),
        ({"source": "mnist"}, "the images mnist"),
    ],
)
def test_what_is_out_of_bounds_is_said(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        Setup(**changes)


# --- images ---------------------------------------------------------------------------------------


def test_images_made_here_are_like_digits() -> None:
    made = images.synthetic()
    assert made.pixels.shape == (1000, 64)
    assert set(np.unique(made.pixels * 16)) == set(range(17))
    assert 0.4 < np.mean(made.pixels == 0) < 0.7
    assert np.all(made.pixels.reshape(1000, 8, 8)[:, 0, 0] == 0)
    assert np.bincount(made.classes).tolist() == [100] * 10


def test_images_of_one_class_are_nearer_to_their_mean_than_to_other_means() -> None:
    made = images.synthetic()
    means = np.stack([made.pixels[made.classes == kind].mean(axis=0) for kind in range(10)])
    distances = ((made.pixels[:, None, :] - means) ** 2).sum(axis=2)
    assert np.mean(distances.argmin(axis=1) == made.classes) > 0.5


def test_without_scikit_learn_images_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    images.digits.cache_clear()
    monkeypatch.setitem(sys.modules, "sklearn", None)
    assert images.load("auto").source == "synthetic"
    with pytest.raises(SettingsError, match=r"install relu-tui\[practice\]"):
        images.load("digits")


def test_with_scikit_learn_its_digits_are_used(monkeypatch: pytest.MonkeyPatch) -> None:
    package, datasets = ModuleType("sklearn"), ModuleType("sklearn.datasets")
    bunch = type("Bunch", (), {"data": np.full((3, 64), 8.0), "target": np.arange(3)})
    package.__version__ = "9.9"  # type: ignore[attr-defined]
    datasets.load_digits = bunch  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "sklearn", package)
    monkeypatch.setitem(sys.modules, "sklearn.datasets", datasets)
    images.digits.cache_clear()
    found = images.load("auto")
    images.digits.cache_clear()
    assert (found.source, found.pixels[0, 0]) == ("digits", 0.5)
    assert found.provenance == "3 digits of scikit-learn 9.9"


# --- published ------------------------------------------------------------------------------------


def test_published_figures_stand_beside_networks_of_the_nearest_depth() -> None:
    assert published.figure("float32", 3) == published.Figure(3, 463)
    assert published.figure("mixed", 1) == published.Figure(1, 871)
    assert published.figure("float32", 4) == published.Figure(3, 463)
    assert published.figure("float16", 8) == published.Figure(6, 1000)
    assert {published.figure("float64", layers) for layers in (3, 4)} == {published.Figure(3, 0)}
    assert [name for name in FORMATS if published.figure(name, 2) is None] == list(SHORT_FORMATS)


def test_formats_of_eight_bits_meet_zeros_where_bfloat16_meets_none() -> None:
    setup = replace(SMALL, draws=4, formats=SHORT_FORMATS)
    bfloat16, e4m3, e5m2 = final(setup).tallies
    assert (bfloat16.zeros, e4m3.zeros, e5m2.zeros) == (0, 186, 9)
    assert e4m3.differ_one == 4
    assert [bar.label for bar in summary.bars(final(setup))] == [f"{name} here" for name in SHORT_FORMATS]
