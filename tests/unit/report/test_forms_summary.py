"""What `forms` prints and gives as data, in both languages."""

from zcdossier.model.label import Label
from zcdossier.model.word_form import Blank, Figure, FileOutcome, FilledForm, FilledForms, FormSheet, WordForm
from zcdossier.report.forms.forms_summary import forms_list_text, forms_object, forms_text
from zcdossier.report.style import Detail, Style

BLANKS = tuple(Blank(Label(f"空{number}", f"blank {number}"), f"a.b{number}") for number in range(14))
WRONG = Figure("total", Label("总数", "total"), "7", ("8",), (Label("甲＋乙", "a + b"),))
SERVICE = WordForm(
    "service",
    Label("社会服务", "service"),
    "service.docx",
    each="works",
    signed=Label("学院盖章", "sealed by the college"),
    clauses=("A-1", "A-2"),
)
FILLED = FilledForms(
    (
        FilledForm(
            SERVICE,
            asked=True,
            sheets=(
                FormSheet("服务-1.docx", FileOutcome.WRITTEN, "sections.works[0]", BLANKS[:2]),
                FormSheet("服务-2.docx", FileOutcome.BESIDE, "sections.works[1]", beside="服务-2（新）.docx"),
                FormSheet("服务-3.docx", FileOutcome.FAILED, reason=Label("写不出来", "can't be written")),
            ),
            where=Label("“服务”各条记录的“证明”", "proof of the records of service"),
        ),
        FilledForm(
            WordForm("posts", Label("岗位信息表", "posts"), "posts.docx", note=Label("一份", "one")),
            asked=None,
            sheets=(FormSheet("岗位.docx", FileOutcome.EDITED, blanks=BLANKS, figures=(WRONG,)),),
            doubt=Label("没有填写：性质", "not filled in: kind"),
        ),
        FilledForm(WordForm("bad", Label("坏的", "bad"), "bad.docx"), asked=True, trouble=Label("找不到", "not found")),
        FilledForm(WordForm("none", Label("没记录", "none"), "n.docx", each="works"), asked=True),
        FilledForm(
            WordForm("ethics", Label("鉴定", "ethics"), note=Label("向人事科要", "ask the office")),
            asked=True,
            where=Label("附件“鉴定”", "attachment ethics"),
        ),
        FilledForm(WordForm("never", Label("不要的", "never")), asked=False),
    ),
    removed=("旧.docx",),
    left=("改过的.docx",),
)

TEXT_ZH = """\
li-ming

社会服务
  [已写] 服务-1.docx
      仍需手写：空0、空1
  [您改过，没有覆盖] 服务-2.docx
      新填的放在旁边：服务-2（新）.docx；对照着改好，或者用 --force 覆盖
  [没写成] 服务-3.docx
      写不出来
  打印，学院盖章，扫描后放到“服务”各条记录的“证明”里

岗位信息表
  不知道要不要这张表（没有填写：性质）
  [保留您的改动] 岗位.docx
      仍需手写：空0、空1、空2、空3、空4、空5、空6、空7、空8、空9、空10、空11 等 14 处
      警告：总数：填的是 7，但 8 ＝ 甲＋乙；表上照您填的写，请核对
  一份

坏的
  错误：找不到

没有填的表
  没记录：还没有记录
  鉴定：向人事科要；扫描后放到附件“鉴定”里

已删除不再需要的 旧.docx
改过的.docx 不再需要，但您改过，没有删
共 4 份表格，在 out；2 份还有要手写的地方
"""

