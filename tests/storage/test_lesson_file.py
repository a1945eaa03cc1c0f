"""A lesson reads back equal; what is not a lesson is refused in one line."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from relu_tui.lesson.lesson import Lesson, Trail
from relu_tui.lesson.transitions import adopt, begin, closer, predict
from relu_tui.storage import lesson_file
from tests.lesson.walks import done, press, seen

LESSONS = [
    begin(),
    begin("sin(x)", "pi/4"),
    seen("wiggle"),
    press(seen(), "r", "right", "s", "left", "g", "p", "z"),
    press(done(), "left", "left", "r", "right"),  # gives up steps that were seen
    done("relu"),
    adopt(done("abs"), Fraction(-1, 3)).lesson,
    press(predict(press(seen("cbrt"), "2"), "∞").lesson, "enter"),
    press(begin("square"), *["right"] * 1200),
]


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_saved_lesson_reads_back_equal(lesson: Lesson) -> None:
    assert lesson_file.from_text(lesson_file.to_text(lesson)) == lesson


def test_a_file_that_holds_what_was_said_as_well_is_read() -> None:
    data = json.loads(lesson_file.to_text(done()))
    data["lesson"]["notice"] = "This is concluded already."
    assert lesson_file.from_text(json.dumps(data)) == done()


def test_a_long_trail_takes_no_more_room_than_a_short_one() -> None:
    short, long = press(begin(), *["right"] * 10), press(begin(), *["right"] * 900)
    assert len(lesson_file.to_text(long)) < len(lesson_file.to_text(short)) + 10


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "damaged"),
        ("{", "damaged"),
        ("[]", "not written by this program"),
        ('{"program": "vim"}', "not written by this program"),
        ('{"program": "relu-tui", "format": 99}', "another version"),
        ('{"program": "relu-tui", "format": 3}', "damaged"),
        ('{"program": "relu-tui", "format": 3, "lesson": {}}', "damaged"),
        ("[" * 100_000, "damaged"),
    ],
)
def test_a_foreign_file_is_refused(text: str, said: str) -> None:
    with pytest.raises(lesson_file.UnreadableError, match=said):
        lesson_file.from_text(text)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("function", "__import__('os')"),
        ("function", 7),
        ("at", "x"),
        ("left", {"runs": [["1/2", 3]], "index": 9}),
        ("left", {"runs": [["1/3", 3]], "index": 0}),
        ("left", {"runs": [["1/2", -3]], "index": 0}),
        ("left", {"runs": [["1/10", 500]], "index": 0}),
        ("left", {"runs": [["1/2", 1], ["1/2", 1]], "index": 0}),
        ("left", {"runs": [["1/2", 1]], "index": -1}),
        ("right", "yes"),
        ("condition", 4),
        ("condition", True),
        ("concluded", [True, True, True, True]),
        ("concluded", [False, False]),
        ("concluded", "yes"),
        ("ratio", "1/3"),
        ("number_format", "float8"),
        ("graph", "pie"),
        ("convention", "1/0"),
        ("convention", 0.5),
        ("predictions", [{"text": "banana"}, None]),
        ("predictions", [None]),
        ("zoomed", 1),
        ("surprise", 1),
    ],
)
def test_a_lesson_that_no_keys_lead_to_is_refused(field: str, value: object) -> None:
    data = json.loads(lesson_file.to_text(begin()))
    data["lesson"][field] = value
    with pytest.raises(lesson_file.UnreadableError):
        lesson_file.from_text(json.dumps(data))


def test_inconsistency_is_named() -> None:
    assert lesson_file.inconsistency(begin()) == ""
    assert "not seen" in lesson_file.inconsistency(replace(begin(), concluded=(True, False, False, False)))
    assert "do not add up" in lesson_file.inconsistency(replace(begin(), left=Trail((), 5)))


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "folder" / "lesson.json"
    lesson_file.write(path, "one")
    lesson_file.write(path, "two")
    assert path.read_text() == "two"
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError("no room")))
    with pytest.raises(OSError, match="no room"):
        lesson_file.write(path, "three")
    assert path.read_text() == "two"
    assert [entry.name for entry in path.parent.iterdir()] == ["lesson.json"]


def test_a_file_is_loaded_with_suspicion(tmp_path: Path) -> None:
    path = tmp_path / "lesson.json"
    with pytest.raises(FileNotFoundError):
        lesson_file.load(path)
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(lesson_file.UnreadableError, match="damaged"):
        lesson_file.load(path)
    path.write_bytes(b" " * (lesson_file.LARGEST_FILE + 1))
    with pytest.raises(lesson_file.UnreadableError, match="too long"):
        lesson_file.load(path)
    lesson_file.write(path, lesson_file.to_text(seen()))
    assert lesson_file.load(path) == seen()
    assert path.stat().st_size < 2000


def test_a_lesson_of_an_older_format_is_read() -> None:
    lesson = closer(begin("abs", "0")).lesson
    data = json.loads(lesson_file.to_text(lesson))
    for version, lacking in ((3, "duelled"), (2, "family")):
        del data["lesson"][lacking]
        data["format"] = version
        assert lesson_file.from_text(json.dumps(data)) == lesson
