"""A workbook of Excel, WPS or LibreOffice as the nodes of a manifest, each value at its cell."""
