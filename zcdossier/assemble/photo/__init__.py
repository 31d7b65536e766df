"""A copy of an ID photo that keeps to the rule."""
