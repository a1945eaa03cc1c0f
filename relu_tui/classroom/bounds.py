"""What a class may use of the machine."""

from __future__ import annotations

import ipaddress
from collections import Counter
from dataclasses import dataclass

UNKNOWN = "an unknown place"


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
    """

    def __init__(self, bounds: Bounds) -> None:
        self.bounds = bounds
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
