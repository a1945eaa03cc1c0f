"""Every way through the lesson: any commands in any order, beside a plain account of what was looked at."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from relu_tui.calculus import ExpressionError
from relu_tui.calculus.explanation.verdict import verdict
from relu_tui.calculus.language.gallery import BY_NAME as GALLERY
from relu_tui.calculus.numerics.step_sizes import SMALLEST_STEP, ratio_value
from relu_tui.calculus.side import BOTH_SIDES, Side
from relu_tui.interface.key_commands import BY_NAME, COMMANDS, Command
from relu_tui.lesson import conclusions, course, quiz, suggestions, transitions, words
from relu_tui.lesson.checklist import checklist
from relu_tui.lesson.lesson import FIRST_STEP, Lesson, Trail, needs
from relu_tui.storage.lesson_file import from_text, to_text

TRUTH = {
    "relu": ("0", "1"),
    "abs": ("-1", "1"),
    "x**2": ("0", "0"),
    "cbrt": ("inf", "inf"),
    "sqrt(abs(x))": ("-inf", "inf"),
    "x*sin(1/x) if x > 0 else x": ("1", "none"),
    "sqrt(x)": ("none", "inf"),
    "1/x": ("none", "none"),
}
"""Functions with the limits of their quotients at 0, as a learner types them."""

PREDICTIONS = ("0", "1", "-1", "1/2", "inf", "-inf", "none", "sqrt(2)", " 1 ")
UNREADABLE = ("", "oops", "1/0", "x", "2y")
STEPPING = {"closer": 1, "back": -1}
CHANGING = [command for command in COMMANDS if command.transition and command.name not in STEPPING]


@dataclass
class Account:
    """What was looked at on one side, kept in the plainest way.

    Attributes:
        sizes: Each size of Δx that can be gone back to.
        place: Which of them it is now; −1 before the first.
        most: The most there ever were.
    """

    sizes: list[Fraction] = field(default_factory=list)
    place: int = -1
    most: int = 0

    def closer(self, ratio: str) -> None:
        """One step on."""
        following = self.sizes[self.place] * ratio_value(ratio) if self.sizes else FIRST_STEP
        if following < SMALLEST_STEP:
            return
        if self.sizes[self.place + 1 : self.place + 2] != [following]:
            self.sizes = [*self.sizes[: self.place + 1], following]
        self.place += 1
        self.most = max(self.most, len(self.sizes))

    def back(self) -> None:
        """One step back."""
        self.place = max(self.place - 1, min(self.place, 0))

    def tells(self, trail: Trail) -> bool:
        """Whether a trail says the same."""
        return [trail.step(index) for index in range(trail.seen)] == self.sizes and trail.index == self.place


class Lessons(RuleBasedStateMachine):
    """A learner who presses anything."""

    def __init__(self) -> None:
        super().__init__()
        self.lesson = transitions.begin()
        self.accounts = {side: Account() for side in BOTH_SIDES}
        self.past: list[tuple[Lesson, str, dict[Side, Account]]] = []
        self.function = "relu"

    def go(self, lesson: Lesson, *, afresh: bool = False) -> None:
        """Go on to a lesson, as the screen does: what was can be had back."""
        if lesson == self.lesson:
            return
        copies = {side: replace(account) for side, account in self.accounts.items()}
        self.past.append((self.lesson, to_text(self.lesson), copies))
        self.lesson = lesson
        if afresh:
            self.accounts = {side: Account() for side in BOTH_SIDES}

    # --- what can be done ---------------------------------------------------------------------------

    @initialize(function=st.sampled_from(list(TRUTH)), quizzed=st.booleans())
    def begin(self, function: str, quizzed: bool) -> None:
        self.function = function
        self.lesson = replace(transitions.begin(function, "0"), quiz=quizzed)

    @rule(name=st.sampled_from(list(STEPPING)), times=st.sampled_from([1, 1, 1, 3, 40]))
    def step(self, name: str, times: int) -> None:
        transition = BY_NAME[name].transition
        assert transition is not None
        for _ in range(times):
            before = self.lesson
            self.go(transition(before).lesson)
            for side in before.active.sides:
                if name == "closer":
                    self.accounts[side].closer(before.ratio)
                else:
                    self.accounts[side].back()
            assert self.lesson.concluded == before.concluded

    @rule(back=st.integers(1, 4))
    def go_back_and_on_by_another_ratio(self, back: int) -> None:
        for _ in range(back):
            self.step("back", 1)
        self.press(BY_NAME["ratio"])
        self.step("closer", 1)

    @rule(command=st.sampled_from(CHANGING))
    def press(self, command: Command) -> None:
        name, transition = command.name, command.transition
        assert transition is not None
        before = self.lesson
        after, said = transition(before)
        self.go(after, afresh=name == "restart")
        if name == "conclude":
            changed = [i for i in range(4) if after.concluded[i] != before.concluded[i]]
            assert changed in ([], [before.condition])
            assert changed or said, "nothing happened, and nothing was said"
            assert bool(changed) == (
                not before.concluded[before.condition] and not words.missing(before, before.condition)
            )
        elif name != "restart":
            assert after.concluded == before.concluded
            assert (after.left, after.right) == (before.left, before.right)

    @rule(looking_first=st.booleans())
    def conclude_all(self, looking_first: bool) -> None:
        if looking_first:
            self.go(transitions.examine_condition(self.lesson, 0).lesson)
            self.step("closer", 3)
        for condition in range(4):
            self.go(transitions.examine_condition(self.lesson, condition).lesson)
            self.go(transitions.conclude(self.lesson).lesson)

    @rule(text=st.sampled_from(PREDICTIONS))
    def predict(self, text: str) -> None:
        before = self.lesson
        after, said = transitions.predict(before, text)
        self.go(after)
        asked = transitions.turn_to_a_limit(before).condition
        open_limit = asked in (1, 2) and not before.concluded[asked]
        assert (self.lesson.predictions != before.predictions) <= open_limit
        if open_limit:
            prediction = self.lesson.predictions[asked - 1]
            assert prediction is not None
            assert prediction.text == text.strip()
        else:
            assert said

    @rule(text=st.sampled_from(UNREADABLE))
    def predict_what_is_no_limit(self, text: str) -> None:
        if not self.lesson.concluded[transitions.turn_to_a_limit(self.lesson).condition]:
            with pytest.raises(ExpressionError):
                transitions.predict(self.lesson, text)

    @rule(value=st.fractions(-3, 3, max_denominator=9))
    def adopt(self, value: Fraction) -> None:
        self.go(transitions.adopt(self.lesson, value).lesson)

    @rule(name=st.sampled_from(list(TRUTH)))
    def choose(self, name: str) -> None:
        entry = GALLERY.get(name)
        if entry is None:
            fresh = transitions.rewrite(self.lesson, name, "0")
        else:
            fresh = transitions.choose(self.lesson, entry).lesson
        self.function = name
        self.go(fresh, afresh=True)

    @rule(typed=st.sampled_from([("", "0"), ("oops", "0"), ("2y", "0"), ("x", "1/0"), ("x", "x")]))
    def rewrite_as_what_is_no_function(self, typed: tuple[str, str]) -> None:
        function, point = typed
        with pytest.raises(ExpressionError):
            transitions.rewrite(self.lesson, function, point)

    @rule()
    def go_on_in_the_course(self) -> None:
        lesson = course.following(self.lesson)
        if lesson is not None:
            self.function = ""
            self.go(lesson, afresh=True)

    @rule()
    def undo(self) -> None:
        if self.past:
            self.lesson, text, self.accounts = self.past.pop()
            assert to_text(self.lesson) == text, "what was is not what it was"
            self.function = next((n for n in TRUTH if self.is_at_0(n)), "")

    def is_at_0(self, name: str) -> bool:
        """Whether the lesson is about this function at 0."""
        known = transitions.begin(name, "0")
        return (known.function, known.at) == (self.lesson.function, self.lesson.at)

    @rule()
    def leave_and_resume(self) -> None:
        self.lesson = from_text(to_text(self.lesson))

    # --- what always holds --------------------------------------------------------------------------

    @invariant()
    def a_saved_lesson_reads_back_equal(self) -> None:
        assert from_text(to_text(self.lesson)) == self.lesson

    @invariant()
    def the_trails_are_what_was_walked(self) -> None:
        for side in BOTH_SIDES:
            assert self.accounts[side].tells(self.lesson.trail(side))

    @invariant()
    def no_condition_fills_without_being_seen(self) -> None:
        for condition, concluded in enumerate(self.lesson.concluded):
            assert (self.lesson.status(condition) is None) == (not concluded)
            if concluded:
                assert all(self.accounts[side].most >= 3 for side in needs(condition))
        if self.lesson.concluded[3]:
            assert all(self.lesson.concluded[1:3])
        if self.lesson.quiz:
            for condition in (1, 2):
                if self.lesson.concluded[condition]:
                    assert self.lesson.predictions[condition - 1] is not None
        assert self.lesson.convention is None or self.lesson.done

    @invariant()
    def the_score_is_what_was_predicted(self) -> None:
        if self.function not in TRUTH or self.lesson.at != "0":
            return
        answered = [
            prediction.text == truth or (prediction.text == "none" and "inf" in truth)  # it does not exist
            for prediction, truth, concluded in zip(
                self.lesson.predictions, TRUTH[self.function], self.lesson.concluded[1:3], strict=True
            )
            if prediction is not None and concluded
        ]
        assert quiz.score(self.lesson) == (sum(answered), len(answered))

    @invariant()
    def there_is_always_something_to_say(self) -> None:
        suggestion = suggestions.suggest(self.lesson)
        assert suggestion.text
        assert suggestion.command in {"", *BY_NAME}
        assert words.heading(self.lesson)
        assert len(checklist(self.lesson)) == 4
        assert bool(conclusions.reason(self.lesson)) == self.lesson.concluded[self.lesson.condition]
        if self.lesson.done:
            assert verdict(self.lesson.examination).headline


Lessons.TestCase.settings = settings(max_examples=120, stateful_step_count=25, deadline=None)
TestLessons = Lessons.TestCase
