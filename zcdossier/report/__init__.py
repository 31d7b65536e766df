"""Verdicts and receipts in, something to look at out. Pure: values in, text out; opens no file, prints nothing."""
