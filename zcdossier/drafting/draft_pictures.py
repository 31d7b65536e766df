"""What a notice says of the photo and of files: pixels, bytes, resolution, colour, format, paper."""

import re

from zcdossier.drafting.draft import Draft, DraftLine, DraftSection
from zcdossier.drafting.known_words import KnownName
from zcdossier.drafting.measured_words import (
    BELOW,
    COLOUR,
    DPI,
    FILE_PATTERNS,
    FORMAT_NAMES,
    PAPER,
    RATIO,
    SIZED,
    TOTAL,
    amount_of,
    byte_rows,
    dpi_bound,
    format_words,
    formats_of,
    other_rows,
    pixel_rows,
    size_text,
)
from zcdossier.drafting.notice_sentences import NoticeSentence
from zcdossier.drafting.sentence_subject import chosen_records, subject_of, without_exceptions

_UPLOAD = re.compile(r"附件|PDF|上传|每个|单个|各个|合并|所有|全部", re.IGNORECASE)
_MERGED = re.compile(r"(?:合并|合成|整合|汇总)[^，。；]{0,8}PDF|PDF[^，。；]{0,6}合并", re.IGNORECASE)
"""What is asked of the PDF that is made of the scans, not of the scans."""
_PHOTO = re.compile(
    r"(?:^|[^一-鿿]|个人|本人|证件|免冠|近期|标准|电子|申[报请][人表]|人员|登记|报名|考生|半身|正面|数码|[寸底色的]|系统|上传|提供|提交|除|传|为|和|及|与)"
    r"照片|证件照|头像|登记照|寸照|电子照|免冠"
)
"""The ID photo; photographs of other things are scans like any other."""
_LISTED_PICTURES = re.compile("、(?![^、，]*(?:证件|免冠|寸|底|近期|个人|本人|登记|电子|标准))[一-鿿]{1,6}照片")
"""Photographs of several things: 机构外景、收费处、药房照片."""
_CERTAINLY_ID = re.compile("证件|免冠|寸|登记照|电子照|头像|半身|正面|底色|背景|[白红蓝]底|个人|本人|考生")
"""Says that a photo is that of the person."""
_SEVERAL_PICTURES = re.compile(r"(?:每|单|各\d{1,2}|各[一二两三四五六])张")
"""Said of several pictures, where an ID photo is one."""
OTHER_PICTURES = re.compile(
    "(?:作品|现场|活动|实物|场地|设备|设施|产品|外景|内景|全景|实景|场景|施工|工程|前后|对比|成果|门店|店面|厂房|基地|田间|手术|环境|工作|生活"
    "|演出|比赛|展览|奖杯|样品|标本|园区|现状|教学|会议)(?:照片|照(?![片明]))"
)
"""Photographs of other things: where a notice wants such, a mere 照片 may mean them."""
_OF_OTHERS = re.compile("材料|附件|文件|扫描|PDF|证书|视频", re.IGNORECASE)
_REST = re.compile("(?:其余|其他|其它|所有|全部)")
_OTHERS = re.compile(r"[和、及与]")
"""In a heading: what stands under it need not be about the photo."""
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
_COMING_WITH = re.compile("[配附另]|其中|照|图片|视频|音频|张")
_OF_PAGE = re.compile(r"(?:单|每)页(?:大小|文件|图片)?(?:为|在)?\s*$")
_EXCEPTION = re.compile(r"除([^，。；]{1,20}?)(?:以外|之外|外)")
_SPARED = re.compile(r"[（(]([^（()）]{1,20})(?:除外|不限|不受此限|(?:不超过|不大于|≤)\s*\d)")
"""What is excepted, before a bound and after it."""
ALL_SECTIONS = "all"
"""How a row names every section."""


def draft_photo(sentence: NoticeSentence, draft: Draft) -> bool:
    """Draft rows about the ID photo. Returns whether the sentence speaks of it and nothing else was wanted."""
    headings = [heading for heading in sentence.headings[-1:] if not _OTHERS.search(heading)]
    sentence = sentence._replace(text=of_photo(sentence.text))
    own = _LISTED_PICTURES.sub("", without_exceptions(sentence.text))
    if not any(_PHOTO.search(text) for text in (own, *headings)):
        return False
    if _REFUSED.search(sentence.text):
        return _leave_refused(sentence, draft)
    is_certain = any(_CERTAINLY_ID.search(text) for text in (own, *headings))
    if not is_certain and (draft.has_other_pictures or _SEVERAL_PICTURES.search(own)):
        return _leave_unsure(sentence, draft)
    rows = [*pixel_rows(sentence.text), *byte_rows(sentence.text), *other_rows(sentence.text)]
    bare = re.findall(rf"(?<![A-Za-z])({FORMAT_NAMES})(?![A-Za-z])", sentence.text, re.IGNORECASE)
    if bare and not formats_of(sentence.text):
        rows.append(("format", f"format, one_of: [{', '.join(format_words(bare))}]"))
    for name, bounds in rows:
        draft.add_rule(f"photo-{name}", f"kind: measure, section: photo, measure: {bounds}", sentence)
    ratio = RATIO.search(sentence.text)
    if ratio is not None and int(ratio[2]):
        draft.photo_ratio = f"{ratio[1]}:{ratio[2]}"
        draft.judged.add(sentence.number)
    if rows or draft.photo_ratio:
        draft.photo = draft.photo or sentence
    return bool(rows or ratio)


