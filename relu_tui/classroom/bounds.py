"""What a class may use of the machine."""

from __future__ import annotations

import asyncio
import ipaddress
import time
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass

UNKNOWN = "an unknown place"

HANDSHAKES = 3
"""Connections that agree on keys at the same time: each takes the processor from the whole class."""

LONGEST_HANDSHAKE = 0.5
"""Seconds after which the next may begin, however far that one is."""

FREE = 0.05
"""Seconds of a processor that anything asked for may take."""

PRICE = 20.0
"""Seconds waited for each second beyond that: one who takes it from the others has little of it."""

MOST_OWED = 3.0
"""Seconds waited at once at most, however often one went on to what takes long."""

RATE, BURST = 32 * 1024, 256 * 1024
"""Bytes a second taken from one connection, and at once before that: keys, pastes, and new keys agreed on."""


class Allowance:
    """So much a second of something, and so much at once before that."""

    def __init__(self, rate: float, burst: float) -> None:
        """Make it.

        Args:
            rate: How much a second.
            burst: How much at once.
        """
        self._rate, self._burst = rate, burst
        self._left = burst
        self._counted = time.monotonic()

    def take(self, amount: float) -> float:
        """Take some of it.

        Returns:
            Seconds to wait until there is enough of it again.
        """
        now = time.monotonic()
        self._left = min(self._burst, self._left + (now - self._counted) * self._rate) - amount
        self._counted = now
        return max(0.0, -self._left / self._rate)


def price(seconds: float) -> float:
    """Seconds that one waits who took a processor from everybody for so long."""
    return min(MOST_OWED, PRICE * max(0.0, seconds - FREE))


@dataclass(frozen=True)
class Bounds:
    """Limits that hold whatever comes in.

    Attributes:
        sessions: Lessons open at once.
        from_one_address: Connections from one address at once; a whole class may share one (NAT).
        login: Seconds in which one must have come in.
        idle: Seconds without a key after which a session ends.
        unread: Seconds for which output may wait unread before the session ends.
    """

    sessions: int = 100
    from_one_address: int = 100
    login: float = 20.0
    idle: float = 2 * 3600.0
    unread: float = 120.0


class Door:
    """Counts who is in, by address.

    Attributes:
        bounds: How many may be.
        handshakes: The turns of those who come in.
    """

    def __init__(self, bounds: Bounds) -> None:
        self.bounds = bounds
        self.handshakes = Turns(HANDSHAKES, LONGEST_HANDSHAKE)
        self.sessions = 0
        self._connections: Counter[str] = Counter()

    def knock(self, address: str) -> bool:
        """Count a connection; False where there are too many, and it is not counted."""
        # As many again may be at the door, or a crowd there would keep those out who are to come in.
        if self._connections.total() >= 2 * self.bounds.sessions:
            return False
        if self._connections[address] >= self.bounds.from_one_address:
            return False
        self._connections[address] += 1
        return True

    def gone(self, address: str) -> None:
        """Note that a connection that was counted has ended."""
        self._connections[address] -= 1
        if self._connections[address] <= 0:
            del self._connections[address]

    def enter(self) -> bool:
        """Count a session; False where there are too many."""
        if self.sessions >= self.bounds.sessions:
            return False
        self.sessions += 1
        return True

    def leave(self) -> None:
        """Note that a session has ended."""
        self.sessions -= 1


def is_near(address: str) -> bool:
    """Whether an address is this machine's own, or of a private network."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(found, "ipv4_mapped", None)
    return bool((mapped or found).is_private or (mapped or found).is_link_local)


class Turns:
    """Lets few do at once what takes the processor; the others wait, each for its turn.

    A turn ends by itself after a while: who does nothing with it holds nobody up.
    """

    def __init__(self, most: int, longest: float) -> None:
        """Make it.

        Args:
            most: How many at once.
            longest: Seconds after which a turn is over.
        """
        self._free = most
        self._longest = longest
        self._waiting: deque[Turn] = deque()

    def ask(self, go: Callable[[], None]) -> Turn:
        """Ask for a turn; to be called in the loop.

        Args:
            go: Called when it begins, if that is later than now.
        """
        turn = Turn(self, go)
        if self._free:
            self.begin(turn)
        else:
            self._waiting.append(turn)
        return turn

    def begin(self, turn: Turn) -> None:
        """Begin a turn."""
        self._free -= 1
        turn.begun = True
        asyncio.get_running_loop().call_later(self._longest, turn.end)

    def end(self, turn: Turn) -> None:
        """End a turn, and let the next begin."""
        if not turn.begun:
            self._waiting.remove(turn)
            return
        self._free += 1
        if self._waiting:
            following = self._waiting.popleft()
            self.begin(following)
            following.go()


class Turn:
    """Somebody's turn.

    Attributes:
        go: Called when it begins, if that is later than it was asked for.
        begun: Whether it has begun.
    """

    def __init__(self, turns: Turns, go: Callable[[], None]) -> None:
        self._turns = turns
        self._ended = False
        self.go = go
        self.begun = False

    def end(self) -> None:
        """End it, once."""
        if not self._ended:
            self._ended = True
            self._turns.end(self)
