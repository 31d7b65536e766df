"""ZC513 unseen-mark: marks on a scan's pages, or further pictures of it, that can't be seen once it is merged."""

from collections.abc import Iterator

from zcdossier.lint.context import Context, files_in_use
from zcdossier.lint.kind import Card, CheckKind, Hit, NoParams, Unjudged
from zcdossier.model.facts import names_of_marks
from zcdossier.model.finding import Message, Severity
from zcdossier.model.label import Label
from zcdossier.model.profile import Rule


def check(_rule: Rule, context: Context) -> Iterator[Hit | Unjudged]:
    """Report each such file once."""
    for place, facts in files_in_use(context):
        if facts.pdf is not None and facts.pdf.unseen:
            names = names_of_marks(facts.pdf.unseen)
            yield Hit(place, "unseen", {"file": facts.name, "page": facts.pdf.unseen_page, "marks": names})
        if facts.usable and facts.unmerged_frames:
            yield Hit(place, "frames", {"file": facts.name, "count": facts.pages})


KIND = CheckKind(
    code="ZC513",
    name="unseen-mark",
    title=Label("合并后看不到的标注和画面", "marks or pictures that will not show"),
    params=NoParams,
    check=check,
    messages={
        "unseen": Message(
            Label(
                "{file} 里有标注（{marks}，最早在第 {page} 页）没有固定外观，合并后看不到",
                "{file} has marks ({marks}; first on page {page}) without a fixed appearance, which will not "
                "show once merged",
            ),
            Label(
                "用画标注的软件打开，“打印 → 另存为 PDF”，换掉这一份；标注无关紧要可以不管",
                "open it in the program that drew them, print it to a new PDF and use that; if the marks don't "
                "matter, leave it",
            ),
        ),
        "frames": Message(
            Label(
                "{file} 里有 {count} 幅画面（动图或连拍），合并后只看得到一幅",
                "{file} holds {count} pictures (an animation or a burst), of which only one will show once merged",
            ),
            Label(
                "打开看一看；别的画面也是佐证，就分别截图、存成图片放进来；只要一幅可以不管",
                "look at it; if other pictures are evidence too, save each as a file of its own; if one is "
                "enough, leave it",
            ),
        ),
    },
    card=Card(
        why=Label(
            "通知要求标出姓名、条目等。有的软件画的直线、多边形只在它自己的窗口里显示，浏览器和审核系统里没有。",
            "Notices ask for names and entries to be marked. Lines and polygons drawn by some programs show "
            "only in that program, not in browsers and portals.",
        ),
        wrong="2-目录.pdf（用多边形圈出姓名，没有固定外观）",
        right="2-目录.pdf（圈好后打印成新的 PDF）",
        mend=Label(
            "打印成新的 PDF，标注就固定在页面上。", "Print it to a new PDF, which makes the marks part of the page."
        ),
    ),
    severity=Severity.WARNING,
    always=True,
)
