"""What torch, jax and tensorflow return at a kink, and how that compares with the proof.

Three sources, never mixed: values measured once, with library, version and date (`measured`); values
predicted from a framework's rules, operation by operation in float32 (`rules`, `tape`, `backward`); values
asked of the frameworks that are installed, in a process of their own (`live`). What is right is always taken
from `calculus`, never from a framework. No framework is imported by this process.
"""
