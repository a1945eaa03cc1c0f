"""What is kept between sessions: the lesson as it goes, and the progress through the course."""

from __future__ import annotations

import fcntl
import json
import os
from contextlib import suppress
from pathlib import Path

from relu_tui.lesson.course import finished
from relu_tui.lesson.lesson import Lesson
from relu_tui.lesson.review import outcome
from relu_tui.storage.lesson_file import LESSON, to_text, write

PROGRESS = "progress.json"

BEFORE = "lesson-before.json"
"""The lesson that was saved when another was begun: renamed to `lesson.json` it can be resumed."""


class Keeper:
    """Saves the lesson after each change. What goes wrong is said once, and the lesson goes on.

    What another lesson left there is not written over, but kept beside it until the next one is.

    Two programs at once would overwrite one another's lesson: the first holds a lock, and a later
    one saves nothing until the first has ended. A disk that is full is tried again at each change.

    Attributes:
        folder: Where files are kept, or None to keep none.
        trouble: Why nothing is saved; empty while all is well.
    """

    def __init__(self, folder: Path | None, *, resumed: bool = False) -> None:
        """Take the lock.

        Args:
            folder: Where files are kept, or None to keep none.
            resumed: Whether the lesson is the one that is saved there, going on.
        """
        self.folder = folder
        self._own = resumed
        """Whether the saved lesson is this one."""
        self.trouble = ""
        self._lock: int | None = None
        if folder is not None:
            self.trouble = self._tried(folder)

    def keep(self, lesson: Lesson) -> str:
        """Save the lesson.

        Returns:
            What to say, once: why it could not be saved.
        """
        if self.folder is None:
            return ""
        before, self.trouble = self.trouble, self._tried(self.folder, lesson)
        return "" if before else self.trouble

    def _tried(self, folder: Path, lesson: Lesson | None = None) -> str:
        """Take the lock and save the lesson; why that could not be done, or an empty string."""
        try:
            self._take_lock(folder)
            if lesson is not None:
                self._set_aside(folder)
                write(folder / LESSON, to_text(lesson))
        except BlockingIOError:
            return "Another relu-tui is running: this lesson is not saved."
        except OSError as error:
            return f"The lesson can't be saved ({_why(error)}). It goes on all the same."
        return ""

    def _set_aside(self, folder: Path) -> None:
        if not self._own and (folder / LESSON).is_file():
            (folder / LESSON).replace(folder / BEFORE)
        self._own = True

    def _take_lock(self, folder: Path) -> None:
        if self._lock is not None:
            return
        folder.mkdir(parents=True, exist_ok=True)
        lock = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(lock)
            raise
        self._lock = lock

    def close(self) -> None:
        """Let another program save."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


class Progress:
    """Which lessons of the course are done, and in which parts an answer was wrong.

    Attributes:
        done: Keys of chapters.
        missed: Parts, as `key/part`, that were not answered right since.
    """

    def __init__(self, folder: Path | None) -> None:
        self._path = None if folder is None else folder / PROGRESS
        self.done: set[str] = set()
        self.missed: set[str] = set()
        try:
            found = json.loads(self._path.read_text("utf-8")) if self._path else []
        except (OSError, ValueError, RecursionError):
            return  # no progress, or none that can be read, is progress to be made
        if isinstance(found, dict):
            self.done, self.missed = _words_of(found.get("done")), _words_of(found.get("missed"))
        else:  # as it was written before there was anything to review
            self.done = _words_of(found)

    def note(self, lesson: Lesson) -> None:
        """Note what a lesson completes, and whether its part of the course was answered right."""
        before = self.done.copy(), self.missed.copy()
        self.done |= {finished(lesson)} - {""}
        found = outcome(lesson)
        if found is not None:
            part, right = found
            self.missed = self.missed - {part} if right else self.missed | {part}
        if self._path is None or (self.done, self.missed) == before:
            return
        with suppress(OSError):  # the keeper says so for the lesson, which is kept in the same place
            write(self._path, json.dumps({"done": sorted(self.done), "missed": sorted(self.missed)}))


def _words_of(found: object) -> set[str]:
    return {key for key in found if isinstance(key, str)} if isinstance(found, list) else set()


def _why(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
