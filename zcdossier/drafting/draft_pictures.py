"""What a notice says of the photo and of files: pixels, bytes, resolution, colour, format, paper."""

import re

from zcdossier.drafting.draft import Draft, DraftLine, DraftSection
from zcdossier.drafting.known_words import AFFIRMED, NOT, KnownName
from zcdossier.drafting.notice_sentences import NoticeSentence
from zcdossier.drafting.sentence_subject import subject_of, without_exceptions

_UPLOAD = re.compile(r"附件|PDF|上传|每个|单个|各个|合并|所有|全部", re.IGNORECASE)
_MERGED = re.compile(r"(?:合并|合成|整合|汇总)[^，。；]{0,8}PDF|PDF[^，。；]{0,6}合并", re.IGNORECASE)
"""What is asked of the PDF that is made of the scans, not of the scans."""
_PHOTO = re.compile(r"(?<!场景)(?<!活动)(?<!现场)(?<!工作)(?<!实物)(?<!生活)(?<!集体)照片|证件照|头像|登记照|寸照|免冠")
"""The ID photo; photographs of other things are scans like any other."""
_LISTED_PICTURES = re.compile("、(?![^、，]*(?:证件|免冠|寸|底|近期|个人|本人|登记|电子|标准))[一-鿿]{1,6}照片")
"""Photographs of several things: 机构外景、收费处、药房照片."""
_OTHERS = re.compile(r"[和、及与]")
"""In a heading: what stands under it need not be about the photo."""
_PIXELS = re.compile(r"(\d{2,4})\s*(?:像素|px)?\s*(?:[*×xX✕＊乘]|\(宽\)\s*[*×xX])\s*(\d{2,4})")
_PIXEL_WORD = re.compile(r"像素|px|分辨率", re.IGNORECASE)
_BYTES = r"(\d+(?:\.\d+)?)\s*([KkMm])[Bb]?(?![a-z])"
_BETWEEN = re.compile(rf"(\d+(?:\.\d+)?)\s*(?:([KkMm])[Bb]?)?\s*(?:[-—~～至到]+)\s*{_BYTES}(?:之间)?")
_ABOVE = re.compile(rf"({AFFIRMED}(?:大于|超过|高于)(?:或?等于)?|{NOT}(?:小于|低于|少于)|至少)\s*{_BYTES}")
_BELOW = re.compile(
    rf"({AFFIRMED}(?:小于|低于|少于)(?:或?等于)?|{NOT}(?:超过|大于|高于|多于)|最大|控制在|限)(?:为|在)?\s*{_BYTES}"
    rf"|{_BYTES}\s*(?:以内|以下)"
)
_AT_LEAST = re.compile(rf"{_BYTES}\s*(?:及)?以上")
_WIDTH = re.compile(r"宽(?:度)?(?:为|：|:)?\s*(\d{2,4})\s*(?:像素|px)", re.IGNORECASE)
_HEIGHT = re.compile(r"高(?:度)?(?:为|：|:)?\s*(\d{2,4})\s*(?:像素|px)", re.IGNORECASE)
_SIDE = re.compile(
    rf"(?P<side>宽|高)(?:度)?(?P<bound>{NOT}(?:小于|低于|少于|大于|超过|高于)|{AFFIRMED}(?:大于|小于)|至少|最多|最大)\s*(?P<pixels>\d{{2,4}})\s*(?:像素|px)",
    re.IGNORECASE,
)
_PRINTED = re.compile(r"打印|印制|装订|纸质|一式|复印")
"""Of a sheet that is handed over, not of a scan."""
_ARCHIVE = re.compile(r"zip|rar|7z|压缩", re.IGNORECASE)
_GENERAL = re.compile(
    r"所有|全部|材料|文件|附件|扫描|上传|图片|栏目|其余|其他|电子|PDF|证书|证明|单个|每个|各个|大小", re.IGNORECASE
)
"""A subject that may mean every upload: 申报材料, 每个附件."""
_REFUSED = re.compile(r"(?:的|者)[，,]?(?:一律|均|都|将)?(?:不予|不收|退回|无效|不能|无法)|(?:不予|不再)受理|予以退回")
"""Says what is not accepted, so that a bound before it is the other way round."""
_NO_PDF = re.compile(r"JPE?G|PNG|图片|照片|视频|音频|WORD|EXCEL|XLS|DOC|MP4", re.IGNORECASE)
_RATIO = re.compile(r"宽高比(?:例)?(?:为|约为|：|:)?\s*(\d{1,2})\s*[:：/]\s*(\d{1,2})")
_DPI = re.compile(
    rf"({NOT}(?:低于|小于|少于|高于|大于|超过)|{AFFIRMED}(?:大于|高于|超过)|至少|为)?\s*"
    r"(\d{2,4})\s*(?:dpi|DPI|Dpi|像素/英寸)\s*(以上|以下|以内)?"
)
_BACKGROUND = re.compile(
    r"(白|[浅淡]蓝|蓝|红)(?:色)?(?:底|背景)|(?:背景|底色)(?:颜色)?(?:要求)?(?:为|须为|应为)?(?:纯)?(白|[浅淡]蓝|蓝|红)色"
)
_FORMAT_NAMES = "PDF|JPE?G|PNG|TIFF?|BMP|OFD"
_FORMAT = re.compile(
    rf"((?:{_FORMAT_NAMES})(?:(?:或者?|[、，,/]|和)\s*\.?(?:{_FORMAT_NAMES}))*)\s*(?:等?格式|文件|图片|文档)"
    rf"|格式(?:限|为|须为|应为|要求|包括|仅支持)?[：:]?\s*\.?((?:{_FORMAT_NAMES})(?:(?:或者?|[、，,/]|和)\s*\.?(?:{_FORMAT_NAMES}))*)",
    re.IGNORECASE,
)
_COLOUR = re.compile(r"彩色(?:扫描|原件|PDF|图片|电子)|(?:须|应|要|为)彩色")
_TOTAL = re.compile(
    rf"(?:总大小|总容量|总量|合计|总共|累计|共计|全部(?:材料|附件)(?!.{{0,3}}[每单]))[^，。；\d]{{0,10}}?{_BYTES}"
)
_PAPER = re.compile(r"A([345])(?:纸|幅面|规格|大小|页面)?")
FILE_PATTERNS = (
    _PIXELS,
    _RATIO,
    _WIDTH,
    _HEIGHT,
    _AT_LEAST,
    _BETWEEN,
    _ABOVE,
    _BELOW,
    _DPI,
    _BACKGROUND,
    _FORMAT,
    _COLOUR,
    _TOTAL,
    _PAPER,
)
"""By which a piece of a sentence is known to be about a measure."""
ALL_SECTIONS = "all"
"""How a row names every section."""
_COLORS = {"白": "white", "浅蓝": "light_blue", "淡蓝": "light_blue", "蓝": "blue", "红": "red"}
_FORMATS = {"jpg": "jpeg", "tif": "tiff"}
_STRICT = frozenset({"大于", "超过", "高于", "小于", "低于", "少于"})
_LOW_ENDS = ("低于", "小于", "少于")
_AT_MOST_BEFORE = re.compile(rf"(?:{NOT}(?:超过|大于|高于|多于)|{AFFIRMED}(?:小于|低于)|最大|控制在|限)(?:为|在)?\s*$")
_AT_LEAST_BEFORE = re.compile(rf"(?:{NOT}(?:低于|小于|少于)|{AFFIRMED}(?:大于|高于|超过)|至少|最小)(?:为)?\s*$")
_AT_MOST_AFTER = re.compile(r"\s*(?:像素|px)?\s*(?:以内|以下|之内)", re.IGNORECASE)
_AT_LEAST_AFTER = re.compile(r"\s*(?:像素|px)?\s*(?:以上|及以上)", re.IGNORECASE)


