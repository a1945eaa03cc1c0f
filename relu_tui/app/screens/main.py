"""The main screen: it owns the lesson, and turns keys into transitions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.reactive import var

from relu_tui.app.autoplay import Autoplay
from relu_tui.app.drawing.frame import Frame, row
from relu_tui.app.drawing.look import Look
from relu_tui.app.panes.arrangement import Place, arrange, too_small
from relu_tui.app.panes.speech import Speech
from relu_tui.app.panes.whole_screen import PAINTERS
from relu_tui.app.widgets.frame_view import FrameView, RoleScreen
from relu_tui.app.widgets.panes import Pane, PlotPane, ReasonPane, TablePane
from relu_tui.app.worker_thread import GIVEN_UP, MOST_SECONDS, Work, Worker, ask
from relu_tui.interface.key_commands import BY_NAME, COMMANDS
from relu_tui.lesson.lesson import Lesson
from relu_tui.lesson.reply import Reply

if TYPE_CHECKING:
    from relu_tui.app.screens.pages import KeyGroup
    from relu_tui.app.screens.prompt import Judge
    from relu_tui.storage.autosave import Keeper, Progress

T = TypeVar("T")

WORKING = "This takes longer than most. Esc leaves it, q quits."

MOST_SECONDS_OF_MANY = 2.0
"""Seconds of a processor after which work is given up where many share a machine."""

MEANWHILE = frozenset({"quit", "redraw", "help", "turn", "marks", "theme"})
"""Commands that ask the engine nothing."""

MOST_UNDONE = 1000
"""Lessons kept to go back to."""


class MainScreen(RoleScreen[None]):
    """The lesson on the screen.

    Panes are told the lesson and redraw what differs. A key changes the lesson at once; the panes are told
    once for a whole burst of keys.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            ",".join(command.keys),
            f"command('{command.name}')",
            command.words,
            id=command.name,
            show=False,
            priority=True,  # not by way of the screen and back: half the work of a held key
        )
        for command in COMMANDS
    ]

    DEFAULT_CSS = """
    MainScreen { layers: panes; overflow: hidden; }
    MainScreen > FrameView { position: absolute; layer: panes; }
    """

    BLANK = True
    """Panes cover all of it: what is beneath them is not worked out line by line."""

    lesson: var[Lesson | None] = var(None, init=False)
    """The lesson as it is shown."""

    look: var[Look] = var(Look(), init=False)
    """How panes are drawn."""

    turn: var[Place] = var(Place.PLOT, init=False)
    """Which pane a small screen shows."""

    def __init__(
        self,
        lesson: Lesson,
        look: Look,
        keeping: Path | None = None,
        exports: Path = Path(),
        *,
        act: Callable[[MainScreen, str], None],
        glides: Callable[[], bool] = lambda: False,
        kiosk: bool = False,
        resumed: bool = False,
    ) -> None:
        """Make the screen.

        Args:
            lesson: The lesson to begin with.
            look: How to draw.
            keeping: The folder in which lesson and progress are kept, or None to keep nothing.
            exports: The folder for exported files.
            glides: Whether a step may glide.
            act: Carries out a command that is a matter of the screen, by its name.
            kiosk: Whether commands that reach the machine are left out.
            resumed: Whether the lesson is the saved one, going on.
        """
        super().__init__()
        self.set_reactive(MainScreen.lesson, lesson)
        self.set_reactive(MainScreen.look, look)
        self._act = act
        self.glides = glides
        self.kiosk = kiosk
        self.resumed = resumed
        self.exports = exports
        self.judge: Judge | None = None
        """How what is typed is checked; at once where None."""
        self.more_keys: Sequence[KeyGroup] = ()
        """Keys beside the lesson's own, for the help."""
        self.panes: list[Pane] = []
        """All of them, shown or not."""
        self.past: list[Lesson] = []
        self.autoplay = Autoplay(self)
        self.keeping = keeping
        self.speech = Speech()
        """What the program says, in the line of reasons."""
        self._heard = True
        """Whether what is said was to be seen, so that the next change of the lesson ends it."""
        self._notice = ""
        """What is told once and was not seen yet; empty for nothing."""
        self._next: Lesson | None = None
        self._unkept: Lesson | None = None
        self._arranged: tuple[int, int, Place] | None = None
        self.working: Work[Any] | None = None
        """What is being worked out, if it takes long."""
        self._only_draws = False
        """Whether that only draws: steps are taken meanwhile, and conclusions asked for behind it."""

    @property
    def current(self) -> Lesson:
        """The lesson after every key so far, shown or not yet."""
        lesson = self._next or self.lesson
        assert lesson is not None  # noqa: S101 - set by __init__
        return lesson

    def compose(self) -> ComposeResult:
        """Make the panes, each in its place from the start."""
        special: dict[Place, Callable[[], Pane]] = {
            Place.PLOT: lambda: PlotPane(self.glides, lambda: self._next is not None),
            Place.TABLE: TablePane,
            Place.REASON: lambda: ReasonPane(lambda: self.speech),
        }
        self.panes = [
            special[place]() if place in special else Pane(place, PAINTERS[place]) for place in Place
        ]
        notice = FrameView(id="too-small")
        self._arrange(self.panes, notice, *self.app.size)
        for pane in self.panes:
            pane.lesson, pane.look = self.lesson, self.look
            yield pane
        yield notice

    # --- the lesson -----------------------------------------------------------------------------

    def change(self, lesson: Lesson) -> None:
        """Go on to another lesson; what was can be had back by undo."""
        if lesson != self.current:
            self.take(Reply(lesson))

    def take(self, reply: Reply) -> None:
        """Go on to the lesson of a reply, and say its words, or nothing more of what was said."""
        before = self.current
        if reply.lesson != before:
            self.past.append(before)
            del self.past[:-MOST_UNDONE]
        self._show(reply)

    def undo(self) -> None:
        """Go back to the lesson before the last change."""
        if self.past:
            self._show(Reply(self.past.pop()))

    def _show(self, reply: Reply) -> None:
        """Have the panes show a lesson, and what is said of it with it."""
        speech = self.speech
        if reply.words or self._heard:
            speech, self._heard = replace(speech, words=self._with_notice(reply.words)), True
        if reply.lesson == self.current:
            self._speak(speech)
            return
        self.speech = speech
        waiting = self._next is not None
        self._next = reply.lesson
        if not waiting:
            self.app.call_later(self._sync)

    def _sync(self) -> None:
        """Have worked out what the panes will show, once for all keys that came meanwhile."""
        lesson = self._next
        if lesson is None:
            return
        shown = [pane for pane in self.panes if pane.display]
        paintings = [painting for pane in shown if (painting := pane.painting(lesson)) is not None]
        self.work_out(
            lambda: [painting() for painting in paintings],
            lambda _: self._tell(lesson),
            given_up=self._stay,
            draws=True,
        )

    def _tell(self, lesson: Lesson) -> None:
        """Show the lesson, and keep it."""
        if self._next is not lesson:  # more keys came while it was worked out
            self._sync()
            return
        self._next = None
        self.lesson = self._unkept = lesson
        self.call_after_refresh(self._keep)  # no disk, however slow, holds the frame up

    def _stay(self) -> None:
        """Stay with the lesson that is shown."""
        self._next = None

    def watch_lesson(self, lesson: Lesson | None) -> None:
        """Tell the panes."""
        for pane in self.panes:
            pane.tell(lesson)

    def watch_look(self, look: Look) -> None:
        """Have the panes drawn in another way."""
        for pane in self.panes:
            pane.draw_in(look)

    # --- what takes long ------------------------------------------------------------------------

    def work_out(
        self,
        call: Callable[[], T],
        then: Callable[[T], object],
        *,
        given_up: Callable[[], object] = lambda: None,
        draws: bool = False,
    ) -> None:
        """Have something worked out, and go on with it; say so if it takes long.

        Args:
            call: What gives the answer. It may ask the engine anything, and touch nothing of the app's.
            then: Takes the answer.
            given_up: Called where there will be none.
            draws: Whether it only draws the lesson.
        """
        asked: Work[T] | None = None
        said = ""

        def late(work: Work[T]) -> None:
            nonlocal asked, said
            said = self.speech.words if draws else ""  # drawing alters nothing of what was said
            self._only_draws = draws and self.working is None
            self.working = asked = work
            self.say(WORKING)

        def answered(answer: T) -> None:
            if asked is not None and self.working is asked:
                self.working = None
                if self.speech.words.endswith(WORKING):  # else something was said meanwhile
                    self.say(said)
            then(answer)

        def left() -> None:
            if self.working is asked:
                self.working = None
            given_up()
            self.say(GIVEN_UP)

        longest = MOST_SECONDS_OF_MANY if self.kiosk else MOST_SECONDS
        with self.look.reading():
            ask(self, call, answered, late=late, given_up=left, longest=longest)

    def _keep(self) -> None:
        """Keep the lesson, and say if that fails."""
        trouble = self._save()
        if trouble:
            self.warn(trouble)

    def _save(self) -> str:
        """Save the lesson if it was not yet, and what it completes; give what to say, if that fails."""
        lesson, self._unkept = self._unkept, None
        if lesson is None:
            return ""
        self.progress.note(lesson)
        return self.keeper.keep(lesson)

    def on_unmount(self) -> None:
        """Save what the last keys came to, if the program ends with them."""
        if self.working is not None:
            Worker.leave(self.working)
        self._unkept = self._next or self._unkept
        self._save()

    @cached_property
    def keeper(self) -> Keeper:
        """What saves the lesson as it goes."""
        from relu_tui.storage.autosave import Keeper  # files, which the first frame need not wait for

        return Keeper(self.keeping, resumed=self.resumed)

    @cached_property
    def progress(self) -> Progress:
        """Which lessons of the course are done."""
        from relu_tui.storage.autosave import Progress

        return Progress(self.keeping)

    def say(self, text: str) -> None:
        """Say something in the line of reasons, until the next change of the lesson after it was seen."""
        self._speak(replace(self.speech, words=self._with_notice(text)))
        self._heard = False
        self.call_after_refresh(self._note_heard)

    def warn(self, text: str) -> None:
        """Say what is told once, before whatever else is said until it was seen."""
        self._notice = text
        self.say("")

    def _with_notice(self, text: str) -> str:
        return text if self._notice in text else " ".join(filter(None, (self._notice, text)))

    def _note_heard(self) -> None:
        self._heard = True
        self._notice = ""

    def _speak(self, speech: Speech) -> None:
        if speech != self.speech:
            self.speech = speech
            self.query_one(ReasonPane).repaint()

    def suggest(self, text: str) -> None:
        """Say something in place of what to press next; nothing for the usual suggestion."""
        self._speak(replace(self.speech, hint=text))

    # --- commands -------------------------------------------------------------------------------

    def action_command(self, name: str) -> None:
        """Carry out a command of the table."""
        command = BY_NAME[name]
        if self.kiosk and command.host:
            self.say("This is a shared account: nothing is written here.")
            return
        self.autoplay.interrupt(name)
        transition = None if command.opens else command.transition
        # What opens a page may ask the engine at once, which is to be left alone.
        waits = transition is None or not self._only_draws
        if self.working is not None and waits and name not in MEANWHILE:
            self.say(WORKING)
        elif transition is None:
            with self.look.reading():
                self._act(self, name)
        elif command.group == "step":  # which asks the engine nothing
            self.take(transition(self.current))
        else:
            self.work_out(partial(transition, self.current), self.take)

    def key_escape(self) -> None:
        """Leave what is being worked out."""
        if self.working is not None:
            Worker.leave(self.working)

    # --- layout ---------------------------------------------------------------------------------

    def on_resize(self, event: events.Resize) -> None:
        """Put every pane in its place."""
        self._place(event.size.width, event.size.height)

    def watch_turn(self) -> None:
        """Show the pane whose turn it is."""
        self._place(*self.size)

    def _place(self, width: int, height: int) -> None:
        self._arrange(self.panes, self.query_one("#too-small", FrameView), width, height)

    def _arrange(self, panes: Iterable[Pane], notice: FrameView, width: int, height: int) -> None:
        """Put every pane in its place on a screen of this size."""
        if self._arranged == (width, height, self.turn):
            return
        self._arranged = (width, height, self.turn)
        boxes = arrange(width, height, self.turn)
        for pane in panes:
            box = boxes.get(pane.place)
            pane.display = box is not None
            if box is not None:
                pane.styles.offset = (box.column, box.row)
                pane.styles.width, pane.styles.height = box.width, box.height
        notice.display = not boxes
        notice.styles.width, notice.styles.height = width, height
        if not boxes:
            notice.show(Frame.of([row(too_small(width, height))], width, height))
