"""An independent opinion on one-sided limits: many digits, many scales, and honest doubt.

Nothing here knows of germs or exact constants. The tree is evaluated with mpmath at a ± h for h from
10⁻²⁰ to 10⁻¹²⁰; every value carries a bound on its error (first order, with room to spare), and
whatever hangs on less than that bound (a comparison of nearly equal numbers, a floor next to a whole
number, a difference of which no digit is left) makes the sample worthless rather than wrong.
"""