def draft_photo(sentence: NoticeSentence, draft: Draft) -> bool:
    """Draft rows about the ID photo. Returns whether the sentence speaks of it and nothing else was wanted."""
    headings = [heading for heading in sentence.headings[-1:] if not _OTHERS.search(heading)]
    own = _LISTED_PICTURES.sub("", without_exceptions(sentence.text))
    if not any(_PHOTO.search(text) for text in (own, *headings)):
        return False
    if _REFUSED.search(sentence.text):
        return _leave_refused(sentence, draft)
    rows = [*_pixel_rows(sentence.text), *_byte_rows(sentence.text), *_other_rows(sentence.text)]
    bare = re.findall(rf"(?<![A-Za-z])({_FORMAT_NAMES})(?![A-Za-z])", sentence.text, re.IGNORECASE)
    if bare and not _formats_of(sentence.text):
        rows.append(("format", f"format, one_of: [{', '.join(_format_words(bare))}]"))
    for name, bounds in rows:
        draft.add_rule(f"photo-{name}", f"kind: measure, section: photo, measure: {bounds}", sentence)
    ratio = _RATIO.search(sentence.text)
    if ratio is not None and int(ratio[2]):
        draft.photo_ratio = f"{ratio[1]}:{ratio[2]}"
        draft.judged.add(sentence.number)
    if rows or draft.photo_ratio:
        draft.photo = draft.photo or sentence
    return bool(rows or ratio)


