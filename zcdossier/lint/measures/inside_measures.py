"""Measures of what is inside a PDF beside text and pictures: fonts, forms, layers, properties."""

from collections.abc import Callable
from typing import Any

from zcdossier.lint.measures.font_families import names_of_font
from zcdossier.lint.measures.measure_builders import NEEDS_STRUCTURE, flag, inside
from zcdossier.lint.measures.measure_types import HAS, PDF, Measure, MeasureWord, PagePiece, Scope, ValueForm, yes_no
from zcdossier.model.document_facts import PdfStructure
from zcdossier.model.label import Label


def _text(name: str, label: Label, means: Label, example: str, take: Callable[[PdfStructure], str]) -> Measure:
    return inside(name, label, means, example, take, form=ValueForm.TEXT)


def _is_transparent(page: PagePiece) -> bool | None:
    return page.frame.transparent if page.frame is not None else None


FONT_MEASURES = (
    inside(
        "fonts",
        Label("字体", "fonts"),
        Label("PDF 用到的字体，宋体也认 SimSun", "fonts that the PDF uses; SimSun and 宋体 are the same"),
        "one_of: [宋体, 仿宋, Times New Roman]",
        lambda structure: tuple(dict.fromkeys(font.name for font in structure.fonts)),
        form=ValueForm.TEXTS,
        names_of=names_of_font,
    ),
    inside(
        "font_count",
        Label("字体数", "number of fonts"),
        Label("用到几种字体", "how many fonts the PDF uses"),
        "at_most: 5",
        lambda structure: len({font.name for font in structure.fonts}),
    ),
    inside(
        "font_types",
        Label("字体类型", "font types"),
        Label("字体在 PDF 里的类型", "kinds of the PDF's fonts"),
        "none_of: [Type3]",
        lambda structure: tuple(dict.fromkeys(font.kind for font in structure.fonts)),
        form=ValueForm.TEXTS,
        words=tuple(
            MeasureWord(name.casefold(), Label(name, name))
            for name in ("Type0", "TrueType", "Type1", "MMType1", "Type3")
        ),
    ),
    flag(
        "fonts_embedded",
        Label("字体嵌入", "embedding of fonts"),
        Label(
            "每种字体都嵌在文件里，换电脑看不会变样", "every font is in the file, so that it looks the same everywhere"
        ),
        lambda structure: all(font.embedded for font in structure.fonts),
        words=yes_no(Label("都嵌入了", "all"), Label("有的没有嵌入", "not all")),
        aliases=("embedded_fonts",),
    ),
    flag(
        "fonts_subset",
        Label("字体子集", "subsets of fonts"),
        Label("嵌入的字体只含用到的字", "embedded fonts hold only the characters that are used"),
        lambda structure: all(font.subset for font in structure.fonts if font.embedded and font.kind != "Type3"),
        words=yes_no(Label("都是子集", "all"), Label("有的不是子集", "not all")),
    ),
    flag(
        "fonts_whole",
        Label("整套字体", "whole fonts"),
        Label("嵌入的字体都是整套，没有只含用到的字的", "embedded fonts are whole: none is a subset"),
        lambda structure: not any(font.subset for font in structure.fonts if font.embedded),
        words=yes_no(Label("都是整套", "all"), Label("有的是子集", "not all")),
    ),
)


def _count(name: str, label: Label, means: Label, **more: Any) -> Measure:
    return inside(name, label, means, "equals: 0", lambda structure: getattr(structure, name), in_pictures=0, **more)


