"""Why a record was not built, in Chinese and English.

Every text names the file or the pages, the reason, and what to do about it.
"""

from collections.abc import Sequence
from math import ceil

from zcdossier.model.dossier import Absence, AbsentScan
from zcdossier.model.facts import FORBIDS_PRINTING, Trouble
from zcdossier.model.label import Label
from zcdossier.model.unmergeable import UNMERGEABLE, unmergeable_kind

_TROUBLES: dict[Trouble, Label] = {
    Trouble.MISSING: Label("找不到这个文件，请检查文件名和位置", "is missing; check its name and place"),
    Trouble.EMPTY: Label(
        "是空文件，请重新复制或重新扫描；用不着的就删去",
        "is empty; copy or scan it again, or delete it if it is not needed",
    ),
    Trouble.NOT_A_FILE: Label(
        "不是普通文件，请换成图片或 PDF", "is not an ordinary file; put a picture or a PDF there"
    ),
    Trouble.NO_PERMISSION: Label(
        "没有读取权限，请在文件属性里允许读取", "can't be read: no permission; allow reading in the file's properties"
    ),
    Trouble.UNREADABLE: Label(
        "已损坏，打不开，请重新扫描或重新导出", "is damaged and does not open; scan or export it again"
    ),
    Trouble.TRUNCATED: Label(
        "不完整（可能没有传完），请重新复制", "is incomplete (perhaps not transferred completely); copy it again"
    ),
    Trouble.ENCRYPTED: Label(
        "要密码才能打开，请先去掉密码（用密码打开后“打印 → 另存为 PDF”）",
        "needs a password to open; remove it first (open it with the password, print, save as PDF)",
    ),
    Trouble.TOO_LARGE: Label(
        "像素太多，无法处理，请用较低的分辨率重新扫描（300 dpi 足够）",
        "has too many pixels; scan it again at a lower resolution (300 dpi is enough)",
    ),
    Trouble.NEEDS_HEIC: Label(
        "是 HEIC 照片，请安装扩展 pip install “zcdossier[heic]”，或在手机上改存为 JPEG",
        'is a HEIC photo; run pip install "zcdossier[heic]", or save it as JPEG on the phone',
    ),
    Trouble.OUTSIDE: Label(
        "在申报材料文件夹之外，请把它复制进来", "is outside the dossier's folder; copy it into the dossier"
    ),
}

_ABSENCES: dict[Absence, Label] = {
    Absence.GONE: _TROUBLES[Trouble.MISSING],
    Absence.OUTSIDE: _TROUBLES[Trouble.OUTSIDE],
    Absence.NOT_DOWNLOADED: Label(
        "还在 iCloud 里，请先下载到这台电脑", "is still in iCloud; download it to this computer first"
    ),
}


def about(file: str, text: Label) -> Label:
    """Say something about a file."""
    return Label(f"{file}：{text.zh}", f"{file}: {text.text('en')}")


def trouble(file: str, kind: Trouble, file_format: str, detail: str = "") -> Label:
    """Why a file that was found unusable can't be merged."""
    if kind is Trouble.UNSUPPORTED:
        return unsupported(file, file_format)
    if kind is Trouble.ENCRYPTED and detail == FORBIDS_PRINTING:
        return unprintable(file)
    text = _TROUBLES[kind]
    return about(file, text)


def unsupported(file: str, file_format: str) -> Label:
    """A format that can't become pages."""
    kind = UNMERGEABLE[unmergeable_kind(file, file_format)]
    return about(file, Label(f"{kind.what.zh}；{kind.mend.zh}", f"{kind.what.text('en')}; {kind.mend.text('en')}"))


def absent(scan: AbsentScan) -> Label:
    """A source that the manifest or the record's folder tells of, and that is not there."""
    return about(scan.file, _ABSENCES[scan.why])


def vanished(file: str) -> Label:
    """A source that is not there."""
    return trouble(file, Trouble.MISSING, "")


def no_permission(file: str) -> Label:
    """A source that may not be read."""
    return trouble(file, Trouble.NO_PERMISSION, "")


def too_large(file: str) -> Label:
    """A picture that would take all memory."""
    return trouble(file, Trouble.TOO_LARGE, "")


def encrypted(file: str) -> Label:
    """A source with a password."""
    return trouble(file, Trouble.ENCRYPTED, "")


def unprintable(file: str) -> Label:
    """A source that may be read on screen only."""
    return about(
        file,
        Label(
            "被设为禁止打印，不能合并；请出具单位给一份可以打印的，或者放纸质件的扫描件",
            "forbids printing and can't be merged; ask its issuer for one that may be printed, or use a scan of "
            "the paper",
        ),
    )


def unreadable(file: str, detail: str) -> Label:
    """A source whose content can't be understood."""
    text = _TROUBLES[Trouble.UNREADABLE]
    return about(file, Label(f"{text.zh}（{detail}）", f"{text.en} ({detail})"))


def not_handled(file: str, detail: str) -> Label:
    """A source over which the program or a library stumbled: the file may be healthy."""
    return about(
        file,
        Label(
            f"程序没能处理这个文件（{detail}），文件不一定坏了；能打开就打印成 PDF 或另存一份再试，"
            "也请把这一行告诉我们",
            f"the program could not handle this file ({detail}), which need not be damaged; "
            "if it opens elsewhere, print it to a PDF or save it again, and report this line",
        ),
    )


def no_sources() -> Label:
    """A record without any file."""
    return Label(
        "这条记录没有任何佐证文件，请放入扫描件", "this record has no evidence file; put its scans in its folder"
    )


