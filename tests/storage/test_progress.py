"""Progress through the course: what is done and what was missed, from one session to the next."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from relu_tui.storage.autosave import PROGRESS, Progress
from tests.lesson.walks import done


def test_what_was_missed_is_kept_until_it_is_right(tmp_path: Path) -> None:
    Progress(tmp_path).note(replace(done(), vote="yes"))
    later = Progress(tmp_path)
    assert later.done == {"relu"}
    assert later.missed == {"relu/0"}
    later.note(done())  # passed over
    assert Progress(tmp_path).missed == {"relu/0"}
    later.note(replace(done(), vote="no"))
    assert Progress(tmp_path).missed == set()
    assert Progress(tmp_path).done == {"relu"}


@pytest.mark.parametrize("text", ["3", '{"done": 3, "missed": [[]]}', "null", "{", '"relu"', "[" * 100_000])
def test_progress_that_is_no_progress_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / PROGRESS).write_text(text)
    assert Progress(tmp_path).done == Progress(tmp_path).missed == set()


def test_progress_of_before_there_was_a_review_is_read(tmp_path: Path) -> None:
    (tmp_path / PROGRESS).write_text(json.dumps(["abs"]))
    assert Progress(tmp_path).done == {"abs"}
