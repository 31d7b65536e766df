"""The commands of an office."""