CONTENT_MEASURES = (
    _count(
        "form_fields", Label("表单域数", "form fields"), Label("能填写的表单域有几个", "fields that can be filled in")
    ),
    _count(
        "layers", Label("图层数", "layers"), Label("可以开关的图层有几个", "layers that can be switched on and off")
    ),
    _count(
        "signatures",
        Label("电子签名数", "digital signatures"),
        Label("电子签名（签过的签名域）有几个", "signature fields that are signed"),
    ),
    _count("comments", Label("批注数", "comments"), Label("批注、高亮、图章有几个", "comments, highlights and stamps")),
    _count(
        "media",
        Label("音视频数", "sound and video"),
        Label("音频、视频、三维内容有几个", "sounds, videos and 3D views"),
    ),
    _count(
        "attachments",
        Label("附带文件数", "attached files"),
        Label("夹带在 PDF 里的文件有几个", "files inside the PDF"),
        aliases=("embedded_files",),
    ),
    flag(
        "xfa",
        Label("XFA 表单", "XFA form"),
        Label("是不是 XFA 动态表单，多数软件打不开", "whether it is an XFA form, which most programs can't open"),
        lambda structure: structure.xfa,
        in_pictures=False,
    ),
    flag(
        "portfolio",
        Label("文件形式", "form of the file"),
        Label("是不是把几个文件打包在一起的 PDF 包", "whether the PDF is a portfolio, a folder of other files"),
        lambda structure: structure.portfolio,
        in_pictures=False,
        words=yes_no(Label("PDF 包", "a portfolio"), Label("普通 PDF", "a plain PDF")),
    ),
    Measure(
        id="transparency",
        label=Label("透明效果", "transparency"),
        means=Label("页面用不用透明效果", "whether a page uses transparency"),
        example="equals: no",
        form=ValueForm.FLAG,
        takers={Scope.PAGE: _is_transparent},
        whole=any,
        needs=NEEDS_STRUCTURE,
        words=HAS,
        formats=PDF,
    ),
    inside(
        "pdfa",
        Label("PDF/A", "PDF/A"),
        Label(
            "文件自称符合哪种 PDF/A；没有就是 none", "which PDF/A the file claims to be; none where it claims nothing"
        ),
        "one_of: [1b, 2b, 2u]",
        lambda structure: structure.conformance or "none",
        form=ValueForm.WORD,
        words=(
            *(
                MeasureWord(name, Label(f"PDF/A-{name}", f"PDF/A-{name}"), (f"pdf/a_{name}",))
                for name in (
                    "1a",
                    "1b",
                    "2a",
                    "2b",
                    "2u",
                    "3a",
                    "3b",
                    "3u",
                    "4",
                    "4e",
                    "4f",
                )
            ),
            MeasureWord("none", Label("没有声明", "none"), ("no", "否")),
        ),
        aliases=("pdf_a", "conformance"),
    ),
    flag(
        "tagged",
        Label("带结构标记", "tagged"),
        Label("PDF 带不带无障碍用的结构标记", "whether the PDF is tagged for screen readers"),
        lambda structure: structure.tagged,
    ),
    _text(
        "title",
        Label("文档标题", "document title"),
        Label("文档属性里的标题", "the title among the PDF's properties"),
        "equals: {field: title}",
        lambda structure: structure.title,
    ),
    _text(
        "author",
        Label("文档作者", "document author"),
        Label("文档属性里的作者", "the author among the PDF's properties"),
        "equals: ''",
        lambda structure: structure.author,
    ),
    _text(
        "subject",
        Label("文档主题", "document subject"),
        Label("文档属性里的主题", "the subject among the PDF's properties"),
        "matches: '.+'",
        lambda structure: structure.subject,
    ),
    _text(
        "keywords",
        Label("文档关键词", "document keywords"),
        Label("文档属性里的关键词", "the keywords among the PDF's properties"),
        "matches: '.+'",
        lambda structure: structure.keywords,
    ),
    _text(
        "producer",
        Label("制作软件", "producer"),
        Label("制作这份 PDF 的软件", "the program that made the PDF"),
        "matches: '.*WPS.*'",
        lambda structure: structure.producer,
    ),
    _text(
        "creator",
        Label("原始软件", "made with"),
        Label("写这份文档的软件（文档属性里的创建者）", "the program in which the document was written"),
        "matches: '.*Word.*'",
        lambda structure: structure.creator,
    ),
    flag(
        "modified",
        Label("改动", "changed later"),
        Label("文档属性里的修改时间和创建时间不一样", "whether the date of modification differs from that of creation"),
        lambda structure: structure.created != structure.modified if structure.created and structure.modified else None,
        words=yes_no(Label("生成后改过", "changed after it was made"), Label("没有改过", "not changed")),
        aliases=("created", "creation_date", "modification_date"),
    ),
    flag(
        "output_profile",
        Label("输出配置文件", "output profile"),
        Label(
            "文件有没有说明颜色按哪种输出配置文件（OutputIntent）",
            "whether the file says for which output its colours are meant (OutputIntent)",
        ),
        lambda structure: structure.output_profile,
        aliases=("output_intent", "output_intents"),
    ),
    flag(
        "fast_web_view",
        Label("快速 Web 查看", "fast web view"),
        Label(
            "是不是为网上逐页打开优化过（线性化）", "whether the file is optimized to open page by page (linearized)"
        ),
        lambda structure: structure.linearized,
        aliases=("linearized", "optimized", "fast_view"),
    ),
    _text(
        "language",
        Label("文档语言", "document language"),
        Label("文档属性里的语言", "the language among the PDF's properties"),
        "one_of: [zh-CN, zh]",
        lambda structure: structure.language,
    ),
)
INSIDE_MEASURES = (*FONT_MEASURES, *CONTENT_MEASURES)
