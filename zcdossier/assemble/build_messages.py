"""What a build says, in Chinese and English: why a record was not built, and what the receipt notes.

Every text names the file or the pages, the reason, and what to do about it.
"""

from collections.abc import Sequence
from math import ceil

from zcdossier.model.facts import FORBIDS_PRINTING, Trouble, names_of_marks
from zcdossier.model.label import Label

_TROUBLES: dict[Trouble, Label] = {
    Trouble.MISSING: Label("找不到这个文件，请检查文件名和位置", "is missing; check its name and place"),
    Trouble.EMPTY: Label("是空文件，请重新复制或重新扫描", "is empty; copy or scan it again"),
    Trouble.NOT_A_FILE: Label(
        "不是普通文件，请换成图片或 PDF", "is not an ordinary file; put a picture or a PDF there"
    ),
    Trouble.NO_PERMISSION: Label(
        "没有读取权限，请在文件属性里允许读取", "can't be read: no permission; allow reading it"
    ),
    Trouble.UNREADABLE: Label(
        "已损坏，打不开，请重新扫描或重新导出", "is damaged and does not open; scan or export it again"
    ),
    Trouble.TRUNCATED: Label("不完整（可能没有传完），请重新复制", "is cut short (a broken transfer?); copy it again"),
    Trouble.ENCRYPTED: Label(
        "要密码才能打开，请先去掉密码（用密码打开后“打印 → 另存为 PDF”）",
        "needs a password to open; remove it first (open it with the password, print, save as PDF)",
    ),
    Trouble.TOO_LARGE: Label(
        "像素太多，无法处理，请用较低的分辨率重新扫描（300 dpi 足够）",
        "has too many pixels; scan it again at a lower resolution (300 dpi is enough)",
    ),
    Trouble.UNSUPPORTED: Label(
        "这种格式不能合并，请另存为 PDF 或图片", "has a format that can't be merged; save it as PDF or a picture"
    ),
    Trouble.NEEDS_HEIC: Label(
        "是 HEIC 照片，请安装扩展 pip install “zcdossier[heic]”，或在手机上改存为 JPEG",
        'is a HEIC photo; run pip install "zcdossier[heic]", or save it as JPEG on the phone',
    ),
    Trouble.OUTSIDE: Label("在申报材料文件夹之外，请把它复制进来", "lies outside the dossier's folder; copy it inside"),
}


def _about(file: str, text: Label) -> Label:
    return Label(f"{file}：{text.zh}", f"{file}: {text.text('en')}")


def trouble(file: str, kind: Trouble, file_format: str, detail: str = "") -> Label:
    """Why a file that was found unusable can't be merged."""
    if kind is Trouble.UNSUPPORTED:
        return unsupported(file, file_format)
    if kind is Trouble.ENCRYPTED and detail == FORBIDS_PRINTING:
        return unprintable(file)
    text = _TROUBLES[kind]
    return _about(file, text)