def of_photo(text: str) -> str:
    """The pieces of a sentence that are about the photo: not 材料用PDF of 材料用PDF，每件3M以内，照片用JPG."""
    pieces = re.split("(?<=[，,；;])", text)
    first = next((at for at, piece in enumerate(pieces) if _PHOTO.search(piece)), 0)
    if not _OF_OTHERS.search("".join(pieces[:first])):
        first = 0
    after = (at for at, piece in enumerate(pieces) if at > first and _REST.match(piece))
    return "".join(pieces[first : next(after, None)])


def _leave_unsure(sentence: NoticeSentence, draft: Draft) -> bool:
    """Leave what is said of photographs that need not be the ID photo. Returns whether anything measured is said."""
    is_measured = any(pattern.search(sentence.text) for pattern in FILE_PATTERNS)
    if is_measured:
        row = "{id: …, kind: measure, section: …, measure: …}"
        draft.leave(row, sentence, "是证件照，还是别的照片：证件照的写到 photo 里")
    return is_measured


def _leave_refused(sentence: NoticeSentence, draft: Draft) -> bool:
    """Leave a bound that says what is refused (大于5M的不予受理). Returns whether it says how much."""
    is_measured = any(pattern.search(sentence.text) for pattern in FILE_PATTERNS)
    if is_measured:
        draft.leave("{id: …, kind: measure, section: …, measure: …}", sentence, "说的是什么样的不收：界限要反过来写")
    return is_measured


def draft_files(sentence: NoticeSentence, place: KnownName | None, draft: Draft) -> None:
    """Draft rows about the scans of a section; without one they are about every upload, or left as comments."""
    if not any(pattern.search(sentence.text) for pattern in FILE_PATTERNS):
        return
    if _REFUSED.search(sentence.text):
        _leave_refused(sentence, draft)
        return
    if place is not None and _leave_chosen(sentence, place, draft):
        return
    if place is not None and (place.id == ALL_SECTIONS or place.id.startswith("attachments.")):
        section: DraftSection | None = DraftSection(place.id, place.word, sentence)
    else:
        section = draft.section(place.id, place.word, sentence) if place is not None else None
    total = TOTAL.search(sentence.text)
    if total is not None:
        text = f"max_total_bytes: {size_text(total[1], total[2])}"
        draft.build.append(DraftLine(text, sentence, "所有文件合计"))
        draft.judged.add(sentence.number)
    sized = _leave_other_sizes(TOTAL.sub("", sentence.text), place, sentence, draft)
    for name, bounds in byte_rows(sized):
        _draft_size(name, bounds, sentence, section, draft)
    _draft_looks(sentence, section, draft)
    formats = formats_of(sentence.text)
    if formats and not _MERGED.search(sentence.text):
        _draft_formats(f"formats: [{', '.join(formats)}]", sentence, section, draft)


def _leave_other_sizes(text: str, place: KnownName | None, sentence: NoticeSentence, draft: Draft) -> str:
    """Leave sizes that are none of a scan of the section. Returns the text without them."""
    rows = byte_rows(text)
    if rows and _ARCHIVE.search(text):
        row = f"max_total_bytes: … # {rows[0][1]}"
        draft.leave(row, sentence, "压缩包的大小：build 里的 max_total_bytes 是所有 PDF 合计")
        return ""
    if rows and place is not None and _is_of_another(text, place):
        row = f"{{id: …, kind: measure, section: …, measure: {rows[0][1]}}}"
        draft.leave(row, sentence, "不知道是哪个栏目的文件")
        return ""
    return text


def _is_of_another(text: str, place: KnownName) -> bool:
    """Whether a size is said of something that comes with what is named (事迹材料，配生活照2张，每张不小于2M)."""
    sized = SIZED.search(text)
    if sized is None or not place.word or place.word not in text:
        return False
    between = text[: sized.start()].rpartition(place.word)[2]
    return _COMING_WITH.search(between) is not None


def _leave_chosen(sentence: NoticeSentence, place: KnownName, draft: Draft) -> bool:
    """Leave what is said of some of a section's records only (口译代表作不超过200MB). Returns whether it is such."""
    about = re.split("[，,]", sentence.text)[0]
    some = chosen_records(about, place) if place.word and place.word in about else ""
    if not some or place.id.startswith("attachments."):
        return False
    row = f"{{id: …, kind: measure, section: {place.id}, where: {{…}}, measure: …}}"
    draft.leave(row, sentence, f"只有“{some}”的：写上是哪一种")
    return True


