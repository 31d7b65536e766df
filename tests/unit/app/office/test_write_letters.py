"""Letters: what an applicant reads, to the letter, in both languages; whose file is whose; equal bytes every time."""

import io
import re
from datetime import date
from pathlib import Path

import docx
import pytest

from tests.unit.app.office.conftest import DAY, HUZHOU, Make, linted
from zcdossier.app.editable_folder import EditableFolder
from zcdossier.app.office.write_letters import (
    LetterDraft,
    WrittenLetter,
    draft_letter,
    find_earlier_letters,
    letter_stems,
    write_letters,
)
from zcdossier.lint.kinds import BY_CODE
from zcdossier.model.word_form import FileOutcome
from zcdossier.model.yaml_form import YAML_FORM
from zcdossier.report.office.letter import LetterOptions, write_letter
from zcdossier.report.office.letter_document import letter_docx, letter_text

GOLDEN = Path(__file__).parent / "golden"
WRONG = [
    {"remove_files": {"at": "sections.books[0]", "match": "*封底*"}},
    {"set": {"path": "sections.papers[0].is_representative", "value": "否"}},
    {"delete": "sections.papers[1].date"},
    {"append_copy": {"path": "sections.awards", "changes": {"title": '=HYPERLINK("x")'}}},
    {"append_copy": {"path": "sections.awards", "changes": {"title": "又一个奖"}}},
    {"append_copy": {"path": "sections.awards", "changes": {"title": "还有一个奖"}}},
    {"empty_file": {"at": "sections.honors[0]", "match": "*"}},
    {"rename_files": {"at": "sections.standards[0]", "match": "*", "to": "9-不知道"}},
    {"delete": "sections.awards[1].date"},
    {"set": {"path": "applicant.department", "value": "药学"}},
]
JARGON = re.compile(r"ZC\d{3}|HZNU-|zcdossier|YAML|\b[a-z]+_[a-z]+\b|sections|attachments|profile")
BY = date(2023, 7, 10)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_letter_to_the_letter(make: Make, golden, lang: str) -> None:
    found = make("li-ming", WRONG, "李鸣")
    written = write_letter(found, LetterOptions(DAY, lang, BY, "人事处"))
    assert written is not None
    golden(GOLDEN / f"letter.{lang}.txt", letter_text(written))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_to_mend(make: Make, golden, lang: str) -> None:
    found = make("lin-xiao")
    terms = LetterOptions(DAY, lang)
    written = write_letter(found, terms)
    assert written is not None
    golden(GOLDEN / f"all-well.{lang}.txt", letter_text(written))
    assert write_letter(found, terms._replace(only_errors=True)) is None


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_jargon_reaches_an_applicant(make: Make, lang: str) -> None:
    written = write_letter(make("li-ming", WRONG, "李鸣"), LetterOptions(DAY, lang))
    assert written is not None
    assert written.errors >= 7
    assert not JARGON.findall(letter_text(written))


def test_only_errors_leave_warnings_and_questions_out(make: Make) -> None:
    found = make("li-ming", WRONG, "李鸣")
    written = write_letter(found, LetterOptions(DAY, only_errors=True))
    assert written is not None
    assert (written.doubts, written.questions) == (0, 0)
    assert len(written.groups) == 5
    assert "核对" not in "".join(group.heading for group in written.groups)


def test_a_manifest_nobody_can_read_is_told_by_its_line(tmp_path: Path) -> None:
    root = tmp_path / "zhao"
    root.mkdir()
    (root / "dossier.yaml").write_text("profile: zj-hznu-2023\napplicant:\n\tname: 赵\n", encoding="utf-8")
    written = write_letter(linted(root), LetterOptions(DAY))
    assert written is not None
    text = letter_text(written)
    assert text.startswith("zhao，您好：")
    assert "第 3 行：" in text
    assert "制表符" in text


def test_the_day_of_a_notice_may_stand_in_the_dossier(make: Make) -> None:
    found = make("zhou", [{"set": {"path": "applicant.window_end", "value": "2020-10-31"}}], source=HUZHOU)
    early, late = (write_letter(found, LetterOptions(day)) for day in (date(2020, 10, 31), date(2020, 11, 1)))
    assert early is not None
    assert late is not None
    assert "本专业申报截止，2020年10月31日（星期六）。" in early.opening[-1]
    assert "已经过了" not in early.opening[-1]
    assert "这一天已经过了" in late.opening[-1]