def _leave_refused(sentence: NoticeSentence, draft: Draft) -> bool:
    """Leave a bound that says what is refused (大于5M的不予受理). Returns whether it says how much."""
    is_measured = any(pattern.search(sentence.text) for pattern in FILE_PATTERNS)
    if is_measured:
        draft.leave("{id: …, kind: measure, section: …, measure: …}", sentence, "说的是什么样的不收：界限要反过来写")
    return is_measured


def _pixel_rows(text: str) -> list[tuple[str, str]]:
    match = _PIXELS.search(text)
    width, height = _WIDTH.search(text), _HEIGHT.search(text)
    if match is None and width is not None and height is not None:
        return [("size", f"size, equals: {width[1]}x{height[1]}")]
    if match is None:
        return [_side_row(side) for side in _SIDE.finditer(text)]
    if not _PIXEL_WORD.search(text):
        return []
    before, after = text[: match.start()], text[match.end() :]
    if _AT_LEAST_BEFORE.search(before) or _AT_LEAST_AFTER.match(after):
        return [("size", f"size, at_least: {match[1]}x{match[2]}")]
    if _AT_MOST_BEFORE.search(before) or _AT_MOST_AFTER.match(after):
        return [("size", f"size, at_most: {match[1]}x{match[2]}")]
    return [("width", f"width, one_of: [{match[1]}]"), ("height", f"height, one_of: [{match[2]}]")]


def _side_row(side: re.Match[str]) -> tuple[str, str]:
    name = {"宽": "width", "高": "height"}[side["side"]]
    if side["bound"] in _STRICT:
        key = "above" if side["bound"] == "大于" else "below"
    else:
        key = "at_least" if side["bound"].endswith(_LOW_ENDS) or side["bound"] == "至少" else "at_most"
    return name, f"{name}, {key}: {side['pixels']}"


def _byte_rows(text: str) -> list[tuple[str, str]]:
    between = _BETWEEN.search(text)
    if between is not None:
        low, high = _size_text(between[1], between[2] or between[4]), _size_text(between[3], between[4])
        return [("bytes", f"bytes, at_least: {low}, at_most: {high}")]
    bounds = []
    above, below = _ABOVE.search(text), _BELOW.search(text)
    if above is not None:
        bounds.append(f"{'above' if above[1] in _STRICT else 'at_least'}: {_size_text(above[2], above[3])}")
    elif (least := _AT_LEAST.search(text)) is not None:
        bounds.append(f"at_least: {_size_text(least[1], least[2])}")
    if below is not None:
        bounds.append(f"{'below' if below[1] in _STRICT else 'at_most'}: {_amount_of(below)}")
    return [("bytes", ", ".join(["bytes", *bounds]))] if bounds else []


def _amount_of(below: re.Match[str]) -> str:
    amount, unit = (below[2], below[3]) if below[2] else (below[4], below[5])
    return _size_text(amount, unit)


def _size_text(amount: str, unit: str) -> str:
    """A size as a profile writes it: `20 MB`, `30 K`."""
    return f"{amount} {'MB' if unit.upper() == 'M' else 'K'}"


def _other_rows(text: str) -> list[tuple[str, str]]:
    rows = []
    dpi, format_ = _DPI.search(text), _formats_of(text)
    words = [first or second for first, second in _BACKGROUND.findall(text)]
    if dpi is not None:
        rows.append(("dpi", f"dpi, {_dpi_bound(dpi)}"))
    if words:
        colors = ", ".join(dict.fromkeys(_COLORS[word] for word in words))
        rows.append(("background", f"background_color, one_of: [{colors}]"))
    if format_:
        rows.append(("format", f"format, one_of: [{', '.join(format_)}]"))
    return rows


def _dpi_bound(match: re.Match[str]) -> str:
    before, dpi, after = match[1] or "", match[2], match[3]
    if before in _STRICT:
        return f"above: {dpi}"
    if before.startswith("不"):
        return f"at_least: {dpi}" if before.endswith(_LOW_ENDS) else f"at_most: {dpi}"
    return f"at_most: {dpi}" if after in ("以下", "以内") else f"at_least: {dpi}"


def _formats_of(text: str) -> list[str]:
    match = _FORMAT.search(text)
    listed = (match[1] or match[2]) if match is not None else ""
    names = re.findall(_FORMAT_NAMES, listed.lower(), re.IGNORECASE)
    return _format_words(names)


def _format_words(names: list[str]) -> list[str]:
    """Names of formats as a notice writes them, as a profile does."""
    return list(dict.fromkeys(_FORMATS.get(name.lower(), name.lower()) for name in names))


