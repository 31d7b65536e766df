"""The use cases: arguments in, results out. Puts the rooms together; prints nothing."""
