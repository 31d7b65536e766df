"""Build summaries, photo tables, explanations and notices."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from zcdossier.lint.kinds import BY_CODE
from zcdossier.model.facts import Trouble
from zcdossier.model.finding import Severity, Verdict
from zcdossier.model.label import Label
from zcdossier.model.place import text_place
from zcdossier.model.profile import Field, Guidance, Profile, Question, Rule
from zcdossier.model.receipt import BuildOutcome, Receipt, RecodedReceipt, RecordReceipt
from zcdossier.model.results import Diagnostic, StaleUploads
from zcdossier.report.build_summary import build_object, build_text, remaining_findings_text, size_text, stale_text
from zcdossier.report.explanation import explain_clause, explain_kind, explain_rule
from zcdossier.report.photo_table import fixed_photo_text, photo_object, photo_text, photo_trouble_text
from zcdossier.report.profile_text import diagnostics_text, profile_list_text, profile_text
from zcdossier.report.style import Detail, Style
from zcdossier.report.text_layout import cell_width

RECEIPT = Receipt(
    "1",
    "tiny",
    "senior",
    (
        RecordReceipt(
            "a",
            "papers",
            "甲",
            BuildOutcome.BUILT,
            "09-论文/01 甲.pdf",
            9_400_000,
            6,
            recoded=(
                RecodedReceipt(1, "x.jpg", 2, 1, 200, 80, "size"),
                RecodedReceipt(2, "y.jpg", 2, 1, 150, 80, "size"),
            ),
            notes=(Label("第 1 页是横的", "page 1 lies on its side"),),
        ),
        RecordReceipt("b", "papers", "乙", BuildOutcome.UNCHANGED, "09-论文/02 乙.pdf", 600_000, 1),
        RecordReceipt("c", "papers", "丙\x1b", BuildOutcome.FAILED, error=Label("x.pdf 加了密", "x.pdf is encrypted")),
    ),
)

BUILT = r"""
li-ming
  已生成  6 页  9.4 MB  09-论文/01 甲.pdf  压缩 2 页，最低 150 dpi
  失败                  丙\x1b
