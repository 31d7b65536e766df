"""A profile tried out: a dossier made of its examples, and a broken variant for each rule. Opens no file."""