def unsupported(file: str, file_format: str) -> Label:
    """A format that can't become pages."""
    text = _TROUBLES[Trouble.UNSUPPORTED]
    name = f"（{file_format}）" if file_format not in {"", "unknown"} else ""
    name_en = f" ({file_format})" if name else ""
    return _about(
        file, Label(text.zh.replace("格式", f"格式{name}", 1), text.en.replace("format", f"format{name_en}", 1))
    )


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
    return _about(
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
    return _about(file, Label(f"{text.zh}（{detail}）", f"{text.en} ({detail})"))


def not_handled(file: str, detail: str) -> Label:
    """A source over which the program or a library stumbled: the file may be healthy."""
    return _about(
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
    return _about(file, Label("里面没有页面，请重新导出", "has no pages; export it again"))


def too_many_pages(file: str, most: int) -> Label:
    """A record that nobody could read; `file` is where it went beyond."""
    return _about(
        file,
        Label(
            f"到这个文件为止已超过 {most} 页，一条记录合并不了这么多，请用清单里的 pages 只放需要的页",
            f"the record has more than {most} pages up to this file; list only those needed by `pages` in the manifest",
        ),
    )


def page_outside(file: str, page: int, count: int) -> Label:
    """A page asked for that the file does not have."""
    return _about(
        file,
        Label(
            f"只有 {count} 页，没有第 {page} 页，请改清单里的 pages",
            f"has {count} page{'' if count == 1 else 's'}, there is no page {page}; correct `pages` in the manifest",
        ),
    )


def changed(file: str) -> Label:
    """A source that was changed during the build."""
    return _about(file, Label("在合并过程中被改动，请重新运行 build", "changed while it was merged; run build again"))


def over_limit(limit: int, smallest: int, costly: Sequence[tuple[int, str, int]]) -> Label:
    """A record that can't be made small enough; `costly` lists page, file and bytes."""
    zh = "、".join(f"第 {page} 页（{file}，{megabytes(size)}）" for page, file, size in costly)
    en = ", ".join(f"page {page} ({file}, {megabytes(size)})" for page, file, size in costly)
    return Label(
        f"压缩到仍能看清的最低清晰度后还有 {megabytes(smallest)}，限制是小于 {megabytes(limit)}。"
        f"最占地方的页面：{zh}。可以少放几页（例如论文正文只放首页和末页）、改为灰度扫描，或换更干净的扫描件",
        f"at the lowest quality that can still be read it takes {megabytes(smallest)}; the limit is below "
        f"{megabytes(limit)}. The costliest pages: {en}. Leave pages out (for a paper's body, the first and last "
        "may do), scan in grey, or make cleaner scans",
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


def note_orientation(file: str, value: str) -> Label:
    """An EXIF orientation that does not exist."""
    return _about(
        file,
        Label(
            f"照片里的方向标记无效（{value}），按原样放入，请核对方向",
            f"its orientation mark is invalid ({value}); it was placed as it is, check which way is up",
        ),
    )


def note_split(file: str, count: int) -> Label:
    """A long picture that takes several pages."""
    return _about(
        file,
        Label(
            f"这张图很长，已分成 {count} 页显示（相邻两页略有重叠），请核对；如果只有一部分是佐证，请截取那一部分",
            f"this long picture was spread over {count} pages that overlap a little: check them, and crop it if only a "
            "part of it is evidence",
        ),
    )


def note_frames(file: str, count: int) -> Label:
    """An animation, of which a page shows the first picture."""
    return _about(
        file,
        Label(
            f"这是动图，含 {count} 幅画面，合并后的文件里只有第一幅；如果其他画面也是佐证，请分别存成图片",
            f"this is an animation of {count} pictures: the merged file shows the first one only; if others are "
            "evidence, save them as pictures of their own",
        ),
    )


def note_ribbon(file: str, width: int, height: int) -> Label:
    """A picture too long or too wide to be read on one page."""
    return _about(
        file,
        Label(
            f"这张图太长太窄（{width}×{height} 像素），在一页上看不清，请截成几张图",
            f"this picture is too long and narrow ({width}×{height} pixels) for one page: cut it into several",
        ),
    )


def note_thumbnail(file: str, width: int, height: int) -> Label:
    """A picture with too few pixels."""
    return _about(
        file,
        Label(
            f"只有 {width}×{height} 像素，多半是缩略图，放大后看不清，请换成原图",
            f"has only {width}×{height} pixels, probably a thumbnail that can't be read when enlarged: use the "
            "original",
        ),
    )


def note_signature(file: str) -> Label:
    """A digital signature."""
    return _about(
        file,
        Label(
            "带数字签名；签章的外观已保留，但合并后的文件无法再验证签名，请保存好原件",
            "carries a digital signature; its look is kept, but it can't be verified in a merged file: keep the "
            "original",
        ),
    )


def note_locked(file: str) -> Label:
    """A PDF that opens without its password and may be printed."""
    return _about(
        file,
        Label(
            "原 PDF 限制了编辑，但不用密码就能打开和打印；已照打印的样子合并，请保存好原件",
            "this PDF restricts editing but opens and prints without a password; it was merged as it would print: keep "
            "the original",
        ),
    )


def note_attachments(file: str) -> Label:
    """Files inside a PDF."""
    return _about(
        file,
        Label(
            "PDF 里附带的文件没有合并；如果它们是佐证，请单独取出",
            "the files attached inside this PDF were not merged; take them out if they are evidence",
        ),
    )


def note_form(file: str) -> Label:
    """A form whose looks depend on the viewer."""
    return _about(
        file,
        Label(
            "含有由软件临时显示的表单或文字，填写的内容可能显示不全，请核对；不全时先“打印 → 另存为 PDF”",
            "holds a form or typed text that only a viewer draws; entries may be missing: check, and print it to PDF "
            "first if so",
        ),
    )


def note_marks(file: str, subtypes: Sequence[str]) -> Label:
    """Marks that no library draws."""
    names, count = names_of_marks(subtypes), len(subtypes)
    return _about(
        file,
        Label(
            f"有 {count} 处标注（{names.zh}）没有固定外观，合并后看不到，请核对；"
            "需要时用画标注的软件“打印 → 另存为 PDF”后换上",
            f"{count} mark(s) without a fixed look ({names.text('en')}) can't be seen in the merged file: check, and "
            "if needed print it to a PDF with the program that drew them",
        ),
    )


def note_comments(file: str, count: int) -> Label:
    """Notes whose text only shows when they are opened."""
    return _about(
        file,
        Label(
            f"有 {count} 处便签，合并后只有图标，便签里的文字看不到；如果文字是佐证，请写在页面上",
            f"has {count} sticky note(s), of which only the icons are left; if their text is evidence, write it on the "
            "page itself",
        ),
    )


def note_tags(file: str) -> Label:
    """Tags that give another text than the page draws."""
    return _about(
        file,
        Label(
            "带有供复制和朗读的替代文字，合并后没有保留；页面看起来不变，一般不用处理",
            "has replacement text for copying and reading aloud that was not kept; its pages look as before",
        ),
    )


def note_layers(file: str) -> Label:
    """What belongs to layers that are switched off."""
    return _about(
        file,
        Label(
            "有的内容所在的图层是关闭的，打开时看不到，合并后也看不到；如果它是佐证，"
            "请在原来的软件里打开这个图层，“打印 → 另存为 PDF”后换上",
            "has content on a layer that is switched off; it stays unseen in the merged file: if it is evidence, "
            "switch the layer on in the program it comes from and print to a new PDF",
        ),
    )


def note_printed(file: str, count: int) -> Label:
    """Marks that only show on paper."""
    return _about(
        file,
        Label(
            f"有 {count} 处标注或表单域只在打印时出现，合并后看不到；如果需要，请把这份 PDF“打印 → 另存为 PDF”后换上",
            f"has {count} mark(s) or field(s) that only show when printed and can't be seen in the merged file: if "
            "they are needed, print it to a new PDF",
        ),
    )


def note_unclean(count: int) -> Label:
    """Pictures inside PDFs whose metadata could not be dropped."""
    return Label(
        f"PDF 里有 {count} 张图片的附带信息（拍摄时间、地点、设备等）没能清除；"
        "介意的话，请把那份 PDF“打印 → 另存为 PDF”后换上",
        f"{count} picture(s) inside the PDFs may still carry camera data (time, place, device): print those PDFs to "
        "new ones if you mind",
    )


def note_repaired(file: str) -> Label:
    """A damaged PDF that could be opened."""
    return _about(
        file,
        Label(
            "PDF 有损坏，已尽量修复，请核对这几页",
            "this PDF was damaged and repaired as far as possible: check its pages",
        ),
    )
