"""What a notice wants handed in: documents, the pieces of a record's scans and their order, one for every year."""

import re

from zcdossier.drafting.draft import Draft, DraftLine, DraftSection
from zcdossier.drafting.known_words import (
    KnownName,
    find_attachments,
    find_parts,
    find_sections,
    is_name,
    is_of_results,
    is_section,
)
from zcdossier.drafting.listed_documents import (
    begins_numbered,
    is_for_some,
    is_for_some_by_name,
    is_optional,
    listed_document,
    years_wanted,
)
from zcdossier.drafting.listed_parts import ListedPart, listed_parts, parts_named
from zcdossier.drafting.notice_sentences import NoticeSentence, shorten
from zcdossier.drafting.sentence_subject import PEOPLE, chosen_records, people_meant, subject_of
from zcdossier.source.yaml_scalars import yaml_scalar

HAND_IN = re.compile(
    r"(?:须|应|需|必须|请|要)(?:同时|一并|另外?|在系统中|按要求)?(?:上传|提供|提交|附|报送|扫描上传)|上传|提交|提供"
)
_NOT_HANDED_IN = re.compile(
    r"(?:不|不得|严禁|禁止|不能|不要|无需|无须|不需要?|不必|免予?|不再)(?:再|重复)?(?:上传|提交|提供|附|报送)[^，,。；;]*"
)
"""What is not to be handed in."""
ORDERED = re.compile(
    r"(?:按照?|依)([一-鿿、，和及“”—－–-]{4,60}?)(?:的)?(?:先后顺序|顺序|先后)|依次(?:扫描|上传|提供|装订|放|为|是)?[：:]?([一-鿿、，和及]{4,60})"
)
_ONE_OF_NAMED = re.compile(r"或者?|之一|二者|任选|只传一|选传")
_ONE_OF = re.compile(r"/|之一|二者|任选|只传一|选传")
_ON_PAPER = re.compile("纸质")
_DOING = re.compile(r"上传|填写|填报|提交|提供|不")
_EACH_RECORD = re.compile(r"(?:^|[，,])每一?(?:段|项|条|篇|部|节|次|本|门|种|学历|学位)")
"""Begins what every record needs, which is no single upload."""
_HANDED_THING = re.compile(r"证|表|书|文件|材料|报告|总结|复印件|扫描件|原件|合同|证明")
_LEADING_NUMBER = re.compile(r"^(?:\d{1,2}(?:[.．、]|\s)|[①-⑳])\s*")
_SEVERAL = re.compile(r"(?:限报?|最多|至多|不超过)\s*(?:\d{1,2}|[一二两三四五六七八九十])\s*[项篇部件个]")
_MATERIALS = re.compile(r"材料|资料|证件|附件|清单")
_UNFINISHED = re.compile(
    "(?:在研|在建|(?:未|尚未|没有)(?:结题|完成|验收|发表|出版|授权|刊发|转化|结项))[^，。；不]{0,6}[，,]?(?:只|仅|可)?(?:须|应|需)?(?:提交|提供|上传|附)"
)
"""What unfinished records hand in in place of the others' proof: 在研项目附立项文件."""
OBLIGING = re.compile(
    r"须|应|必须|不得|严禁|禁止|不能|不予|不认可|不受理|无效|双面|(?<!公)需|(?<!申)请|要求|一律|否则|务必|真实|盖章|签字|签名|核对|审核"
)


