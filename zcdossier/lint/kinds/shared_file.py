"""ZC404 shared-file: one scan serves only one record."""

from collections.abc import Iterator
from typing import NamedTuple

from zcdossier.lint.context import Context
from zcdossier.lint.kind import Card, CheckKind, Hit, Unjudged, needs_digests
from zcdossier.lint.parameter_types import PartName, Shareable
from zcdossier.lint.record_selection import records_to_check
from zcdossier.lint.sharing import may_share
from zcdossier.model.dossier import Record, Scan
from zcdossier.model.finding import Message, Related
from zcdossier.model.label import Label
from zcdossier.model.profile import Rule


class SharedFileParams(NamedTuple):
    """Which parts must be a file of their own; none named means every part.

    With `across` records of one section may share a file; only those of different sections may not. What is named in
    `may_share` (`papers.journal_query`) may serve several records of its section, what is named in `may_share_alike`
    those that do not differ in the fields `alike`: the cover of one issue, two papers in it.
    """

    parts: tuple[PartName, ...] = ()
    across: bool = False
    may_share: tuple[Shareable, ...] = ()
    may_share_alike: tuple[Shareable, ...] = ()
    alike: tuple[str, ...] = ()


def check(rule: Rule, context: Context) -> Iterator[Hit | Unjudged]:
    """Report a file that a second record uses, by path or by content; two records with all their files alike once."""
    params: SharedFileParams = rule.params
    seen: dict[str, list[tuple[Record, Scan]]] = {}
    reported: set[tuple[str, str]] = set()
    for record in records_to_check(rule, context):
        if isinstance(record, Unjudged):
            yield record
            continue
        for scan in record.scans:
            if params.parts and scan.part not in params.parts:
                continue
            facts = context.facts.get(scan.file)
            if facts is not None and facts.bytes == 0:
                continue
            key = facts.digest if facts and facts.digest else scan.file
            earlier = seen.setdefault(key, [])
            earlier_use = next((use for use in earlier if _is_double(use, (record, scan), params, context)), None)
            earlier.append((record, scan))
            first, first_scan = earlier_use or (record, scan)
            pair = (first.place.path, record.place.path)
            if earlier_use is None or pair in reported:
                continue
            reported.add(pair)
            if scan.file == first_scan.file and record.folder and record.folder == first.folder:
                named_at = (record.folder_place or record.place).at(record.place.path)
                yield Hit(named_at, "same-folder", {"folder": record.folder, "other": context.title(first)})
                continue
            note = Label("同一份文件先用在这里", "the same file is used here first")
            place = scan.place if scan.place.path else scan.place.at(record.place.path)
            args = {"file": scan.file, "title": context.title(record), "other": context.title(first)}
            yield Hit(place, "shared", args, related=(Related(first_scan.place, note),))


def _is_double(
    first: tuple[Record, Scan], second: tuple[Record, Scan], params: SharedFileParams, context: Context
) -> bool:
    """Whether two records have a file that they may not share; a record may list a file twice."""
    if first[0] is second[0] or (params.across and first[0].section == second[0].section):
        return False
    pages = frozenset(first[1].pages), frozenset(second[1].pages)
    if all(pages) and not pages[0] & pages[1]:
        return False
    return not may_share(first, second, params, context)


KIND = CheckKind(
    code="ZC404",
    name="shared-file",
    title=Label("一份佐证一条记录", "one file, one record"),
    params=SharedFileParams,
    check=check,
    needs=needs_digests,
    messages={
        "shared": Message(
            Label("{file} 与“{other}”用的是同一份文件", "{file} is the same file that is used for {other}"),
            Label("给“{title}”单独开一份证明", "get a separate certificate for {title}"),
        ),
        "same-folder": Message(
            Label("这条记录写的文件夹就是“{other}”的：{folder}", "the folder named here belongs to {other}: {folder}"),
            Label("每条记录用自己的文件夹：改成这一条的", "each record has its own folder: name this record's"),
        ),
    },
    card=Card(
        why=Label(
            "通知要求分事项出具证明，或建议一篇一份。",
            "The notice requires or advises a separate certificate for each matter.",
        ),
        wrong="两条记录都用 证明.pdf",
        right="每条记录一份自己的证明",
        mend=Label("请出具单位分开开具。", "Ask the issuer for separate certificates."),
    ),
)
