"""The recording that the README shows: well-formed, small, and true."""

from __future__ import annotations

import json
import re
from typing import Any
from xml.etree import ElementTree

import pyte
import pytest

from relu_tui.calculus import examine
from tests.animation import animated
from tests.recording import CAST, OPENING, PICTURE, SCRIPT, SIZE
from tests.terminal.terminal import _UNKNOWN_TO_PYTE

LARGEST = 1_000_000
"""Bytes, of either file."""


@pytest.fixture(scope="module")
def lines() -> list[Any]:
    """The lines of the recording."""
    return [json.loads(line) for line in CAST.read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def screens(lines: list[Any]) -> list[str]:
    """The screen after each key."""
    screen = pyte.Screen(*SIZE)
    stream = pyte.ByteStream(screen)
    shown = []
    for _, kind, data in lines[1:]:
        if kind == "o" and data:
            stream.feed(_UNKNOWN_TO_PYTE.sub(b"", data.encode()))
            shown.append("\n".join(screen.display))
    return shown


def test_it_is_an_asciicast(lines: list[Any]) -> None:
    header, *events = lines
    assert (header["version"], header["width"], header["height"]) == (2, *SIZE)
    assert all(kind in "om" and isinstance(data, str) for _, kind, data in events)
    times = [time for time, _, _ in events]
    assert times == sorted(times)
    assert times[-1] == pytest.approx(OPENING + sum(press.hold for press in SCRIPT))
    assert 30 < times[-1] < 60
    assert CAST.stat().st_size < LARGEST


def test_every_key_has_its_marker_and_its_effect(lines: list[Any], screens: list[str]) -> None:
    marks = [data for _, kind, data in lines[1:] if kind == "m"]
    assert marks[1:] == [press.label for press in SCRIPT]
    assert len(screens) == 1 + len(SCRIPT)
    for press, screen in zip(SCRIPT, screens[1:], strict=True):
        assert press.shows in screen


@pytest.mark.parametrize(
    ("function", "at", "verdict", "sign", "compared"),
    [
        ("max(0, x)", "0", "NOTDIFFERENTIABLEAT0", "✗", "0 ≠ 1"),
        ("x**2", "1", "DIFFERENTIABLEAT1", "✓", "2 = 2"),
    ],
)
def test_the_verdicts_it_shows_are_true(
    screens: list[str], function: str, at: str, verdict: str, sign: str, compared: str
) -> None:
    found = examine(function, at).to_dict()
    assert found["differentiable"] is (sign == "✓")
    left, right = (condition["value"]["exact"] for condition in found["conditions"][1:3])
    assert compared in (f"{left} = {right}", f"{left} ≠ {right}")
    (screen, *_) = [screen for screen in screens if verdict in screen.replace(" ", "")]
    assert re.search(rf"{sign} 4 equal\s.*{compared}\s+(holds|fails)", screen)
    assert f"left limit = {left}" in screen
    assert f"right limit = {right}" in screen


def test_the_animation_is_made_from_it_and_stands_alone() -> None:
    picture = PICTURE.read_text("utf-8")
    assert picture == animated(CAST.read_text("utf-8"))
    assert len(picture.encode()) < LARGEST
    root = ElementTree.fromstring(picture)
    names = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert names == {"svg", "title", "style", "defs", "g", "rect", "path", "text", "use"}
    references = [value for element in root.iter() for name, value in element.items() if "href" in name]
    stored = {element.get("id") for element in root.iter()}
    assert {reference.removeprefix("#") for reference in references} <= stored
    assert "url(" not in picture


def test_the_animation_shows_one_frame_at_any_time(lines: list[Any]) -> None:
    shown = re.findall(
        r"@keyframes k\d+\{0%\{visibility:(\w+)\}(.*?)\}#f", PICTURE.read_text("utf-8"), re.DOTALL
    )
    assert len(shown) == 1 + len(SCRIPT)
    ends = "0"
    for begins, steps in shown:
        times = re.findall(r"([\d.]+)%\{visibility:(visible|hidden)\}", steps)
        start = "0" if begins == "visible" else times.pop(0)[0]
        assert start == ends
        ends = times[0][0] if times else "100"
    assert ends == "100"