def read_handed_in(sentence: NoticeSentence, place: KnownName | None, draft: Draft) -> None:
    """Draft what a sentence asks to hand in: attachments, parts of a section's scans."""
    if place is not None and _UNFINISHED.search(sentence.text):
        _spare_unfinished(sentence, place, draft)
    text = _with_a_verb(sentence, place)
    if document_listed(sentence) or years_wanted(text) or not HAND_IN.search(text):
        return
    asked = _NOT_HANDED_IN.sub("", text)
    if not HAND_IN.search(asked):
        return
    names = find_attachments(asked)
    is_either = len(names) > 1 and _ONE_OF_NAMED.search(text) is not None
    if names and _EACH_RECORD.search(text):
        draft.leave(f"parts: # {'、'.join(names)}", sentence, "每条记录都要的：写到那个栏目的 parts 里")
        return
    is_of_some = bool(people_meant(text) or (place is not None and chosen_records(text, place)))
    for name in names:
        add_attachment(name, sentence, draft, for_some=is_either or is_of_some)
    if place is None:
        return
    pieces = [part for part in listed_parts(asked) if part.label not in names]
    parts = _name_parts(pieces, draft.sections.get(place.id)) if pieces else parts_named(_without(names, asked))
    if any(name.endswith(place.word) for name in names):
        return
    parts = [part for part in parts if not any(name.endswith(part.word) for name in names) and part.word != place.word]
    lacking = {part.label for part in pieces if part.may_lack}
    _draft_parts(parts, lacking, sentence, place, draft)


def _with_a_verb(sentence: NoticeSentence, place: KnownName | None) -> str:
    """A sentence's text; an entry of a list of materials asks for what it lists: 论文（不超过3篇）：封面、目录."""
    title, colon, rest = sentence.text.partition("：")
    bare = re.sub(r"[（(][^）)]*[）)]", "", title)
    is_list = bool(colon) and place is not None and is_section(bare) and not HAND_IN.search(sentence.text)
    in_list = is_list and _is_numbered(sentence) and any(_MATERIALS.search(text) for text in sentence.headings)
    return f"{title}：提供{rest.removeprefix('附')}" if in_list else sentence.text


def _spare_unfinished(sentence: NoticeSentence, place: KnownName, draft: Draft) -> None:
    """Records that are not finished hand in something else: what their entry wants of the others, not all need."""
    parts = draft.sections[place.id].parts if place.id in draft.sections else {}
    for key, line in parts.items():
        if line.sentence.where == sentence.where and ", required: error" in line.text:
            remark = f"“{shorten(sentence.text)}”：写 required: {{where: {{…}}}}"
            parts[key] = line._replace(text=line.text.replace(", required: error", ""), remark=remark)


def _draft_parts(
    parts: list[KnownName], lacking: set[str], sentence: NoticeSentence, place: KnownName, draft: Draft
) -> None:
    """Draft the pieces of a record's scans, those as required that every record needs."""
    text = _with_a_verb(sentence, place)
    spared = [part for part in parts if part.word in lacking or _is_spared(part, text)]
    is_choice = len(parts) > 1 and _ONE_OF.search(text) is not None
    for_all = not is_optional(text) and not is_choice
    either = parts if is_choice else [part for part in spared if _is_alternative(part, text)]
    if len(either) > 1:
        listed = ", ".join(part.id for part in either)
        row = f"{{id: …, kind: parts, section: {place.id}, one_of: [{listed}]}}"
        draft.leave(row, sentence, "“或”：哪几样里有一样就行")
    for part in parts:
        some = _records_that_need(part, text, place)
        if PEOPLE.search(some):
            row = f"…: {{label: {part.word}, required: {{when: {{…}}, clauses: [{draft.clause(sentence)}]}}}}"
            draft.leave(row, sentence, f"只有“{some}”要：写上 when，放到 attachments 里")
            continue
        if some and _is_of_another(some, place, text):
            draft.leave(f"…: {{label: {part.word}}}", sentence, f"“{some}”的：写到那个栏目的 parts 里")
            continue
        remark = f"只有“{some}”要的，写 required: {{where: {{…}}}}；都要就写 required: error" if some else ""
        needed = for_all and not some and part not in spared and not is_for_some(_up_to(part, text))
        section = draft.section(place.id, place.word, sentence)
        _add_part(section, part, sentence, draft, needed=needed, remark=remark)


