"""The Word forms of a notice, filled from a dossier: template and answers in, bytes out; and what is said about it."""
