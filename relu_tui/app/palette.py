"""The command palette: the commands of the table, and nothing else."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.command import DiscoveryHit, Hit, Hits, Provider

from relu_tui.lesson.commands import COMMANDS, Command

if TYPE_CHECKING:
    from relu_tui.app.main_screen import MainScreen


class Commands(Provider):
    """Finds commands by their words; choosing one does what its key does."""

    async def discover(self) -> Hits:
        """Every command, before anything is typed."""
        for command in self._available():
            yield DiscoveryHit(_title(command), self._carry_out(command), help=_keys(command))

    async def search(self, query: str) -> Hits:
        """The commands whose words match."""
        matcher = self.matcher(query)
        for command in self._available():
            score = matcher.match(_title(command))
            if score > 0:
                yield Hit(
                    score, matcher.highlight(_title(command)), self._carry_out(command), help=_keys(command)
                )

    @property
    def _main(self) -> MainScreen:
        from relu_tui.app.main_screen import MainScreen

        return next(screen for screen in self.app.screen_stack if isinstance(screen, MainScreen))

    def _available(self) -> list[Command]:
        return [command for command in COMMANDS if not (self._main.kiosk and command.host)]

    def _carry_out(self, command: Command) -> partial[None]:
        return partial(self._main.action_command, command.name)


def _title(command: Command) -> str:
    return command.words


def _keys(command: Command) -> str:
    return f"key: {command.key_text}"
