"""Teaching: the sealed summary of each school year, and projects of teaching reform."""

from functools import partial

from tools.make_sample.manifest import Entry, Manifest
from tools.make_sample.pages import forms
from tools.make_sample.scan import How, Scan
from tools.make_sample.sections.achievements import approval_and_conclusion

HOW = (How.PHONE, How.FLATBED, How.PHONE, How.FLATBED, How.SCANNER, How.FLATBED, How.PHONE, How.FLATBED)
TURNS = (6, 1, 1, 1, 1, 1, 3, 1)


def teaching(_: Manifest, record: Entry, index: int) -> list[Scan]:
    """Part two of the summary form for the year."""
    return [Scan("1-业绩简表教学部分", partial(forms.teaching, record=record), HOW[index], TURNS[index])]


def teaching_reform(manifest: Manifest, record: Entry, index: int) -> list[Scan]:
    """Approval and conclusion, issued by the authority the manifest names."""
    source = record["source_and_category"]
    authority = source[: max(source.find("厅"), source.find("局")) + 1]
    return approval_and_conclusion(manifest, record, index, authority, source.removeprefix(authority))