def _name_parts(listed: list[ListedPart], section: DraftSection | None) -> list[KnownName]:
    """The parts of a list, each in the notice's words, with the id of the part that is known where there is one."""
    named: dict[str, KnownName] = {}
    drafted = 0 if section is None else len(section.parts)
    for number, part in enumerate({part.label: part for part in listed}.values(), drafted + 1):
        usual = find_parts(part.label)
        identity = usual[-1].id if usual and usual[-1].id not in named else f"part_{number}"
        named[identity] = KnownName(part.label, identity)
    return list(named.values())


def _without(names: list[str], text: str) -> str:
    """A text without the documents that it names: 证书 of 学历证书备案表 is no part."""
    for name in names:
        text = text.replace(name, "…")
    return text


def _records_that_need(part: KnownName, text: str, place: KnownName) -> str:
    """Which of a section's records a part is wanted of: those its sentence is about, or its own piece of it.

    排名证明 of “须上传获奖证书，集体奖须另附排名证明” is for 集体奖.
    """
    pieces = [piece for piece in re.split("[，,]", text) if part.word in piece and part.word not in subject_of(piece)]
    own = chosen_records(pieces[0], place) if pieces else ""
    return own or chosen_records(text, place)


def _is_of_another(some: str, place: KnownName, text: str) -> bool:
    """Whether a piece of a sentence speaks of another section (论文提交首页，发明专利提交证书，竞赛提交证书)."""
    named = find_sections(some)
    if named:
        return all(name.id != place.id for name in named)
    return is_name(some) and len(find_sections(text)) > 1


def _up_to(part: KnownName, text: str) -> str:
    """A sentence to the end of the piece that names a part: what follows, others may need (未刊发的提交通知)."""
    before, word, after = text.partition(part.word)
    return before + word + re.split("(?<![的者时])[，,]", after)[0]


def _is_spared(part: KnownName, text: str) -> bool:
    """Whether a part may be lacking: 合同 of 任务书或合同, 结题报告 of 结题报告（未结题的不需要）."""
    excused = rf"{re.escape(part.word)}[^，。；、]{{0,4}}[（(][^）)]*(?:不|除外|如有|无则)[^）)]*[）)]"
    return _is_alternative(part, text) or re.search(excused, text) is not None


def _is_alternative(part: KnownName, text: str) -> bool:
    """Whether 或 stands beside a part's name."""
    word = re.escape(part.word)
    return re.search(rf"{word}(?:[（(][^）)]*[）)])?\s*或|或者?\s*{word}", text) is not None


def is_entry_of_materials(sentence: NoticeSentence) -> bool:
    """Whether a sentence is a numbered entry of a list of materials to hand in, a thing and nothing to be done."""
    if not _is_numbered(sentence) or OBLIGING.search(sentence.text) or _DOING.search(sentence.text):
        return False
    return bool(_HANDED_THING.search(sentence.text)) and any(_MATERIALS.search(text) for text in sentence.headings)


def plain_label(text: str) -> str:
    """Return what an entry calls its document, without its number and what follows a sign."""
    return yaml_scalar(re.split(r"[（(，,。；：:]", _LEADING_NUMBER.sub("", text))[0].strip())


def document_listed(sentence: NoticeSentence) -> str:
    """The document of an entry of a list, whose copies are said or whose heading speaks of materials.

    What stands after the name of a section is no document of its own (专利：证书及转化证明), nor are several after
    another name (课程：任务书、课表), nor is what there may be several of (调研报告，限报4篇), nor a heading.
    """
    title, colon, _ = _LEADING_NUMBER.sub("", sentence.text).partition("：")
    is_section = bool(colon) and any(named.word == title for named in find_sections(title))
    if is_section or _SEVERAL.search(sentence.text):
        return ""
    about = (*sentence.headings, sentence.text.partition("：")[0])
    in_list = _is_numbered(sentence) and any(_MATERIALS.search(text) for text in about)
    name = listed_document(sentence.text, in_list=in_list)
    is_heading = sentence.is_title and name.endswith(("材料", "清单"))
    return "" if is_heading or (colon and "、" in name) else name


def _is_numbered(sentence: NoticeSentence) -> bool:
    return sentence.where[-1:].isdigit() or sentence.where.endswith(("）", ")")) or begins_numbered(sentence.text)


