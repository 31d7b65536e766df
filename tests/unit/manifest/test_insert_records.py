"""New records go into the text of a manifest, and nothing else of it changes."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zcdossier.manifest.binder import bind
from zcdossier.manifest.insert_records import (
    CannotInsertError,
    ManifestValue,
    NamedRecord,
    NewEntry,
    insert_records,
    spell_scalar,
)
from zcdossier.manifest.remove_records import remove_records
from zcdossier.model.profile import Profile
from zcdossier.profiles.load import Profiles
from zcdossier.source.nodes import MapNode
from zcdossier.source.reader import read_bytes

HEAD = "profile: zj-huzhou-2020\nlevel: 副高\napplicant:\n  name: 周叶  # 姓名\n"


@pytest.fixture(scope="module")
def profile() -> Profile:
    return Profiles().get("zj-huzhou-2020", Path())


def entry(section: str, title: str = "河道护坡") -> NewEntry:
    return NewEntry(section, (ManifestValue("folder", f"{section}/{title}"), ManifestValue("title", title, "请核对")))


FORMS = [
    HEAD,
    HEAD.rstrip(),
    HEAD + "sections:\n",
    HEAD + "sections:\n  achievements:\n  # - folder: 05/1 例\n  #   title:\nattachments:\n",
    HEAD
    + "sections:\n  业绩档案:\n    - title: 旧的\n      date: 2019-03\n\n  # 6 考核\n  appraisals:\n    - year: 2019\n",
    HEAD + "sections:\n  achievements:\n  - {title: 旧的}\n  # 说明\nwaivers: []\n",
    HEAD + "sections:\n  appraisals:\n    - year: 2019\n      grade: 合格",
    HEAD + "sections:\n  achievements: 无\n  appraisals:\n    - year: 2019\n",
    HEAD + "sections:\n  achievements: '无'   # 以前没有\nwaivers: []\n",
    HEAD + "sections:\n  achievements: []\n",
    HEAD + "sections:\n  achievements: [无]  # 问过\n",
    HEAD + "sections:\n  achievements:\n    - 无\n  appraisals:\n    - year: 2019\n",
    HEAD + "sections:\n  appraisals:\n    - year: 2019\n  achievements: 无",
    HEAD + "sections:\n  appointment:\n    - title: 旧的\n  achievements: 无\n",
    HEAD + "attachments:\n  - kind: ce_proof\n    folder: 附件/旧的\n",
]


@pytest.mark.parametrize("text", FORMS)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_every_form_takes_records_and_keeps_its_bytes(text: str, newline: str, bom: bytes, profile: Profile) -> None:
    data = bom + text.replace("\n", newline).encode()
    hours = NewEntry("attachments.ce_proof", (ManifestValue("kind", "ce_proof"), ManifestValue("folder", "附件/学时")))
    edited = insert_records(data, [hours, entry("achievements"), entry("appointment", "工程师")], profile)
    tree = read_bytes(edited.data, "dossier.yaml").root
    assert isinstance(tree, MapNode)
    dossier = bind(Path(), tree, profile)
    assert dossier.sections["achievements"][-1].text("title") == "河道护坡"
    assert dossier.sections["appointment"][-1].text("title") == "工程师"
    assert dossier.attachments["ce_proof"][-1].folder == "附件/学时"
    back, lost = remove_records(edited.data, edited.pieces)
    assert lost == ()
    assert back.rstrip() == data.rstrip()


def test_values_are_marked_and_comments_stay(profile: Profile) -> None:
    edited = insert_records(FORMS[4].encode(), [entry("achievements")], profile).data.decode()
    assert "      title: 河道护坡  # 请核对\n\n  # 6 考核\n" in edited


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (
            "  - year: 2019  # 一\n    grade: 合格\n",
            "  - folder: 19/2019\n    year: 2019  # 一\n    grade: 合格\n",
        ),
        ("    -   {year: 2019}\n", '    -   {folder: "19/2019", year: 2019}\n'),
    ],
)
def test_a_record_gets_its_folder_and_loses_it_again(record: str, expected: str, profile: Profile) -> None:
    before = (HEAD + "sections:\n  appraisals:\n" + record + "  achievements: 无\n").encode()
    tree = read_bytes(before, "dossier.yaml").root
    assert isinstance(tree, MapNode)
    place = bind(Path(), tree, profile).sections["appraisals"][0].place
    named = [NamedRecord(place, "19/2019")]
    edited = insert_records(before, [entry("achievements"), entry("appraisals")], profile, named)
    assert f"  appraisals:\n{expected}" in edited.data.decode()
    assert remove_records(edited.data, edited.pieces) == (before, ())


def test_a_remark_behind_nothing_stays_and_nothing_comes_back_though_the_rest_was_edited(profile: Profile) -> None:
    before = (HEAD + "sections:\n  achievements: 无  # 以前没有\n").encode()
    edited = insert_records(before, [entry("achievements")], profile)
    assert "  achievements:  # 以前没有\n    - folder: achievements/河道护坡\n" in edited.data.decode()
    changed = edited.data.replace("周叶".encode(), "周页".encode())
    back, lost = remove_records(changed, edited.pieces)
    assert lost == ()
    assert back == before.replace("周叶".encode(), "周页".encode())


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "sections: {achievements: [{title: a}]}\n",
        HEAD + "sections:\n  achievements: 见附件\n",
        HEAD + "sections: {achievements: 无}\n",
        "- a\n",
        "profile: [\n",
    ],
)
def test_what_is_written_in_brackets_is_refused(text: str, profile: Profile) -> None:
    with pytest.raises(CannotInsertError):
        insert_records(text.encode(), [entry("achievements")], profile)


def test_another_encoding_is_refused(profile: Profile) -> None:
    with pytest.raises(CannotInsertError):
        insert_records(HEAD.encode("gbk"), [entry("achievements")], profile)


def test_an_edited_piece_is_told_and_kept(profile: Profile) -> None:
    edited = insert_records(FORMS[4].encode(), [entry("achievements")], profile)
    changed = edited.data.replace("河道护坡  # 请核对".encode(), "河道护坡结构".encode())
    back, lost = remove_records(changed, edited.pieces)
    assert lost == ("achievements/河道护坡",)
    assert back == changed


@pytest.mark.parametrize("text", FORMS)
def test_each_record_comes_out_by_itself(text: str, profile: Profile) -> None:
    """Of three records the second is edited, the third deleted: the first comes out, the second stays readable."""
    entries = [entry("achievements", "甲"), entry("achievements", "乙"), entry("appointment", "丙")]
    edited = insert_records(text.encode(), entries, profile)
    third = next(record for piece in edited.pieces for record in piece.records if record.folder == "appointment/丙")
    changed = edited.data.decode().replace("title: 乙", "title: 乙改").replace(third.text, "")
    back, kept = remove_records(changed.encode(), edited.pieces)
    assert kept == ("achievements/乙",)
    tree = read_bytes(back, "dossier.yaml").root
    assert isinstance(tree, MapNode)
    sections = bind(Path(), tree, profile).sections
    assert [record.text("title") for record in sections["achievements"]][-1] == "乙改"
    assert "甲" not in [record.text("title") for record in sections["achievements"]]
    assert "appointment/丙" not in back.decode()


@pytest.mark.parametrize("own", ["      rank: 2/5\n", "\n      # 还要补页\n"])
def test_a_record_that_got_another_line_stays(own: str, profile: Profile) -> None:
    edited = insert_records((HEAD + "sections:\n").encode(), [entry("achievements"), entry("appraisals")], profile)
    changed = edited.data.decode().replace("河道护坡  # 请核对\n", f"河道护坡  # 请核对\n{own}", 1).encode()
    back, kept = remove_records(changed, edited.pieces)
    assert kept == ("achievements/河道护坡",)
    assert back.decode() == f"{HEAD}sections:\n  achievements:\n{edited.pieces[0].records[0].text}{own}"


def test_a_key_stays_that_holds_a_record_of_ones_own(profile: Profile) -> None:
    edited = insert_records((HEAD + "sections:\n  achievements: 无\n").encode(), [entry("achievements")], profile)
    back, kept = remove_records(edited.data + "    - title: 我的\n".encode(), edited.pieces)
    assert (kept, back.decode()) == ((), HEAD + "sections:\n  achievements:\n    - title: 我的\n")


@given(st.text(min_size=1, max_size=40))
def test_any_text_is_read_back(text: str) -> None:
    document = read_bytes(f"key: {spell_scalar(text)}\n".encode("utf-8", "surrogatepass"), "a.yaml")
    if any("\ud800" <= sign <= "\udfff" for sign in text):
        return
    assert isinstance(document.root, MapNode)
    value = document.root.get("key")
    assert getattr(value, "text", None) == text
