"""What is read off the pages of a new record."""

from pathlib import Path

from zcdossier.model.page_facts import Box, PageFacts, TextLine, TextSource
from zcdossier.model.sort_proposal import FilePiece
from zcdossier.profiles.load import Profiles
from zcdossier.sorting.heap_pieces import HeapPiece
from zcdossier.sorting.page_clues import sections_by_name
from zcdossier.sorting.read_fields import read_fields


def test_a_value_ends_where_the_next_label_begins() -> None:
    profile = Profiles().get("sd-jinan-2024", Path())
    section = sections_by_name(profile)["supervision_card"]
    line = TextLine("单位：济南澄源水务工程有限公司 申报人：程知远", 0.99, Box(0.1, 0.2, 0.9, 0.22))
    piece = HeapPiece(FilePiece("a.jpg"), (PageFacts(1, TextSource.OCR, (line,), 0, 1.0, is_blank=False),))
    texts = {field.field: field.text for field in read_fields(section, [piece], profile, "程知远")}
    assert texts["employer"] == "济南澄源水务工程有限公司"