def add_attachment(name: str, sentence: NoticeSentence, draft: Draft, *, for_some: bool = False) -> KnownName | None:
    """Add a document; what only some people need is left with its condition to be filled in."""
    present = next((key for key, attachment in draft.attachments.items() if attachment.label == name), "")
    if present:
        return KnownName(name, f"attachments.{present}")
    identity, clause = f"attachment_{len(draft.attachments) + 1}", draft.clause(sentence)
    if not is_optional(sentence.text) and (
        for_some or is_for_some(sentence.text) or is_for_some_by_name(name, sentence.text)
    ):
        row = f"{{label: {name}, required: {{when: {{…}}, clauses: [{clause}]}}}}"
        draft.leave(f"…: {row}", sentence, "只有一部分人要：写上 when，放到 attachments 里")
        return None
    if any(_ON_PAPER.search(text) for text in (sentence.text, *sentence.headings)):
        draft.leave(f"…: {{label: {name}}}", sentence, "交的是纸质的；也要上传的才写到 attachments 里")
        return None
    if is_of_results(name):
        draft.leave(f"…: {{label: {name}}}", sentence, "有这样业绩的人才有：写到那个栏目的 parts 里")
        return None
    attachment = DraftSection(identity, name, sentence)
    if not is_optional(sentence.text) and not name.startswith(("其他", "其它")):
        attachment.add_line("required", DraftLine(f"required: {{clauses: [{clause}]}}", sentence))
    draft.attachments[identity] = attachment
    draft.judged.add(sentence.number)
    return KnownName(name, f"attachments.{identity}")


def read_yearly(sentence: NoticeSentence, place: KnownName | None, draft: Draft) -> None:
    """Draft that something is wanted for each of some years."""
    expected = years_wanted(sentence.text)
    if not expected:
        return
    if place is None:
        draft.leave(
            f"{{id: …, kind: years, section: …, field: year, expected: {expected}}}", sentence, "不知道是哪个栏目"
        )
        return
    section = draft.section(place.id, place.word, sentence)
    section.fields.setdefault("year", DraftLine("year: {label: 年度, type: integer, required: error}", sentence))
    section.add_line("required", DraftLine(f"required: {{clauses: [{draft.clause(sentence)}]}}", sentence))
    if HAND_IN.search(sentence.text):
        section.add_line("evidence", DraftLine(f"evidence: {{clauses: [{draft.clause(sentence)}]}}", sentence))
    row = f"kind: years, section: {place.id}, field: year, expected: {expected}"
    draft.add_rule(f"{place.id}-years", row, sentence)


def _add_part(
    section: DraftSection, part: KnownName, sentence: NoticeSentence, draft: Draft, *, needed: bool, remark: str = ""
) -> None:
    """Add a part; what a later sentence wants of every record takes the place of what an earlier one allowed."""
    needs = ", required: error" if needed else ""
    text = f"{part.id}: {{label: {part.word}{needs}, clauses: [{draft.clause(sentence)}]}}"
    earlier = section.parts.get(part.id)
    if earlier is None or (needed and "required: error" not in earlier.text):
        section.parts[part.id] = DraftLine(text, sentence, remark)
        draft.judged.add(sentence.number)


def read_order(sentence: NoticeSentence, place: KnownName | None, draft: Draft) -> None:
    """Draft the order in which the parts of a record are merged."""
    match = ORDERED.search(sentence.text)
    if match is None:
        return
    parts = parts_named(match[1] or match[2])
    if place is None or len(parts) < 2:  # noqa: PLR2004 - an order is one of two at least
        draft.leave("{id: …, kind: part-order, section: …, order: […]}", sentence, "不知道是哪个栏目的哪些佐证")
        return
    section = draft.section(place.id, place.word, sentence)
    for part in parts:
        _add_part(section, part, sentence, draft, needed=False)
    order = ", ".join(part.id for part in parts)
    draft.add_rule(f"{place.id}-part-order", f"kind: part-order, section: {place.id}, order: [{order}]", sentence)
