"""The use cases of an office that looks after many applicants."""
