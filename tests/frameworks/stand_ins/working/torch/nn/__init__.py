"""Stands in for torch.nn."""
