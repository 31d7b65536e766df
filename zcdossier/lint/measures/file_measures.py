"""Measures of a file as a whole, by its header: its format, name, size, and whether it is locked."""

from fractions import Fraction

from zcdossier.lint.measures.measure_types import PDF, Measure, MeasureWord, PagePiece, Scope, ValueForm
from zcdossier.model.facts import FORMATS, NEEDS_PASSWORD, FactGroup, FileFacts, Trouble
from zcdossier.model.label import Label
from zcdossier.model.quantities import Unit

_FORMAT_LABELS = {"text": Label("文本", "plain text")}
_FORMAT_ALIASES = {"jpeg": ("jpg", "jpe"), "tiff": ("tif",), "heic": ("heif",), "jp2": ("jpeg2000", "jpx")}
PERMISSIONS = (
    MeasureWord("print", Label("打印", "printing")),
    MeasureWord("print_high", Label("高质量打印", "printing in high quality")),
    MeasureWord("copy", Label("复制文字", "copying text"), ("extract",)),
    MeasureWord("edit", Label("修改", "editing"), ("modify",)),
    MeasureWord("annotate", Label("加批注", "commenting")),
    MeasureWord("fill", Label("填表", "filling in forms")),
    MeasureWord("assemble", Label("增删页面", "inserting and removing pages")),
)


def _suffix(facts: FileFacts) -> str:
    name = facts.path.rsplit("/", 1)[-1]
    return "." + name.rsplit(".", 1)[1].lower() if "." in name else ""


def _encryption(facts: FileFacts) -> str | None:
    if facts.trouble is Trouble.ENCRYPTED:
        return "password" if facts.detail == NEEDS_PASSWORD else "restricted"
    if facts.trouble is not None:
        return None
    return "restricted" if facts.pdf is not None and facts.pdf.locked else "none"


def _permissions(facts: FileFacts) -> tuple[str, ...] | None:
    if facts.pdf is not None and not facts.pdf.locked:
        return tuple(word.id for word in PERMISSIONS)
    return facts.structure.permissions if facts.structure is not None and not facts.structure.untold else None


def has_text_layer(facts: FileFacts) -> bool | None:
    """Whether the first page of a PDF has text."""
    return facts.pdf.text if facts.pdf is not None else None


def page_has_text(page: PagePiece) -> bool | None:
    """Whether a page has text that can be searched, seen or not."""
    return bool(page.text.characters or page.text.hidden) if page.text is not None else None


FILE_MEASURES = (
    Measure(
        id="format",
        label=Label("格式（看内容）", "format (by content)"),
        means=Label("文件的格式，看内容，不看扩展名", "what the file is by its content, whatever its name says"),
        example="one_of: [jpeg, pdf]",
        form=ValueForm.WORD,
        takers={Scope.FILE: lambda facts: facts.format or None},
        words=tuple(
            MeasureWord(name, _FORMAT_LABELS.get(name, Label(name, name)), _FORMAT_ALIASES.get(name, ()))
            for name in sorted(FORMATS)
        ),
        of_any_file=True,
    ),
    Measure(
        id="suffix",
        label=Label("扩展名", "file name ending"),
        means=Label("文件名最后的扩展名，带点，不分大小写", "the ending of the file's name with its dot, in any case"),
        example="one_of: [.jpg, .jpeg]",
        form=ValueForm.TEXT,
        takers={Scope.FILE: _suffix},
        aliases=("ending", "extension"),
        of_any_file=True,
    ),
    Measure(
        id="encryption",
        label=Label("加密", "encryption"),
        means=Label(
            "PDF 有没有加密：没有、不用密码能打开但限制操作、要密码才能打开",
            "whether the PDF is encrypted: not at all, opens without a password but restricts, or needs one",
        ),
        example="equals: none",
        form=ValueForm.WORD,
        takers={Scope.FILE: _encryption},
        words=(
            MeasureWord("none", Label("没有加密", "none"), ("no", "否", "无")),
            MeasureWord("restricted", Label("不用密码，但限制操作", "opens, but restricts"), ("permissions",)),
            MeasureWord("password", Label("要密码才能打开", "needs a password"), ("needs_password",)),
        ),
        formats=PDF,
        in_pictures="none",
        also_locked=True,
        aliases=("encrypted", "password"),
    ),
    Measure(
        id="permissions",
        label=Label("允许的操作", "what is allowed"),
        means=Label("打开 PDF 的人可以做什么", "what who opens the PDF may do"),
        example="all_of: [print, copy]",
        form=ValueForm.TEXTS,
        takers={Scope.FILE: _permissions},
        words=PERMISSIONS,
        needs={Scope.FILE: frozenset({FactGroup.STRUCTURE})},
        formats=PDF,
    ),
    Measure(
        id="pdf_version",
        label=Label("PDF 版本", "PDF version"),
        means=Label("PDF 的版本号", "the version of the PDF format"),
        example="at_most: 1.7",
        form=ValueForm.NUMBER,
        takers={Scope.FILE: lambda facts: Fraction(facts.pdf.version) if facts.pdf else None},
        formats=PDF,
        aliases=("version",),
    ),
    Measure(
        id="scripts",
        label=Label("脚本数", "number of scripts"),
        means=Label("PDF 里 JavaScript 脚本的个数", "how many JavaScript actions the PDF carries"),
        example="equals: 0",
        form=ValueForm.NUMBER,
        takers={Scope.FILE: lambda facts: facts.pdf.scripts if facts.pdf else None},
        formats=PDF,
        in_pictures=0,
        aliases=("javascript",),
    ),
    Measure(
        id="pages",
        label=Label("页数", "pages"),
        means=Label(
            "PDF 的页数，或图片的帧数；清单里只取几页的按取的算",
            "pages of a PDF, frames of a picture; as many as are taken",
        ),
        example="at_most: {field: people, times: 2}",
        form=ValueForm.NUMBER,
        takers={Scope.FILE: lambda facts: facts.pages or None},
        unit=Unit.PAGES,
        sums=True,
        aliases=("page_count",),
    ),
    Measure(
        id="files",
        of_any_file=True,
        label=Label("文件数", "number of files"),
        means=Label(
            "有几个文件；一个也没有时不判断，由 required 管", "how many files there are; none at all is for required"
        ),
        example="at_most: 2",
        form=ValueForm.NUMBER,
        takers={Scope.FILE: lambda _facts: 1},
        unit=Unit.FILES,
        sums=True,
    ),
)