def test_word_says_what_text_says(make: Make) -> None:
    written = write_letter(make("li-ming", WRONG, "李鸣"), LetterOptions(DAY, "zh", BY, "人事处"))
    assert written is not None
    data = letter_docx(written)
    assert data == letter_docx(written)
    lines = [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]
    plain = re.sub(r"\s", "", letter_text(written))
    assert lines[0] == "李鸣，您好："
    assert all(re.sub(r"\s", "", line) in plain for line in lines)
    assert re.sub(r"\s", "", "".join(lines)) == plain


def test_files_have_names_that_every_system_takes(make: Make, tmp_path: Path) -> None:
    people = {"a": "王芳", "b": "王芳", "魏然": "魏 然", "c": "a/b:c?\x07", "d": "CON"}
    everybody = [make(name, person=person) for name, person in people.items()]
    stems = letter_stems([found.root for found in everybody], tmp_path)
    drafts = [draft_letter(found, stems[found.root], LetterOptions(DAY)) for found in everybody]
    out = EditableFolder(tmp_path / "letters")
    out.prepare()
    written = write_letters(drafts, out, ".txt")
    assert [letter.path.name for letter in written.values()] == [
        "a 王芳.txt",
        "b 王芳.txt",
        "魏然.txt",
        "c a_b_c_.txt",
        "d CON.txt",
    ]
    data = (tmp_path / "letters" / "a 王芳.txt").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in data
    assert b"\n" not in data.replace(b"\r\n", b"")
    again = write_letters(drafts, out, ".txt")
    assert {letter.result.outcome for letter in again.values()} == {FileOutcome.UNCHANGED}


def test_names_that_meet_are_told_apart(tmp_path: Path, make: Make) -> None:
    letter = draft_letter(make("x"), "x", LetterOptions(DAY))
    twice = [LetterDraft(tmp_path / "1", "王 芳", letter.letter), LetterDraft(tmp_path / "2", "王  芳", letter.letter)]
    written = write_letters(twice, EditableFolder(tmp_path), ".txt")
    assert [letter.path.name for letter in written.values()] == ["王 芳.txt", "王 芳-2.txt"]


@pytest.mark.parametrize("suffix", [".txt", ".docx"])
def test_a_letter_that_was_edited_is_kept(make: Make, tmp_path: Path, suffix: str) -> None:
    def write(by: date) -> WrittenLetter:
        files = EditableFolder(tmp_path)
        (letter,) = write_letters([draft_letter(found, "a", LetterOptions(DAY, by=by))], files, suffix).values()
        files.save()
        return letter

    found = make("a", person="王芳")
    edited = write(BY).path
    edited.write_bytes(edited.read_bytes() + b"by hand")
    assert write(BY).result.outcome is FileOutcome.EDITED
    later = write(date(2023, 7, 11))
    assert later.result == (FileOutcome.BESIDE, f"a 王芳（新）{suffix}", None)
    assert (edited.read_bytes().endswith(b"by hand"), (tmp_path / later.result.beside).is_file()) == (True, True)
    assert find_earlier_letters(tmp_path, [later]) == []


def test_letters_of_last_week_are_told(make: Make, tmp_path: Path) -> None:
    out = tmp_path / "letters"
    out.mkdir()
    (out / "chen 陈.txt").write_text("old", encoding="utf-8")
    (out / "note.md").write_text("mine", encoding="utf-8")
    written = write_letters([draft_letter(make("a"), "a", LetterOptions(DAY))], EditableFolder(out), ".txt")
    assert find_earlier_letters(out, list(written.values())) == ["chen 陈.txt"]


def test_every_kind_of_finding_has_its_place_in_a_letter() -> None:
    from zcdossier.report.office.actions import _BY_CODE, _BY_HUNDRED, _BY_KEY

    assert {code[2] for code in BY_CODE} == {*_BY_HUNDRED}
    assert {*_BY_CODE} < {*BY_CODE}
    assert all(action is not _BY_HUNDRED[code[2]] for code, action in _BY_CODE.items())
    assert all(key in BY_CODE[code].messages for code, key in _BY_KEY)
    assert all(
        (code, key) in _BY_KEY for code in ("ZC008", "ZC101", "ZC103", "ZC401") for key in BY_CODE[code].messages
    )


def test_phrases_are_of_messages_that_exist_and_fill_their_slots() -> None:
    from zcdossier.report.office.letter_wording import LETTER_HINTS, LETTER_MESSAGES

    for table in (LETTER_MESSAGES, LETTER_HINTS):
        for (code, key), label in table.items():
            message = BY_CODE[code].messages[key]
            arguments = set(re.findall(r"{(\w+)", message.text.zh + YAML_FORM.hint_of(message).zh))
            assert set(re.findall(r"{(\w+)", label.zh + label.text("en"))) <= arguments, (code, key)
