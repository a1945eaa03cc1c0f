"""Floor 1, beside `calculus`: experiments in floating point, computed with NumPy.

How often does an exact 0 reach a ReLU, and how often does it matter which derivative ReLU is given there?
"""
