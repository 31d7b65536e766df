"""The report: one HTML page about one dossier, made from findings, receipts and page pictures handed in."""