def no_pages(file: str) -> Label:
    """A PDF without pages."""
    return about(file, Label("里面没有页面，请重新导出", "has no pages; export it again"))


def too_many_pages(file: str, most: int) -> Label:
    """A record that nobody could read; `file` is where it went beyond."""
    return about(
        file,
        Label(
            f"到这个文件为止已超过 {most} 页，一条记录合并不了这么多，请用清单里的 pages 只放需要的页",
            f"the record has more than {most} pages up to this file; list only those needed by `pages` in the manifest",
        ),
    )


def page_outside(file: str, page: int, count: int) -> Label:
    """A page asked for that the file does not have."""
    return about(
        file,
        Label(
            f"只有 {count} 页，没有第 {page} 页，请改清单里的 pages",
            f"has {count} page{'' if count == 1 else 's'}, there is no page {page}; correct `pages` in the manifest",
        ),
    )


def changed(file: str) -> Label:
    """A source that was changed during the build."""
    return about(file, Label("在合并过程中被改动，请重新运行 build", "changed while it was merged; run build again"))


def over_limit(limit: int, smallest: int, costly: Sequence[tuple[int, str, int]]) -> Label:
    """A record that can't be made small enough; `costly` lists page, file and bytes."""
    zh = "、".join(f"第 {page} 页（{file}，{megabytes(size)}）" for page, file, size in costly)
    en = ", ".join(f"page {page} ({file}, {megabytes(size)})" for page, file, size in costly)
    pages = Label(f"最占地方的页面：{zh}。", f"The costliest pages: {en}. ") if costly else Label("", "")
    return Label(
        f"压缩到仍能看清的最低清晰度后还有 {megabytes(smallest)}，限制是小于 {megabytes(limit)}。"
        f"{pages.zh}可以少放几页（例如论文正文只放首页和末页）、改为灰度扫描，或换更干净的扫描件",
        f"at the lowest quality that can still be read it takes {megabytes(smallest)}; the limit is below "
        f"{megabytes(limit)}. {pages.en}Leave pages out (for a paper's body, the first and last "
        "may do), scan in grey, or make cleaner scans",
    )


def undecodable(file: str, page: int) -> Label:
    """A picture inside a PDF that can't be made smaller, for it can't be decoded."""
    return about(
        file,
        Label(
            f"第 {page} 页的图片解不开，多半是数据不完整，所以没法压缩；请重新扫描或重新下载这份 PDF",
            f"a picture on page {page} can't be decoded, probably because its data is incomplete, and so can't be made "
            "smaller: scan or download this PDF again",
        ),
    )


def too_much_besides_pictures(limit: int, smallest: int, files: Sequence[tuple[str, int]]) -> Label:
    """A record too large for its limit without a picture to make smaller; `files` lists the largest, with bytes."""
    zh = "、".join(f"{file}（{megabytes(size)}）" for file, size in files)
    en = ", ".join(f"{file} ({megabytes(size)})" for file, size in files)
    return Label(
        f"有 {megabytes(smallest)}，限制是小于 {megabytes(limit)}；里面没有可以压缩的图片。最大的文件：{zh}。"
        "请用清单里的 pages 只放需要的页（例如论文正文只放首页和末页）",
        f"it takes {megabytes(smallest)}; the limit is below {megabytes(limit)}, and there is no picture to make "
        f"smaller. The largest files: {en}. List only the pages needed by `pages` in the manifest (of a paper's body "
        "the first and last may do)",
    )


def disk_full() -> Label:
    """No room left for the output."""
    return Label(
        "磁盘空间不足，没有写出 PDF，请清理磁盘后重新运行 build",
        "the disk is full and no PDF was written; free some space and run build again",
    )


def not_writable(file: str, detail: Label) -> Label:
    """The output can't be put in its place."""
    return Label(
        f"写不出 {file}（{detail.zh}）。如果它正被打开，请先关闭，再重新运行 build",
        f"can't write {file} ({detail.en}). Close it if it is open somewhere, then run build again",
    )


def not_verified(detail: Label) -> Label:
    """The written file did not pass the check by the second library."""
    return Label(
        f"写出的 PDF 没有通过复核（{detail.zh}），已丢弃。请重新运行 build；若仍失败，请检查磁盘",
        f"the PDF that was written did not pass its check ({detail.en}) and was dropped. "
        "Run build again; if it fails again, check the disk",
    )


def earlier_stays(text: Label, file: str) -> Label:
    """Add that an earlier upload is still there, and is not this one."""
    return Label(
        f"{text.zh}。{file} 仍是上一次的内容，请勿当作最新的上传",
        f"{text.en}. {file} still holds the earlier build: don't take it for the new one",
    )


def not_merged(detail: str) -> Label:
    """The sources are readable one by one, but don't become one file."""
    return Label(
        f"这些文件合并时出错（{detail}）。请把其中的 PDF 逐个“打印 → 另存为 PDF”后再试",
        f"merging these files failed ({detail}). Print each of its PDFs to a new PDF, then try again",
    )


def join_labels(texts: Sequence[Label], most: int) -> Label:
    """Join several reasons; beyond `most` only their number is told."""
    listed, more = texts[:most], len(texts) - most
    zh, en = "；".join(text.zh for text in listed), "; ".join(text.text("en") for text in listed)
    return Label(f"{zh}；另有 {more} 处", f"{en}; and {more} more") if more > 0 else Label(zh, en)


def megabytes(size: int) -> str:
    """Return a size in millions or thousands of bytes, rounded up: what is over a limit must look so."""
    return f"{ceil(size / 1e4) / 100:.2f} MB" if size >= _MEGABYTE else f"{ceil(size / 100) / 10:.1f} KB"


_MEGABYTE = 1_000_000