TEXT_EN = """\
li-ming

service
  [written] 服务-1.docx
      still to be written by hand: blank 0, blank 1
  [you edited it, not overwritten] 服务-2.docx
      the newly filled one is 服务-2（新）.docx; carry over what you need, or use --force
  [not written] 服务-3.docx
      can't be written
  print it, have it sealed by the college, scan it into proof of the records of service

posts
  can't tell whether it is needed (not filled in: kind)
  [kept as you edited it] 岗位.docx
      still to be written by hand: blank 0, blank 1, blank 2, blank 3, blank 4, blank 5, blank 6, blank 7, blank 8, \
blank 9, blank 10, blank 11 and more, 14 in all
      warning: total: the manifest says 7, but 8 = a + b; the form shows what the manifest says
  one

bad
  error: not found

Forms not filled here
  none: no records yet
  ethics: ask the office; scan it into attachment ethics

removed 旧.docx, no longer needed
改过的.docx is no longer needed, but was kept because you edited it
4 forms in out; something is to be written by hand on 2
"""

LIST_ZH = """\
li-ming

表          份数  现状                                  待手写  条款
社会服务       3  已写、您改过，没有覆盖、没写成             2  A-1 +1
岗位信息表     1  不知道要不要这张表（没有填写：性质）      14
坏的           -  模板有错                                   -
没记录         -  还没有记录                                 -
鉴定           -  通知没有印这张表                           -
不要的         -  不需要                                     -

可以填的 2 张表，共 4 份，已写好 2 份
"""


def test_text() -> None:
    assert forms_text("li-ming", "out", FILLED, Style("zh")) == TEXT_ZH
    assert forms_text("li-ming", "out", FILLED, Style("en")) == TEXT_EN


def test_quiet_shows_problems_only() -> None:
    assert forms_text("li-ming", "out", FILLED, Style("zh", detail=Detail.QUIET)).splitlines() == [
        "li-ming: 服务-2.docx：您改过，没有覆盖",
        "li-ming: 服务-3.docx：没写成",
        "li-ming: 岗位.docx：总数：填的是 7，但 8 ＝ 甲＋乙；表上照您填的写，请核对",
        "li-ming: 坏的：找不到",
    ]


def test_list() -> None:
    assert forms_list_text("li-ming", FILLED, Style("zh")) == LIST_ZH
    assert forms_list_text("li-ming", FILLED, Style("en")).splitlines()[-1] == "2 forms to fill, 4 sheets, 2 written"


def test_a_notice_without_forms() -> None:
    for expected in (
        forms_text("a", "out", FilledForms(()), Style("zh")),
        forms_list_text("a", FilledForms(()), Style("zh")),
    ):
        assert expected == "a\n\n这份通知没有要填的表\n"
    named = FilledForms(FILLED.forms[4:5])
    assert forms_text("a", "out", named, Style("en")).endswith("\n\nnone that can be filled from the manifest\n")


def test_nothing_an_applicant_typed_moves_the_cursor() -> None:
    sheet = FormSheet("\x1b[2J.docx", FileOutcome.WRITTEN, blanks=(Blank(Label("\x1b[1m"), "x"),))
    text = forms_text("a\x1b", "\x1b", FilledForms((FilledForm(SERVICE, asked=True, sheets=(sheet,)),)), Style("zh"))
    assert "\x1b" not in text


def test_data() -> None:
    data = forms_object("li-ming", "out", FILLED, "en")
    assert [(form["form"], form["wanted"], form["printed"], form["error"]) for form in data["forms"]] == [
        ("service", True, True, None),
        ("posts", None, True, None),
        ("bad", True, True, "not found"),
        ("none", True, True, None),
        ("ethics", True, False, None),
        ("never", False, False, None),
    ]
    first, second, _ = data["forms"][0]["sheets"]
    assert first["by_hand"] == [{"label": "blank 0", "path": "a.b0"}, {"label": "blank 1", "path": "a.b1"}]
    assert (first["state"], second["beside"]) == ("written", "服务-2（新）.docx")
    assert data["forms"][1]["sheets"][0]["figures"] == [
        {
            "field": "total",
            "given": "7",
            "expected": ["8"],
            "agrees": False,
            "message": "total: the manifest says 7, but 8 = a + b; the form shows what the manifest says",
        }
    ]
    assert (data["path"], data["out"], data["removed"], data["left"]) == (
        "li-ming",
        "out",
        ["旧.docx"],
        ["改过的.docx"],
    )
