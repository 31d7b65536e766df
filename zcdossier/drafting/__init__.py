"""A notice's text to the draft of a profile. Pure: text in, text out; what is not understood stays a comment."""
