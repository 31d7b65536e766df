"""What the receipt notes of a record that was built, in Chinese and English: what was done to a file that may surprise.

Every text names the file, what happened, and what to do about it.
"""

from collections.abc import Sequence

from zcdossier.assemble.build_messages import about
from zcdossier.model.facts import names_of_marks
from zcdossier.model.label import Label


def note_orientation(file: str, value: str) -> Label:
    """An EXIF orientation that does not exist."""
    return about(
        file,
        Label(
            f"照片里的方向标记无效（{value}），按原样放入，请核对方向",
            f"its orientation mark is invalid ({value}); it was placed as it is, check which way is up",
        ),
    )


def note_no_end(file: str) -> Label:
    """A JPEG whose picture is whole, but not its file."""
    return about(
        file,
        Label(
            "文件末尾少了结束标记，画面是完整的，合并时已补上；如果要单独上传这张图，请先用看图软件另存一份",
            "it lacks the marker that ends a JPEG; the picture is whole, and the merged file has the marker: to upload "
            "the picture by itself, save it again with an image viewer first",
        ),
    )


def note_split(file: str, count: int) -> Label:
    """A long picture that takes several pages."""
    return about(
        file,
        Label(
            f"这张图很长，已分成 {count} 页显示（相邻两页略有重叠），请核对；如果只有一部分是佐证，请截取那一部分",
            f"this long picture was spread over {count} pages that overlap a little: check them, and crop it if only a "
            "part of it is evidence",
        ),
    )


def note_frames(file: str, count: int) -> Label:
    """An animation, or several pictures in a file of one, of which a page shows the first."""
    return about(
        file,
        Label(
            f"这个文件（动图或连拍）含 {count} 幅画面，合并后的文件里只有一幅；如果其他画面也是佐证，请分别存成图片",
            f"this file (an animation, a burst) holds {count} pictures: the merged file shows one only; if others are "
            "evidence, save them as pictures of their own",
        ),
    )


def note_ribbon(file: str, width: int, height: int) -> Label:
    """A picture too long or too wide to be read on one page."""
    return about(
        file,
        Label(
            f"这张图太长太窄（{width}×{height} 像素），在一页上看不清，请截成几张图",
            f"this picture is too long and narrow ({width}×{height} pixels) for one page: cut it into several",
        ),
    )


def note_thumbnail(file: str, width: int, height: int) -> Label:
    """A picture with too few pixels."""
    return about(
        file,
        Label(
            f"只有 {width}×{height} 像素，多半是缩略图，放大后看不清，请换成原图",
            f"has only {width}×{height} pixels, probably a thumbnail that can't be read when enlarged: use the "
            "original",
        ),
    )


def note_signature(file: str) -> Label:
    """A digital signature."""
    return about(
        file,
        Label(
            "带数字签名；签章的外观已保留，但合并后的文件无法再验证签名，请保存好原件",
            "carries a digital signature; its look is kept, but it can't be verified in a merged file: keep the "
            "original",
        ),
    )


def note_locked(file: str) -> Label:
    """A PDF that opens without its password and may be printed."""
    return about(
        file,
        Label(
            "原 PDF 限制了编辑，但不用密码就能打开和打印；已照打印的样子合并，请保存好原件",
            "this PDF restricts editing but opens and prints without a password; it was merged as it would print: keep "
            "the original",
        ),
    )


def note_attachments(file: str) -> Label:
    """Files inside a PDF."""
    return about(
        file,
        Label(
            "PDF 里附带的文件没有合并；如果它们是佐证，请单独取出",
            "the files attached inside this PDF were not merged; take them out if they are evidence",
        ),
    )


def note_form(file: str) -> Label:
    """A form whose looks depend on the viewer."""
    return about(
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
    return about(
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
    return about(
        file,
        Label(
            f"有 {count} 处便签，合并后只有图标，便签里的文字看不到；如果文字是佐证，请写在页面上",
            f"has {count} sticky note(s), of which only the icons are left; if their text is evidence, write it on the "
            "page itself",
        ),
    )


def note_tags(file: str) -> Label:
    """Tags that give another text than the page draws."""
    return about(
        file,
        Label(
            "带有供复制和朗读的替代文字，合并后没有保留；页面看起来不变，一般不用处理",
            "has replacement text for copying and reading aloud that was not kept; its pages look as before",
        ),
    )


def note_layers(file: str) -> Label:
    """What belongs to layers that are switched off."""
    return about(
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
    return about(
        file,
        Label(
            f"有 {count} 处标注或表单域只在打印时出现，合并后看不到；如果需要，请把这份 PDF“打印 → 另存为 PDF”后换上",
            f"has {count} mark(s) or field(s) that only show when printed and can't be seen in the merged file: if "
            "they are needed, print it to a new PDF",
        ),
    )


def note_cut(file: str, pages: Sequence[int]) -> Label:
    """Pictures inside a PDF whose data ends too soon."""
    zh, en = "、".join(map(str, pages)), ", ".join(map(str, pages))
    return about(
        file,
        Label(
            f"第 {zh} 页的图片数据不完整，下面一截是灰的或空的；请重新扫描或重新下载这份 PDF",
            f"a picture on page {en} lacks the end of its data, so that its lower part is grey or empty: scan or "
            "download this PDF again",
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
    return about(
        file,
        Label(
            "PDF 有损坏，已尽量修复，请核对这几页",
            "this PDF was damaged and repaired as far as possible: check its pages",
        ),
    )
