"""What is chosen from a list: a function, a lesson of the course."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relu_tui.app.screens.chooser import Chooser, Option
from relu_tui.calculus.language.gallery import BY_NAME as GALLERY_BY_NAME
from relu_tui.calculus.language.gallery import matching
from relu_tui.lesson import course, transitions
from relu_tui.lesson.reply import Reply

if TYPE_CHECKING:
    from relu_tui.app.screens.main import MainScreen


def choose_function(main: MainScreen) -> None:
    """A function of the gallery, at one of its points of interest."""

    def search(typed: str) -> list[Option]:
        return [
            Option(
                f"{entry.name} {at}",
                f"{entry.title} at {at}".replace("-", "−"),
                f"{entry.expression} · {entry.remark}",
            )
            for entry in matching(typed)
            for at in entry.points
        ]

    def chosen(key: str | None) -> None:
        if key:
            name, at = key.split(" ")
            main.take(transitions.choose(main.current, GALLERY_BY_NAME[name], at))

    main.app.push_screen(Chooser("functions", search, main.look), chosen)


def choose_lesson(main: MainScreen) -> None:
    """A lesson of the course."""

    def search(typed: str) -> list[Option]:
        done = main.progress.done
        return [
            Option(
                chapter.key,
                f"{number:>2}. {chapter.title}",
                chapter.words,
                "✓" if chapter.key in done else " ",
            )
            for number, chapter in enumerate(course.COURSE, start=1)
            if all(word in f"{chapter.title} {chapter.words}".lower() for word in typed.lower().split())
        ]

    def chosen(key: str | None) -> None:
        if key:
            lesson = course.with_settings(course.open_part(key), main.current)
            main.take(Reply(lesson, course.BY_KEY[key].words))

    here = course.place(main.current)
    main.app.push_screen(Chooser("the course", search, main.look, here[0].key if here else ""), chosen)
