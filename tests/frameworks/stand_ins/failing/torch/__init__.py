"""Stands in for a PyTorch that can't be imported."""

raise ImportError("libtorch.so: cannot open\nshared object file")
