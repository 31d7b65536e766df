"""The shipped Word templates: A4, fonts that every Chinese computer has or replaces, nobody's name in them."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn

from zcdossier.profiles.load import load
from zcdossier.profiles.locations import available_profiles
from zcdossier.report.word_file import docx_bytes

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "templates" / "forms"
TEMPLATES = sorted(FOLDER.glob("*.docx"))
FONTS = {"宋体", "仿宋", "黑体"}


def test_every_template_is_a_form_of_some_notice_and_every_form_has_one() -> None:
    used = {
        form.template
        for profile in available_profiles()
        if profile.shipped
        for form in load(profile.id).word_forms
        if form.template
    }
    assert used == {path.name for path in TEMPLATES}
    assert len(used) >= 7


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_page_and_fonts(path: Path) -> None:
    document = Document(str(path))
    for section in document.sections:
        assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    fonts = [fonts.get(qn("w:eastAsia")) for fonts in document.element.iter(qn("w:rFonts"))]
    assert fonts
    assert set(fonts) <= FONTS
    runs = list(document.element.iter(qn("w:r")))
    assert len(list(document.element.iter(qn("w:rFonts")))) >= len(runs)
    with ZipFile(path) as archive:
        table = archive.read("word/fontTable.xml").decode()
    for name in set(fonts):
        assert f'w:name="{name}"><w:altName' in table


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_nobody_and_no_day_is_named(path: Path) -> None:
    document = Document(str(path))
    about = document.core_properties
    assert (about.author, about.last_modified_by, about.comments, about.created, about.modified) == (
        "",
        "",
        "",
        None,
        None,
    )
    assert about.title
    with ZipFile(path) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2000, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_word_would_open_what_is_packed(path: Path) -> None:
    data = docx_bytes(Document(str(path)))
    with ZipFile(BytesIO(data)) as archive:
        assert archive.namelist()[0] == "[Content_Types].xml"
        assert archive.testzip() is None
