"""The functions of the language on Taylor models.

Each splits its argument into growing terms, a constant and a part that tends to 0, as an asymptotic
expansion does, and puts a Taylor polynomial with Lagrange's remainder in the place of the function at the
constant. Where the argument is known up to a range only, so is the result.
"""

from __future__ import annotations

from relu_tui.certificate.functions.arcs import Arcs
from relu_tui.certificate.functions.floors import Floors
from relu_tui.certificate.functions.waves import Waves


class Functions(Arcs, Waves, Floors):
    """All functions on one interval, or along one sequence in it."""
