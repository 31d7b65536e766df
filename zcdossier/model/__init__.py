"""Frozen values that every room shares. Standard library only; no reading, no judging."""