注意 a 甲: 第 1 页是横的
错误 c 丙\x1b: x.pdf 加了密
2 份 PDF（新生成 1，未变 1），共 7 页，10.0 MB；1 份失败
放在 out
"""


def test_build() -> None:
    assert "\n" + build_text("li-ming", "out", RECEIPT, Style()) == BUILT
    unchanged = "  未变    1 页  600 kB  09-论文/02 乙.pdf\n"
    assert unchanged in build_text("li-ming", "out", RECEIPT, Style(detail=Detail.VERBOSE))


def test_names_of_pdfs_are_clipped_in_the_middle() -> None:
    long = Receipt(
        "1",
        "tiny",
        "senior",
        tuple(
            RecordReceipt(
                "a",
                "papers",
                "甲",
                BuildOutcome.BUILT,
                f"16-担任学生思想政治教育或任职以来指导/0{at} 班主任.pdf",
                5000,
                1,
            )
            for at in (1, 2)
        ),
    )
    lines = build_text("li-ming", "out", long, Style(width=60)).splitlines()[1:3]
    assert [line[-10:] for line in lines] == ["01 班主任.pdf", "02 班主任.pdf"]
    assert all(cell_width(line) <= 60 and "…" in line for line in lines)


def test_among_many_a_build_is_its_totals_and_failures() -> None:
    lines = build_text("li-ming", "out", RECEIPT, Style(), brief=True).splitlines()
    assert [line.split()[0] for line in lines] == ["li-ming", "注意", "错误", "2", "放在"]


def test_quiet_build_tells_failures_only() -> None:
    text = build_text("li-ming", "out", RECEIPT, Style("en", detail=Detail.QUIET))
    assert text.splitlines()[0] == r"error li-ming/c 丙\x1b: x.pdf is encrypted"
    assert build_text("x", "out", replace(RECEIPT, records=RECEIPT.records[1:2]), Style(detail=Detail.QUIET)) == ""


def test_build_as_data() -> None:
    built = build_object("li-ming", "out", RECEIPT, Verdict(), "en", stale=StaleUploads(("upload/old.pdf",)))
    assert [record["outcome"] for record in built["records"]] == ["built", "unchanged", "failed"]
    assert built["records"][2]["error"] == "x.pdf is encrypted"
    assert built["records"][2]["file"] is None
    assert (built["stale"], built["moved"]) == (["upload/old.pdf"], None)
    moved = build_object(
        "li-ming", "out", None, Verdict(), "zh", stale=StaleUploads((), ("upload/old.pdf",), Path("away"))
    )
    assert moved["records"] is None
    assert (moved["stale"], moved["moved"]) == ([], {"files": ["upload/old.pdf"], "to": "away"})


def test_what_lint_still_finds(linted: Any) -> None:
    assert remaining_findings_text("li-ming", linted.verdict, Style()) == (
        "检查还有 2 个错误，1 个警告；运行 zcdossier lint li-ming 查看\n"
    )
    assert remaining_findings_text("li-ming", Verdict(), Style()) == ""


def test_pdfs_of_no_record() -> None:
    assert stale_text(StaleUploads(), Style()) == ""
    assert stale_text(StaleUploads(("upload/旧.pdf",)), Style()) == (
        "以下 PDF 已经不属于任何记录，不要上传；加 --prune 可以把它们移走：\n  upload/旧.pdf\n"
    )
    text = stale_text(StaleUploads(("upload/b.pdf",), ("upload/a.pdf",), Path("build/removed/2026")), Style("en"))
    assert text == (
        "These PDFs no longer belong to any record and were moved to build/removed/2026:\n  upload/a.pdf\n"
        "These PDFs no longer belong to any record, don't upload them; --prune moves them away:\n  upload/b.pdf\n"
    )


def test_sizes_are_decimal_and_never_rounded_down_to_nothing() -> None:
    assert [size_text(size) for size in (1, 999_001, 19_999_999)] == ["1 kB", "1000 kB", "20.0 MB"]


@dataclass(frozen=True)
class Row:
    measure: Label
    value: Label
    allowed: Label
    status: str
    rule: str = "photo-width"
    clauses: tuple[str, ...] = ("T-1",)


ROWS = (
    Row(Label("格式", "format"), Label("jpeg"), Label("jpeg"), "ok", "photo-format"),
    Row(Label("宽", "width"), Label("200"), Label("大于 215 像素", "above 215 px"), "bad"),
    Row(Label("背景亮度", "background"), Label("230"), Label("大于 240", "above 240"), "doubt", "photo-background"),
)

PHOTO = """
photo.jpg：不合格
  项目      实测  要求           结论    依据
  格式      jpeg  jpeg           合格    T-1
  宽        200   大于 215 像素  不合格  T-1
  背景亮度  230   大于 240       存疑    T-1
  = 改法 换一张更大的
  还要自己看一看：
  ? 是本人的近照，正面，只有一个人，清楚不糊，没有歪倒吗？
