"""Certificates: a second proof of a verdict, that shares nothing with the engine.

The engine (germs, exact constants, decision) settles a limit. A certificate says the same of a named interval
0 < |Δx| ≤ δ₀, in a form that a small checker verifies from the expression alone: there the quotient, or f
itself, is held within C·s(|Δx|) of the limit, or above C·s(|Δx|), or held apart along two sequences; s is a
scale such as |Δx|² or |Δx|·ln(1/|Δx|), which is monotonic on the whole interval. So δ is a function of ε.

`taylor_models` encloses functions on the interval, `evaluation` walks an expression, `prover` makes a
certificate, `checker` verifies one, `epsilon` answers ε with δ. The package reads the language and nothing
else of this program: `relu-tui verify` runs without the engine.
"""
