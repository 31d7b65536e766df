"""Pure judgement: facts and rules in, findings out. Opens no file, prints nothing."""
