"""What was found and built, told: as text, data, annotations, workbooks, Word files and a page.

Nothing here judges or reads files. Names follow one scheme: `x_text` is x as lines for a terminal, `x_object` as JSON,
`x_row` one line of a table over many, `x_sheet` a table for Excel, `x_view` what a template lays out, `x_docx` and
`x_xlsx` a file's bytes. `forms/` fills Word forms, `office/` is for those who check many, `page/` is the report page.
"""
