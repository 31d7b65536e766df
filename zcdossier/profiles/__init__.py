"""A notice as data: finding, reading and checking profiles. Every mistake is located, all at once."""
