"""ZC210 own-place: the applicant's place among the people that a record lists, and how many they are."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from zcdossier.lint.context import APPLICANT, Context
from zcdossier.lint.kind import Card, CheckKind, Hit, Unjudged
from zcdossier.lint.parameter_types import FieldName
from zcdossier.lint.record_selection import per_record, unread_value
from zcdossier.model.dossier import Record
from zcdossier.model.finding import Argument, Message, Severity
from zcdossier.model.label import Label
from zcdossier.model.numerals import whole_number
from zcdossier.model.people import bare_name, count_people, split_people

_HAN_NAME = r"[\u3400-\u9fff·]+"


class OwnPlaceParams(NamedTuple):
    """`rank` is the field with the own place (and the number of people), `members` the one with their names.

    A list of the others alone, without the applicant, is fine. `person` is the applicant's fact that holds the name.
    """

    rank: FieldName = FieldName("rank")
    members: FieldName = FieldName("members")
    person: FieldName = FieldName("name")


@per_record
def check(record: Record, params: OwnPlaceParams, context: Context) -> Iterator[Hit | Unjudged]:
    """Hold rank and names against each other where both are filled in."""
    rank, members = record.fields.get(params.rank), record.fields.get(params.members)
    if rank is None or rank.empty or members is None or members.empty:
        return
    unread = unread_value(record, params.rank, context) or unread_value(record, params.members, context)
    yield from [unread] if unread is not None else _people(record, params, context)


def _people(record: Record, params: OwnPlaceParams, context: Context) -> Iterator[Hit | Unjudged]:
    typed = record.fields[params.members]
    names, count = split_people(typed.text), count_people(typed.text)
    person = context.dossier.applicant.get(params.person)
    own, total = _piece(record, f"{params.rank}.rank"), _piece(record, f"{params.rank}.members")
    args: dict[str, Argument] = {
        "rank": context.field_label(record.section, params.rank),
        "value": record.fields[params.rank].text,
        "members": context.field_label(record.section, params.members),
        "count": count or len(names),
        "total": total or 0,
        "name": "" if person is None else person.text,
    }
    if person is None or person.empty:
        label = context.field_label(APPLICANT, params.person)
        yield Unjudged(Label(f"没有填写：{label.zh}", f"not filled in: {label.text('en')}"), typed.place)
        return
    listed = [bare_name(name) for name in names]
    place_in_list = listed.index(bare_name(person.text)) + 1 if bare_name(person.text) in listed else 0
    differs = total is not None and count is not None and count != total
    if differs and (place_in_list or count != (total or 0) - 1):
        yield Hit(record.place_of(f"{params.rank}.members"), "count", args)
    elif place_in_list and own is not None and place_in_list != own:
        yield Hit(typed.place, "place", {**args, "found": place_in_list}, Severity.WARNING)
    elif not place_in_list and not differs:
        yield from _hit_for_absent(Hit(typed.place, "absent", args), names, count if total is not None else None)


def _hit_for_absent(hit: Hit, names: list[str], count: int | None) -> Iterator[Hit | Unjudged]:
    """Everybody is listed but the applicant; who is written in other letters or left out (等) may be the applicant."""
    if count is not None and all(re.fullmatch(_HAN_NAME, name) for name in names):
        yield hit
        return
    reason = Label(
        "名单没有列全，或有外文名，看不出哪个是本人",
        "the list is incomplete or has foreign names, so which of them is you is not clear",
    )
    yield Unjudged(reason, hit.place)


def _piece(record: Record, name: str) -> int | None:
    value = record.fields.get(name)
    return None if value is None or value.empty else whole_number(value.canon)


KIND = CheckKind(
    code="ZC210",
    name="own-place",
    title=Label("本人在名单里的位置", "your place in the list of names"),
    params=OwnPlaceParams,
    check=check,
    messages={
        "count": Message(
            Label(
                "“{rank}”是 {value}，共 {total} 人，“{members}”里有 {count} 人",
                "{rank} is {value}, out of {total}, but {members} lists {count}",
            ),
            Label(
                "对照证书数一数人数（含本人），改正填错的那一处",
                "count the people on the certificate, including yourself, and correct the one that is wrong",
            ),
        ),
        "place": Message(
            Label(
                "“{rank}”是 {value}，“{members}”里“{name}”排第 {found}",
                "{rank} is {value}, but {name} is number {found} of {members}",
            ),
            Label(
                "对照证书核对名次；“{members}”按证书上的先后写",
                "check your place on the certificate; list the people in {members} in its order",
            ),
        ),
        "absent": Message(
            Label(
                "“{members}”列了 {count} 人，里面没有“{name}”",
                "{members} lists {count} people, but {name} is not among them",
            ),
            Label(
                "对照证书核对姓名有没有写错；证书上没有本人的，不能作为本人的成果",
                "check the spelling of the names against the certificate; if it does not name you, it can't be claimed",
            ),
        ),
    },
    card=Card(
        why=Label(
            "位次按证书上的名单填；名单里排第2却填 1/3，审核时一眼就看出来。",
            "Your place follows the list on the certificate: whoever is second there can't claim to be first.",
        ),
        wrong="rank: 1/3\nmembers: 顾行舟、程知远、沈慕云   # 本人是程知远",
        right="rank: 2/3\nmembers: 顾行舟、程知远、沈慕云",
        mend=Label("对照证书改正位次或名单。", "Correct the place or the list from the certificate."),
    ),
)
