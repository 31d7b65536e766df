"""Of what a sentence speaks: which section, all of its records or some, one of several ways to meet a condition."""

import re

from zcdossier.drafting.draft import Draft
from zcdossier.drafting.known_words import (
    NUMBER,
    KnownName,
    find_parts,
    find_sections,
    find_texts,
    is_name,
    is_plain_before,
)
from zcdossier.drafting.notice_levels import names_level
from zcdossier.drafting.notice_sentences import NoticeSentence

_ASKS = re.compile(
    r"限|须|应|(?<!公)需|必须|不得|不超过|最多|至多|至少|不少于|提供|提交|上传|报送|近|附(?![件表录属加则])"
)
_EXCEPTION = re.compile(r"除[^，。；]{1,20}?(?:以外|之外|外)[，,]?|[，,（(][^，,。；（(]{1,20}除外[）)]?")
"""What a sentence is not about: 除照片外均为PDF, 均为PDF（照片除外）."""
_BRACKETED = re.compile(r"[（(][^（()）]*[）)]")
_RECENT = re.compile(rf"^近{NUMBER}年(?:来|内|度)?(?:累计)?")
_HANDED_IN = re.compile(r"(?:上传|提供|提交|附上?|报送)[^，。；]*?(?:证书|证明|表)(?=[，。；、]|$)")
"""What is handed in, whose name holds that of a section: 考核表, 获奖证书."""
_AROUND = re.compile("^(?:并|且|同时|还|仅|只)+|(?:还|均|都|另|也|同时|一并|仅|只)+$")
_EVERYBODY = re.compile("^(?:所有|全体)?(?:申报人员?|申报者|申请人|申请者|参评人员|申报对象|本人|个人)")
PEOPLE = re.compile("(?:人员?|者|考生|毕业生|师|干部)$")
"""Ends the name of some applicants, who need what no record needs: 援藏人员提交派遣文件."""
_STATE = re.compile("已|未|正在|结题|在研|验收|完成|获奖|转化")
"""After the name of a section: only the records that are so far (科研项目结题)."""
_FILLED_IN = re.compile(r"(?<=：)(?:逐[项条个人])?(?:填写|填报|注明|写明).*")
"""After a title: what is listed to be filled in is no subject (服务记录：填写日期、项目、人数)."""
_OF_APPLICANT = re.compile(
    "(?:另|并|须|应|需|请|要|可|同时|分别|提交|提供|上传|填写|撰写|报送|附上?|近[一二三四五六七八九十两\\d]{1,2}年(?:来)?|任现职(?:以来|期间)|任期内|以来"
    "|申[报请]人|申[报请]者|个人|本人|专业|技术|业务|主要|工作|自我|业绩|教学|年度|中英文|中文|\\d+字|各?级?职称|的|《|“|[一二两三四五六七八九十]份|\\d+份)*"
)
"""May stand before a statement's name without making another one of it, as in 内容简介."""
_CONTAINERS = frozenset({"achievements", "representative_works", "certificates"})
"""Under such a heading stands what has a name of its own: 业绩材料, then 标准须…, 手术视频须…."""
_CIRCLED = re.compile("[①-⑳]")
"""Begins an entry of a list that stands in the paragraph itself: 符合以下2条：①…；②…."""
_BARS = re.compile(r"不得|不予|不能|取消|暂缓")
_CHOICE = re.compile(
    rf"(?:具备|符合|满足)(?:下列|以下|如下){NUMBER}\s*[项条]|(?:下列|以下|如下)[^。；，,]{{0,20}}?(?:(?:之|任){NUMBER}(?!步)|中(?:的|任意|任选|任|选择?|至少|具备|满足|符合|不超过|最多)*{NUMBER}\s*[项条个种])"
    rf"|^[^，。；：（(]{{2,8}}[（(][^）)]*{NUMBER}\s*[项条]以?上?[）)]：$"
    rf"|(?:具备|符合|满足|达到)(?:其中)?(?:至少)?(?:任意|任何)?{NUMBER}\s*[项条](?:以上|即可)?[）)]?[：:]?$"
)
"""Begins a list of which not everything is wanted: 具备下列条件之二, 从下列成果中选择不超过10项."""


def subject_of(text: str) -> str:
    """What stands before the first word that asks for something."""
    return _ASKS.split(_BRACKETED.sub("", text), maxsplit=1)[0]


