"""What a certificate is called: its heading, with what tells it from others of that heading."""

import re
from collections.abc import Sequence

from zcdossier.sorting.heap_pieces import HeapPiece
from zcdossier.sorting.printed_names import HAN, WORDED, PrintedName, lines_of
from zcdossier.sorting.read_posts import find_appointed
from zcdossier.sorting.statements import agreed, find_statements

_CERTIFICATE = re.compile(rf"{HAN}{{2,24}}(?:证书|证)(?:[(（][^()（）]{{2,12}}[)）])?")
_PLAIN_CERTIFICATE = re.compile(r"^(?:荣誉|获奖|结业|结题|毕业|学位|学历|资格|奖励|聘任|专利|授权)?证书$")
_TOLD_APART = (
    (
        re.compile("专业技术(?:职务)?(?:任职)?资格证书$"),
        re.compile(
            rf"(?:资格名称|职务名称)[:：]?(?P<value>{HAN}{{2,8}}?)(?=资格级别|级别|专业|系列|工作单位|取得|批准|评审|$)"
        ),
        "{detail}{ending}",
    ),
    (re.compile("^教师资格证书?$"), re.compile(rf"资格种类[:：]?(?P<value>{HAN}{{2,8}}教师资格)"), "{detail}证书"),
    (re.compile("等级证书$"), re.compile("等级为(?P<value>[一二三]级[甲乙]等)"), "{heading}（{detail}）"),
)
_DECIDES = re.compile("^关于.*聘任.*(?:通知|决定)")
_OF_APPOINTMENT = ("聘任证书", "聘书", "聘任书")
_MOST_AT_HEAD = 0.3


def name_certificate(pieces: Sequence[HeapPiece], person: str) -> PrintedName | None:
    """Return what a certificate is called by its heading, else by the post that somebody is appointed to."""
    return _completed(_certificate(pieces), pieces) or _appointment(pieces, person)


def _certificate(pieces: Sequence[HeapPiece]) -> PrintedName | None:
    """The heading of a certificate, where it says of what."""
    for piece, line in lines_of(pieces):
        text = line.line.text.strip()
        if line.line.box.top < _MOST_AT_HEAD and _CERTIFICATE.fullmatch(text) and not _PLAIN_CERTIFICATE.match(text):
            return PrintedName(text, piece, line, WORDED)
    return None


def _completed(heading: PrintedName | None, pieces: Sequence[HeapPiece]) -> PrintedName | None:
    """A heading that many certificates have with what tells this one: 讲师 + 专业技术资格证书."""
    if heading is None:
        return None
    for ending, form, named in _TOLD_APART:
        match = ending.search(heading.text)
        detail = agreed(find_statements(form, pieces)) if match is not None else None
        if match is not None and detail is not None and detail.text not in heading.text:
            return heading._replace(text=named.format(detail=detail.text, heading=heading.text, ending=match[0]))
    return heading


def _appointment(pieces: Sequence[HeapPiece], person: str) -> PrintedName | None:
    """A certificate of appointment by its post: 主治医师 + 聘任证书."""
    letters = [piece for piece in pieces if piece.heading in _OF_APPOINTMENT]
    post = find_appointed("post", letters, person)
    if post is not None:
        return post._replace(text=f"{post.text}{post.piece.heading}")
    decisions = [piece for piece, line in lines_of(pieces) if _DECIDES.search(line.line.text)]
    post = find_appointed("post", decisions, person)
    return post._replace(text=f"{post.text}聘任文件") if post is not None else None
