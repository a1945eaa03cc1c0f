"""A learner's session: it follows the teacher until a key of its own, and goes back with F2."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType

from relu_tui.app.screens.main import MainScreen
from relu_tui.app.terminal.known_terminals import Capabilities
from relu_tui.classroom import room as rooms
from relu_tui.classroom.ballot import Ballot
from relu_tui.classroom.beside import Beside
from relu_tui.classroom.channel_driver import ChannelDriver
from relu_tui.classroom.connection import Link
from relu_tui.classroom.guest import Guest
from relu_tui.classroom.hub import Hub
from relu_tui.classroom.room import Room, Seat, Vote
from relu_tui.classroom.shared_overlay import SharedPage, SharedPicture, shared
from relu_tui.classroom.shared_picture import Picture, Viewer
from relu_tui.lesson.lesson import Lesson

WELCOME = "You follow the teacher. Any step of your own leaves; F2 comes back."
ALONE = "You are on your own; F2 goes back to the class."
BACK = "You follow the teacher again."
CALLED = "The teacher calls everybody back: you follow again."
VOTE = "The class votes: F2 shows the question."


class Learner(Guest):
    """A session that has a seat in the class.

    Attributes:
        number: Of the seat.
        picture: Gives the picture of the class for this terminal, where there is one.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f2", "to_the_class", show=False, priority=True)]

    def __init__(
        self,
        link: Link,
        hub: Hub,
        number: int,
        capabilities: Capabilities,
        complain: Callable[[str], None],
        beside: Beside | None = None,
    ) -> None:
        """Make the session.

        Args:
            link: The connection.
            hub: The class.
            number: Of the learner's seat.
            capabilities: What the terminal can do.
            complain: Called with the traceback of a fault.
            beside: Where what takes long is done; here where None.
        """
        super().__init__(link, hub, capabilities, complain, beside)
        self.number = number
        self.picture: Callable[[], Picture | None] = lambda: None
        self._looks_alike = True
        """Whether nothing was asked for that alters how things look here."""
        self._given = hub.room.lesson
        """The lesson that was last shown as the teacher's."""
        self._put_away = ""
        """The heading of what the teacher shows and the learner does not want to see."""

    @property
    def seat(self) -> Seat:
        """The learner's seat."""
        return self.hub.room.seats[self.number]

    @property
    def _moves(self) -> bool:
        """Whether a key of one's own is about to lead somewhere else."""
        return self.main.current is not self._given and self.main.current != self.main.lesson

    def seat_in(self, room: Room) -> Seat | None:
        """The learner's seat as it was or is; None before there was one."""
        return room.seats.get(self.number)

    def act(self, screen: MainScreen, name: str) -> None:
        """Carry out a command that may make this screen look otherwise than others'."""
        self._looks_alike = False
        super().act(screen, name)

    def _begin(self) -> None:
        super()._begin()
        self.main.say(WELCOME if self.seat.follows else ALONE)  # whoever typed by then has left
        self._show_opened()
        if self.seen.vote is not None:
            self._open(self.seen.vote)
        self.wake()

    # --- resting ------------------------------------------------------------------------------------

    def rests(self, before: Room, now: Room) -> bool:
        """Rest at a step of the teacher's, if the picture of the class is what would be drawn here."""
        was = self.seat_in(before)
        goes_on = now.lesson is not before.lesson or now.opened is not before.opened
        along = was is not None and was.follows and self.seat.follows and goes_on
        quiet = before.vote is None and now.vote is None and self._sees_the_class
        picture = self.picture() if along and quiet and self._looks_alike and not self._moves else None
        driver = self.driver
        if picture is None or not isinstance(driver, ChannelDriver):
            return False
        self.viewer = Viewer(self.link, picture, self.wake)
        self.viewer.begin(driver.shown)
        return True

    # --- following ----------------------------------------------------------------------------------

    def moved(self, lesson: Lesson | None) -> None:
        """Tell the class where a learner of their own is, and the learner that they left it."""
        if lesson is None or lesson is self._given:
            return
        self.wake()
        if self.seat.follows:
            self.main.say(ALONE)
        self.hub.change(rooms.go_alone(self.hub.room, self.number, lesson))

    def concerned(self, before: Room, now: Room) -> bool:
        """Whether the learner has to see it: not that another came in, went alone or answered."""
        return self._view(before) != self._view(now)

    def _view(self, room: Room) -> tuple[object, ...]:
        """What of the room is on this learner's screen."""
        seat, vote = self.seat_in(room), room.vote
        lesson, opened = (room.lesson, room.opened) if seat is not None and seat.follows else (None, None)
        asked = (vote.question, len(vote.rounds), vote.shown, self._taken(vote)) if vote else ()
        return lesson, opened, seat, *asked

    def follow(self, before: Room, now: Room) -> None:
        """Show what the teacher shows, and the question before the class."""
        if self.seat.follows:
            self._follow_lesson(before, now)
        was = self.seat_in(before)
        if now.opened is None or (was is not None and not was.follows):
            self._put_away = ""
        self._show_opened()
        if now.vote != before.vote:
            self._follow_vote(before.vote, now.vote)
        elif now.vote is not None and self.seat.follows and was is not None and not was.follows:
            self._open(now.vote)

    def _follow_lesson(self, before: Room, now: Room) -> None:
        was = self.seat_in(before)
        returns = was is not None and not was.follows
        if not returns and self._moves:
            return  # that key came before this: it leaves the class
        if self._given is not now.lesson or returns:
            self._given = now.lesson
            self.main.autoplay.stop()
            self.main.change(now.lesson)
        if returns:
            self.main.say(BACK if now.calls == before.calls else CALLED)

    def action_to_the_class(self) -> None:
        """Go back to the class, or to its question."""
        if not self.seat.follows:
            self.hub.change(rooms.come_back(self.hub.room, self.number))
        elif self.hub.room.vote is not None:
            self._open(self.hub.room.vote)
        else:
            self._put_away = ""
            self._show_opened()

    # --- what the teacher opens ---------------------------------------------------------------------

    @property
    def _sees_the_class(self) -> bool:
        """Whether there is nothing on the screen but the class's own."""
        over = self.screen_stack[1:]
        own = any(not isinstance(screen, SharedPicture | SharedPage) or screen.altered for screen in over)
        return not own and not self._put_away

    def screen_changed(self) -> None:
        """Show what the teacher has open, once nothing of one's own is before it."""
        self._show_opened()

    def _show_opened(self) -> None:
        """Show what the teacher has opened over the lesson, unless something of one's own is open."""
        opened = self.seen.opened if self.seat.follows else None
        wanted = opened if opened is not None and opened.heading != self._put_away else None
        screen = self.screen
        if isinstance(screen, SharedPicture | SharedPage):
            if wanted is None or not screen.show_told(wanted):
                screen.dismiss()
        elif screen is self.main and wanted is not None:
            self.push_screen(shared(wanted, self.main.look, self._close_opened))

    def _close_opened(self, command: str) -> None:
        """Put it away, and go on with a command of one's own."""
        self._put_away = self.seen.opened.heading if self.seen.opened is not None else ""
        self._show_opened()
        if command:
            self.call_later(self.main.action_command, command)

    # --- voting -------------------------------------------------------------------------------------

    def _follow_vote(self, before: Vote | None, now: Vote | None) -> None:
        ballot = next((screen for screen in self.screen_stack if isinstance(screen, Ballot)), None)
        if now is None:
            if ballot is not None and ballot is self.screen:
                ballot.dismiss()
        elif ballot is not None:
            ballot.show_vote(now, self._taken(now))
        elif now.begins_after(before) or now.shown:
            if self.seat.follows:
                self._open(now)
            else:
                self.main.say(VOTE)

    def _open(self, vote: Vote) -> None:
        if not isinstance(self.screen, Ballot):
            self.push_screen(Ballot(vote, self._taken(vote), self._choose, self.main.look))

    def _taken(self, vote: Vote) -> int | None:
        return vote.answers.get(self.number)

    def _choose(self, choice: int) -> None:
        self.hub.change(rooms.answer(self.hub.room, self.number, choice))
