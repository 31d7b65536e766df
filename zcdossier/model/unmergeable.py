"""What is said of a file that can't become pages, and what to do about it: the same words before a build and after."""

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import NamedTuple

from zcdossier.model.label import Label


class Unmergeable(NamedTuple):
    """What a file is, said after its name, and what its owner does to have its pages in the PDF."""

    what: Label
    mend: Label


UNMERGEABLE: Mapping[str, Unmergeable] = {
    "word": Unmergeable(
        Label("是 Word 文件，不能合并", "is a Word file and can't be merged"),
        Label(
            "在 Word 或 WPS 里“另存为”PDF，放进来，Word 文件移出这个文件夹",
            "save it as PDF in Word or WPS, put the PDF here and move the Word file out of this folder",
        ),
    ),
    "ofd": Unmergeable(
        Label("是 OFD 文件，不能合并", "is an OFD file and can't be merged"),
        Label(
            "用 OFD 阅读器（如 WPS、数科）导出或打印为 PDF",
            "export or print it to PDF from an OFD reader (such as WPS)",
        ),
    ),
    "heic": Unmergeable(
        Label(
            "是苹果手机的 HEIC 照片，这里还没有装它的解码组件",
            "is a HEIC photo from an iPhone, and its decoder is not installed",
        ),
        Label(
            '安装：pip install "zcdossier[heic]"；或在手机上设为“兼容性最佳”重拍成 JPG',
            'run pip install "zcdossier[heic]", or set the phone to Most Compatible and take the photo again as JPG',
        ),
    ),
    "text": Unmergeable(
        Label("是文本，不是扫描件", "is text, not a scan"),
        Label(
            "打印为 PDF 或换成扫描件；不是佐证就移出这个文件夹",
            "print it to PDF or use a scan instead; if it is not evidence, move it out of this folder",
        ),
    ),
    "office": Unmergeable(
        Label("是 Excel 表格或幻灯片，不能合并", "is a spreadsheet or presentation and can't be merged"),
        Label(
            "用 Office 或 WPS 打开，“另存为”PDF，放进来，这个文件移出去",
            "save it as PDF in Office or WPS, put the PDF here and move this file out",
        ),
    ),
    "apple": Unmergeable(
        Label(
            "是苹果电脑的 Pages、表格或讲演文稿，不能合并",
            "is a Pages, Numbers or Keynote document and can't be merged",
        ),
        Label("在苹果电脑上打开，“导出为”PDF，再放回来", "open it on a Mac, export it to PDF, and put that here"),
    ),
    "xps": Unmergeable(
        Label("是 XPS 文件，不能合并", "is an XPS file and can't be merged"),
        Label("打开后“打印”，打印机选 Microsoft Print to PDF", "open it and print it with Microsoft Print to PDF"),
    ),
    "caj": Unmergeable(
        Label("是知网的 CAJ 文件，不能合并", "is a CAJ file and can't be merged"),
        Label(
            "在知网另下一份 PDF；没有的，用 CAJViewer 打开，打印成 PDF",
            "download it as PDF from CNKI; if there is none, open it in CAJViewer and print it to PDF",
        ),
    ),
    "web-page": Unmergeable(
        Label("是存下来的网页，不能合并", "is a saved web page and can't be merged"),
        Label("用浏览器打开，“打印”成 PDF，再放回来", "open it in a browser and print it to PDF"),
    ),
    "archive": Unmergeable(
        Label("是压缩包，不能合并", "is an archive and can't be merged"),
        Label(
            "解压，把里面的扫描件放进这个文件夹，压缩包移走",
            "unpack it, put the scans into this folder and move the archive away",
        ),
    ),
    "video": Unmergeable(
        Label("是视频，不能合并", "is a video and can't be merged"),
        Label(
            "移出这个文件夹（苹果手机的实况照片会带一段，不用它）；要用其中的画面就截图",
            "move it out of this folder (an iPhone's Live Photo comes with one, which is not needed); if you "
            "need a picture from it, take a screenshot",
        ),
    ),
    "picture": Unmergeable(
        Label("这种图片不能合并", "is a picture format that can't be merged"),
        Label(
            "用看图软件打开，另存为 JPG 或 PNG，再放回来",
            "open it in an image viewer, save it as JPG or PNG, and put that here",
        ),
    ),
    "shortcut": Unmergeable(
        Label("是快捷方式（替身），不是文件本身", "is a shortcut (alias), not the file itself"),
        Label("打开它指向的位置，把原来的文件复制进来", "open the place it points to and copy the real file here"),
    ),
    "download": Unmergeable(
        Label("还没有下载完，不能合并", "is an unfinished download and can't be merged"),
        Label(
            "重新下载，完成后放进来；已经有完整的一份，就删去这个文件",
            "download it again and put the finished file here; if the complete file is here already, delete this one",
        ),
    ),
    "other": Unmergeable(
        Label("认不出是什么文件，不能合并", "is an unknown kind of file and can't be merged"),
        Label(
            "是佐证的，用平常打开它的程序另存为 PDF 或 JPG；不是佐证就移出这个文件夹",
            "if it is evidence, save it as PDF or JPG in the program that opens it; if not, move it out of this folder",
        ),
    ),
}
_FORMATS = {
    "word": "docx doc",
    "office": "xlsx xls pptx ppt",
    "ofd": "ofd",
    "caj": "caj",
    "heic": "heic",
    "text": "text",
    "web-page": "html",
    "archive": "zip rar 7z",
    "video": "video",
    "picture": "avif jp2",  # of a Pillow that was built without their decoders
    "shortcut": "shortcut",
}
_SUFFIXES = {
    "word": ".doc .docx .wps .rtf",
    "office": ".xls .xlsx .et .ppt .pptx .dps",
    "apple": ".pages .numbers .key",
    "xps": ".xps .oxps",
    "ofd": ".ofd",
    "caj": ".caj .kdh .nh",
    "web-page": ".mht .mhtml",
    "picture": ".psd .svg .ico .jxl .jxr .wdp .hdp .emf .wmf .dng .nef .cr2 .cr3 .arw .orf .rw2 .raf .pef .srw .nrw",
    "shortcut": ".lnk .url .webloc",
    "download": ".crdownload .part .partial .download .downloading .opdownload .xltd .td .bc! .!ut .aria2",
}
"""What a name says where the content says no more than that it is a text, an archive, or nothing that is known."""
_BY_FORMAT = {name: kind for kind, names in _FORMATS.items() for name in names.split()}
_BY_SUFFIX = {suffix: kind for kind, suffixes in _SUFFIXES.items() for suffix in suffixes.split()}
_VAGUE = frozenset({"zip", "ole", "text", "unknown", ""})


def unmergeable_kind(path: str, file_format: str) -> str:
    """Return the key in UNMERGEABLE of a file, by its name and by the format of its content."""
    named = _BY_SUFFIX.get(PurePosixPath(path).suffix.lower())
    if named is not None and file_format in _VAGUE:
        return named
    return _BY_FORMAT.get(file_format, "other")