def draft_files(sentence: NoticeSentence, place: KnownName | None, draft: Draft) -> None:
    """Draft rows about the scans of a section; without one they are about every upload, or left as comments."""
    if not any(pattern.search(sentence.text) for pattern in FILE_PATTERNS):
        return
    if _REFUSED.search(sentence.text):
        _leave_refused(sentence, draft)
        return
    if place is not None and (place.id == ALL_SECTIONS or place.id.startswith("attachments.")):
        section: DraftSection | None = DraftSection(place.id, place.word, sentence)
    else:
        section = draft.section(place.id, place.word, sentence) if place is not None else None
    total = _TOTAL.search(sentence.text)
    if total is not None:
        text = f"max_total_bytes: {_size_text(total[1], total[2])}"
        draft.build.append(DraftLine(text, sentence, "所有文件合计"))
        draft.judged.add(sentence.number)
    sized = _TOTAL.sub("", sentence.text)
    if _ARCHIVE.search(sized) and (rows := _byte_rows(sized)):
        draft.leave(
            f"max_total_bytes: … # {rows[0][1]}", sentence, "压缩包的大小：build 里的 max_total_bytes 是所有 PDF 合计"
        )
        sized = ""
    for name, bounds in _byte_rows(sized):
        _draft_size(name, bounds, sentence, section, draft)
    dpi, paper, formats = _DPI.search(sentence.text), _PAPER.search(sentence.text), _formats_of(sentence.text)
    rows = [("dpi", f"dpi, {_dpi_bound(dpi)}")] if dpi is not None else []
    is_scanned = paper is not None and not _PRINTED.search(sentence.text)
    rows += [("paper", f"paper, one_of: [a{paper[1]}]")] if paper is not None and is_scanned else []
    rows += [("mode", "mode, one_of: [colour]")] if _COLOUR.search(sentence.text) else []
    for name, bounds in rows:
        if section is None:
            draft.leave(
                f"{{id: …, kind: measure, section: …, measure: {bounds}}}", sentence, "不知道是哪个栏目的扫描件"
            )
        else:
            draft.add_rule(f"{section.id}-{name}", f"kind: measure, section: {section.id}, measure: {bounds}", sentence)
    if formats and not _MERGED.search(sentence.text):
        _draft_formats(f"formats: [{', '.join(formats)}]", sentence, section, draft)


def _draft_formats(formats: str, sentence: NoticeSentence, section: DraftSection | None, draft: Draft) -> None:
    if formats == "formats: [pdf]" and (section is None or section.id == ALL_SECTIONS):
        row = "{id: …, kind: measure, section: all, measure: format, one_of: [pdf]}"
        draft.leave(row, sentence, "build 合并出来的就是 PDF；扫描件本身也必须是 PDF，才写这一行")
    elif section is None:
        draft.leave(f"{{id: …, kind: evidence, section: …, {formats}}}", sentence, "不知道是哪个栏目的扫描件")
    else:
        draft.add_rule(f"{section.id}-formats", f"kind: evidence, section: {section.id}, {formats}", sentence)


def _is_general(text: str) -> bool:
    """Whether a size is that of every upload: what the sentence is about is nothing of its own (病案, 身份证正反面)."""
    subject = re.split("[，,]", subject_of(without_exceptions(text)))[0]
    return not re.search("[一-鿿]", subject) or _GENERAL.search(subject) is not None


def _is_of_no_pdf(text: str, below: re.Match[str]) -> bool:
    """Whether a size is that of files which are no PDF (单个JPG不超过500K)."""
    piece = re.split("[，,；;（(]", text[: below.start()])[-1]
    return _NO_PDF.search(piece) is not None and "PDF" not in piece.upper()


def _draft_size(name: str, bounds: str, sentence: NoticeSentence, section: DraftSection | None, draft: Draft) -> None:
    match = next((below for below in _BELOW.finditer(sentence.text) if not _is_of_no_pdf(sentence.text, below)), None)
    if match is not None and section is not None and _MERGED.search(sentence.text):
        text = f"{section.id}: {{max_bytes: {_amount_of(match)}, clauses: [{draft.clause(sentence)}]}}"
        draft.build_sections.setdefault(section.id, DraftLine(text, sentence, "合并出的每个 PDF 都小于它"))
        draft.judged.add(sentence.number)
    elif (
        (section is None or section.id == ALL_SECTIONS)
        and match is not None
        and not any(line.text.startswith("max_bytes") for line in draft.build)
        and _UPLOAD.search(sentence.text)
        and _is_general(sentence.text)
    ):
        text = f"max_bytes: {_amount_of(match)}"
        draft.build.append(DraftLine(text, sentence, "合并出的每个 PDF 都小于它"))
        draft.judged.add(sentence.number)
    elif section is None:
        draft.leave(f"{{id: …, kind: measure, section: …, measure: {bounds}}}", sentence, "不知道是哪个栏目的文件")
    else:
        draft.add_rule(f"{section.id}-{name}", f"kind: measure, section: {section.id}, measure: {bounds}", sentence)
