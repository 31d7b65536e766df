"""A record in, one PDF out: plan and budget (pure), writer, verify, receipt. Nothing here judges a dossier."""