"""


def test_photo() -> None:
    hints = {"photo-width": Label("换一张更大的"), "photo-format": Label("另存为 JPG")}
    assert "\n" + photo_text("photo.jpg", ROWS, hints, Style()) == PHOTO
    assert photo_text("photo.jpg", ROWS[:1], hints, Style("en")).startswith("photo.jpg: acceptable\n")
    assert photo_text("photo.jpg", ROWS[2:], hints, Style()).startswith("photo.jpg：存疑")


def test_photo_that_cannot_be_measured() -> None:
    assert photo_trouble_text("x.jpg", Trouble.EMPTY, Style()) == "x.jpg：不合格：文件是空的\n"
    assert photo_trouble_text("x.jpg", Trouble.UNREADABLE, Style("en")).endswith("not a picture that can be opened\n")
    assert photo_trouble_text("x.pdf", Trouble.UNSUPPORTED, Style("en")).endswith("use the original photo file\n")
    assert photo_object("x.jpg", (), Trouble.EMPTY, "zh") == {"path": "x.jpg", "trouble": "empty", "measures": []}


def test_photo_fixed() -> None:
    text = fixed_photo_text("q.jpg", [(900, 1200), (900, 1200), (450, 600)], 90_000, [Label("已存为 JPG")], Style())
    assert text == "已写出 q.jpg：900×1200 → 450×600 像素，90,000 字节\n  已存为 JPG\n"


def papers_limit() -> Rule:
    return Rule(
        "papers-limit",
        "count",
        Severity.ERROR,
        None,
        clauses={"associate_senior": ("HZNU-1.1-01",), "*": ("X-1",)},
        says=Label("论文最多 4 篇", "at most 4 papers"),
        hint=Label("删去一篇", "leave one out"),
    )


def test_explain_a_kind(profile: Profile) -> None:
    kind = BY_CODE["ZC101"]
    text = explain_kind(kind, [(profile, papers_limit())], Style())
    assert text.startswith(f"ZC101 {kind.title.zh}\n\n为什么  {kind.card.why.zh}")
    assert "  zj-hznu-2023  papers-limit  错误  HZNU-1.1-01、X-1\n" in text
    assert "Always checked" in explain_kind(BY_CODE["ZC001"], (), Style("en"))


def test_every_kind_can_be_explained_in_both_languages() -> None:
    for code, kind in BY_CODE.items():
        for lang in ("zh", "en"):
            assert explain_kind(kind, (), Style(lang)).startswith(f"{code} ")


def test_examples_in_yaml_say_where_they_go_in_a_workbook() -> None:
    """Those that show cells or folders have nothing to translate."""
    codes = {code for code, kind in BY_CODE.items() if "以上是 dossier.yaml 的写法" in explain_kind(kind, (), Style())}
    assert {"ZC101", "ZC201"} <= codes
    assert not {"ZC009", "ZC504"} & codes


def test_explain_a_rule(profile: Profile) -> None:
    assert explain_rule(profile, papers_limit(), BY_CODE["ZC101"], Style()) == (
        "papers-limit  论文最多 4 篇\n"
        "zj-hznu-2023 杭师大 2023\n"
        f"ZC101 {BY_CODE['ZC101'].title.zh}；错误\n"
        "  副高  HZNU-1.1-01（一）：截止日期是 2023 年 6 月 30 日。\n"
        "  X-1\n"
        "怎么改  删去一篇\n"
        "更多：zcdossier explain ZC101\n"
    )


def test_explain_a_clause(profile: Profile) -> None:
    full = profile._replace(
        rules=(papers_limit(),),
        checklist=(Question(("HZNU-1.1-01",), Label("都在截止日期之前吗？")),),
        guidance=(Guidance(("HZNU-1.1-01",), Label("看清日期")),),
    )
    assert explain_clause(full, "HZNU-1.1-01", Style()) == (
        "HZNU-1.1-01（一）\n"
        "zj-hznu-2023 杭师大 2023\n"
        "截止日期是 2023 年 6 月 30 日。\n"
        "由程序检查\n"
        "  papers-limit  错误  论文最多 4 篇\n"
        "由本人确认  都在截止日期之前吗？\n"
        "提示  看清日期\n"
    )


def test_notices(profile: Profile) -> None:
    base = profile._replace(id="base", abstract=True)
    text = profile_list_text([("base", base, ""), ("mine", None, "/home/me/mine"), (profile.id, profile, "")], Style())
    assert text.splitlines() == [
        "base          杭师大 2023（只供引用）",
        "mine          有错误，见 zcdossier profile check mine  /home/me/mine",
        "zj-hznu-2023  杭师大 2023",
    ]


def test_one_notice(profile: Profile) -> None:
    text = profile_text(profile, Style())
    assert "级别：associate_senior（副高）\n" in text
    assert "  5  获奖情况  awards  副高 ≤ 5\n" in text
    assert "  9  论文      papers  必填、≤ 4\n" in text
    papers = profile.sections["papers"]
    field = Field("title", Label("题目"), required=Severity.ERROR, example="课堂")
    full = profile._replace(rules=(papers_limit(),), sections={"papers": papers._replace(fields={"title": field})})
    verbose = profile_text(full, Style(detail=Detail.VERBOSE))
    assert "  题目  title  text  * 错误  课堂\n" in verbose
    assert "  papers-limit  count  错误  HZNU-1.1-01、X-1\n" in verbose


def test_mistakes_in_a_notice() -> None:
    mistake = Diagnostic(text_place("p/profile.yaml", 3, 5), Label("不认识 x", "unknown x"))
    assert diagnostics_text("tiny", [mistake], Style("en")) == "p/profile.yaml:3:5: error unknown x\n"
    assert diagnostics_text("tiny", [], Style()) == "tiny：没有错误\n"
