"""The manifest as an Excel workbook made for filling in: written here, read by `manifest/sheets`."""