def _draft_looks(sentence: NoticeSentence, section: DraftSection | None, draft: Draft) -> None:
    """Draft the resolution, the paper and the colour of scans."""
    dpi, paper = DPI.search(sentence.text), PAPER.search(sentence.text)
    colour = COLOUR.search(sentence.text)
    rows = [("dpi", f"dpi, {dpi_bound(dpi)}", dpi.start())] if dpi is not None else []
    if paper is not None and not _PRINTED.search(sentence.text):
        rows.append(("paper", f"paper, one_of: [a{paper[1]}]", paper.start()))
    if colour is not None:
        rows.append(("mode", "mode, one_of: [colour]", colour.start()))
    for name, bounds, position in rows:
        excepted = _excepted(sentence.text, position) if section is None or section.id == ALL_SECTIONS else ""
        if section is None or excepted:
            why = _without(excepted) if excepted else "不知道是哪个栏目的扫描件"
            draft.leave(f"{{id: …, kind: measure, section: …, measure: {bounds}}}", sentence, why)
        else:
            draft.add_rule(f"{section.id}-{name}", f"kind: measure, section: {section.id}, measure: {bounds}", sentence)


def _draft_formats(formats: str, sentence: NoticeSentence, section: DraftSection | None, draft: Draft) -> None:
    if formats == "formats: [pdf]" and (section is None or section.id == ALL_SECTIONS):
        row = "{id: …, kind: measure, section: all, measure: format, one_of: [pdf]}"
        draft.leave(row, sentence, "build 合并出来的就是 PDF；扫描件本身也必须是 PDF，才写这一行")
    elif section is None:
        draft.leave(f"{{id: …, kind: evidence, section: …, {formats}}}", sentence, "不知道是哪个栏目的扫描件")
    else:
        draft.add_rule(f"{section.id}-formats", f"kind: evidence, section: {section.id}, {formats}", sentence)


def _excepted(text: str, position: int) -> str:
    """What a bound on every upload is not for, among PDFs: 评审表 of 每个文件不超过5M（评审表除外）."""
    before, after = text[:position], re.split("[，,；;。]", text[position:])[0]
    found = next(filter(None, (_EXCEPTION.search(before), _SPARED.search(after))), None)
    return found[1] if found is not None and not (_PHOTO.search(found[1]) or _NO_PDF.search(found[1])) else ""


def _without(excepted: str) -> str:
    return f"“{excepted}”除外：写上是哪些栏目"


def _is_general(text: str) -> bool:
    """Whether a size is that of every upload: what the sentence is about is nothing of its own (病案, 身份证正反面)."""
    subject = re.split("[，,]", subject_of(without_exceptions(text)))[0]
    return not re.search("[一-鿿]", subject) or _GENERAL.search(subject) is not None


def _is_of_no_pdf(text: str, below: re.Match[str]) -> bool:
    """Whether a size is that of files which are no PDF (单个JPG不超过500K)."""
    piece = re.split("[，,；;（(]", text[: below.start()])[-1]
    about = piece if "PDF" in text.upper() else subject_of(text) + piece
    return "张" in piece or (_NO_PDF.search(about) is not None and "PDF" not in piece.upper())


def _draft_size(name: str, bounds: str, sentence: NoticeSentence, section: DraftSection | None, draft: Draft) -> None:
    bounds_of_pdfs = [below for below in BELOW.finditer(sentence.text) if not _is_of_no_pdf(sentence.text, below)]
    pages = [below for below in bounds_of_pdfs if _OF_PAGE.search(sentence.text[: below.start()])]
    match = next((below for below in bounds_of_pdfs if below not in pages), None)
    if pages:
        text = f"max_page_bytes: {amount_of(pages[0])}"
        draft.build.append(DraftLine(text, sentence, "合并出的 PDF 每一页"))
        draft.judged.add(sentence.number)
    if pages and match is None:
        return
    if match is not None and section is not None and _MERGED.search(sentence.text):
        text = f"{section.id}: {{max_bytes: {amount_of(match)}, clauses: [{draft.clause(sentence)}]}}"
        draft.build_sections.setdefault(section.id, DraftLine(text, sentence, "合并出的每个 PDF 都小于它"))
        draft.judged.add(sentence.number)
    elif (
        (section is None or section.id == ALL_SECTIONS)
        and match is not None
        and not any(line.text.startswith("max_bytes") for line in draft.build)
        and _UPLOAD.search(sentence.text)
        and _is_general(sentence.text)
    ):
        text = f"max_bytes: {amount_of(match)}"
        excepted = _excepted(sentence.text, match.start())
        if excepted:
            draft.leave(text, sentence, _without(excepted))
        else:
            draft.build.append(DraftLine(text, sentence, "合并出的每个 PDF 都小于它"))
            draft.judged.add(sentence.number)
    elif section is None:
        draft.leave(f"{{id: …, kind: measure, section: …, measure: {bounds}}}", sentence, "不知道是哪个栏目的文件")
    else:
        draft.add_rule(f"{section.id}-{name}", f"kind: measure, section: {section.id}, measure: {bounds}", sentence)
