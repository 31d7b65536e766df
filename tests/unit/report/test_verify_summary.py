"""What `verify` prints and gives as data."""

import pytest

from zcdossier.model.label import Label
from zcdossier.model.results import CheckedBuild, CheckedUpload, UploadDifference, UploadFlaw
from zcdossier.report.style import Detail, Style
from zcdossier.report.verify_summary import (
    difference_text,
    unverified_object,
    verified_all_text,
    verified_object,
    verified_text,
)

GOOD = CheckedUpload("09-论文/01 甲.pdf", "甲", "题目", 5_600_000, 12)
BAD = CheckedUpload("09-论文/02 乙.pdf", "乙", "题", 10, 1, (UploadDifference(UploadFlaw.SIZE, 10, 12),))
FAILED = CheckedUpload(
    "", "丙\x1b", "", 0, 0, (UploadDifference(UploadFlaw.NOT_BUILT, detail=Label("坏\x1b了", "bad")),)
)


def build(*uploads: CheckedUpload, is_current: bool = True) -> CheckedBuild:
    return CheckedBuild("zcdossier 0.0.9; pillow 1", is_current, "case", "senior", uploads)


def test_what_is_intact() -> None:
    assert verified_text("li-ming", build(GOOD), Style()) == "li-ming\n1 份 PDF 和合并记录一致，共 12 页，5.6 MB\n"
    assert verified_text("li-ming", build(GOOD), Style(detail=Detail.QUIET)) == ""


def test_what_differs() -> None:
    assert verified_text("li-ming", build(GOOD, BAD, FAILED, is_current=False), Style()) == (
        "li-ming\n"
        "错误 09-论文/02 乙.pdf：有 12 字节，合并记录里是 10 字节\n"
        "错误 丙\\x1b：没有生成：坏\\x1b了\n"
        "合并记录出自另一个版本：zcdossier 0.0.9\n"
        "1 份 PDF 和合并记录一致，共 12 页，5.6 MB；2 处不一致\n"
        "不一致的不要上传：自己的材料重新运行 zcdossier build；别人交来的，请他重新生成后再交\n"
    )
    quiet = verified_text("li-ming", build(GOOD, BAD), Style("en", detail=Detail.QUIET))
    assert quiet == "error li-ming/09-论文/02 乙.pdf: has 12 bytes, the receipt says 10\n"


@pytest.mark.parametrize("flaw", UploadFlaw)
def test_every_flaw_has_words(flaw) -> None:
    for lang in ("zh", "en"):
        text = difference_text(UploadDifference(flaw, 3, 4, Label("甲{x}", "a{x}")), lang)
        assert text
        assert "{detail}" not in text


def test_many() -> None:
    assert verified_all_text(2, [], Style()) == "共 2 份，2 份一致\n"
    assert verified_all_text(2, ["丙", "丁"], Style("en")) == "4 builds, 2 intact; 2 not: 丙, 丁\n"


def test_as_data() -> None:
    data = verified_object("li-ming", "li-ming/build", build(GOOD, BAD), "en")
    assert (data["path"], data["intact"], data["made_with"]) == ("li-ming", False, "zcdossier 0.0.9; pillow 1")
    assert data["uploads"][1] == {
        "file": "09-论文/02 乙.pdf",
        "record": "乙",
        "title": "题",
        "bytes": 10,
        "pages": 1,
        "differences": [{"kind": "size", "message": "has 12 bytes, the receipt says 10"}],
    }
    missed = unverified_object("x", "x/build", "no receipt")
    assert (missed["intact"], missed["error"]) == (False, "no receipt")
    assert data.keys() <= missed.keys()