def section_meant(sentence: NoticeSentence, draft: Draft) -> KnownName | None:
    """The section of which a sentence speaks.

    That is its subject, else what its entry spoke of before, else the nearest heading, else what it names at all.
    """
    text = without_exceptions(sentence.text)
    subject = subject_of(_FILLED_IN.sub("", _RECENT.sub("", text)))
    named = find_sections(without_long_parts(subject))
    here = _spoken_of_here(sentence, draft)
    if named and here is not None and here.word.endswith(named[0].word):
        return here
    if named and not (named[0].id in _CONTAINERS and here is not None):
        draft.spoken_of = (sentence.where, named[0])
        return named[0]
    title, colon, _ = subject.partition("：")
    names = re.split(r"[、和及与]", title)
    has_own_name = all(map(is_name, names)) and not find_parts(subject) and not find_texts(subject)
    has_own_title = bool(colon) and not names_level(title, draft.level_words) and (has_own_name or _is_of_people(title))
    has_own_name = has_own_name or has_own_title
    if here is not None and (named or not has_own_name):
        return here
    for heading in reversed(sentence.headings):
        found = find_sections(without_long_parts(heading))
        if found and not (has_own_name and found[0].id in _CONTAINERS):
            return found[0]
        has_own_name = has_own_name or is_name(heading)
        begun = section_begun(heading, draft)
        if begun is not None and not has_own_name:
            return begun
    found = [] if has_own_title else find_sections(without_long_parts(_HANDED_IN.sub("", text)))
    return found[0] if found else None


def _is_of_people(title: str) -> bool:
    """Whether a title names people who are not the applicant: 项目负责人：…."""
    return PEOPLE.search(_EVERYBODY.sub("", title)) is not None


def _spoken_of_here(sentence: NoticeSentence, draft: Draft) -> KnownName | None:
    """What the entry of a sentence spoke of before: 代表作 after 论文限8篇 are some of these."""
    if draft.spoken_of is None or sentence.is_continued:
        return None
    where, earlier = draft.spoken_of
    return earlier if where and where == sentence.where else None


def section_begun(heading: str, draft: Draft) -> KnownName | None:
    """The section that was begun under a heading's own words."""
    sections = (section for section in draft.sections.values() if section.label == heading)
    return next((KnownName(section.label, section.id) for section in sections), None)


def without_exceptions(text: str) -> str:
    """A text without what it excepts: 除照片、自述外均为PDF is not about the photo."""
    return _EXCEPTION.sub("", text)


def text_meant(text: str, sentence: NoticeSentence) -> KnownName | None:
    """The statement of which the end of a text speaks: what its last piece names, else the text, else a heading.

    The text is a sentence up to a bound: what stands after that is another one's (结业论文8000字以上，附摘要).
    """
    own = re.split(r"[，,；;。：:]", text)[-1]
    headings = () if find_sections(subject_of(text)) else reversed(sentence.headings)
    texts = (own, text, *headings)
    named = next((text for text in texts if find_texts(text)), None)
    if named is None:
        return None
    found = find_texts(named)[0]
    before = re.split(r"[，,；;。：:、（(]", named.partition(found.word)[0])[-1]
    if _OF_APPLICANT.fullmatch(before):
        return found
    is_own = is_name(before) and all(name.word == "项目" for name in find_sections(before))
    return KnownName(before + found.word, found.id) if is_own else None


def without_long_parts(text: str) -> str:
    """A text without the pieces of a record's scans whose names hold that of a section: 结题证书 is no 证书."""
    for part in find_parts(text):
        text = text.replace(part.word, "…") if len(part.word) > len("证书") else text
    return text


def chosen_records(text: str, place: KnownName) -> str:
    """What a sentence calls some of a section's records only (再版著作, 国外学历); empty where it means all of them."""
    bare = re.sub(r"[（(][^）)]*[）)]", "", subject_of(without_exceptions(text)))
    pieces = [_AROUND.sub("", piece.strip()) for piece in re.split("[，,。；;]", bare)]
    subject = _EVERYBODY.sub("", next(filter(None, reversed(pieces)), ""))
    if find_parts(subject):
        return ""
    before, found, after = subject.rpartition(place.word)
    if found and _STATE.match(after):
        return subject
    return "" if is_plain_before(before if found else subject) else subject


def people_meant(text: str) -> str:
    """The people that a sentence asks something of where these are not all who apply: 博士后申请人须另附…."""
    pieces = re.split("[，,：:。；;]", subject_of(without_exceptions(text)))
    piece = next(filter(None, reversed(pieces)), "")
    people = _EVERYBODY.sub("", _AROUND.sub("", piece.strip()))
    return people if PEOPLE.search(people) else ""


def begins_choice(sentence: NoticeSentence) -> bool:
    """Whether the entries under a sentence are a list to choose from."""
    return bool(sentence.where) and _CHOICE.search(sentence.text) is not None


def is_bar(sentence: NoticeSentence) -> bool:
    """Whether a sentence begins a list of what bars from applying; where it lists them itself it is asked as it is."""
    return begins_choice(sentence) and _BARS.search(sentence.text) is not None and sentence.text.endswith(("：", ":"))


def is_choice(sentence: NoticeSentence, draft: Draft) -> bool:
    """Whether a sentence is an entry of a list to choose from: what it asks is not asked of everybody."""
    at = draft.choice_at
    is_below = bool(at) and sentence.where.startswith(at) and sentence.where != at
    is_beside = bool(at) and sentence.where == at and _CIRCLED.match(sentence.text) is not None
    return is_beside or (is_below and not sentence.is_continued)
