"""More of a unit's people than it says it puts forward are noted, and nobody is kept back by it."""

from tests.unit.app.office.conftest import DAY, HUZHOU, Make
from zcdossier.app.office.quotas import quota_claims, with_quota_notes
from zcdossier.app.office.review_status import review_status_of
from zcdossier.model.label import Label
from zcdossier.model.office_rules import Ruling
from zcdossier.model.review import History, QuotaClaim, ReviewDecision, ReviewState, ReviewStatus

POSTS, CARDS = Label("推出中级岗位数", "Posts offered"), Label("被推荐申报人数", "Recommended")


def status(name: str, *claims: QuotaClaim, ruling: Ruling | None = None) -> ReviewStatus:
    return ReviewStatus(name, name, ReviewState.READY, ReviewDecision(ruling), claims=claims)


def notes(*statuses: ReviewStatus) -> list[list[str]]:
    noted = with_quota_notes(statuses)
    assert [status.state for status in noted] == [status.state for status in statuses]
    return [[note.zh for note in status.notes] for status in noted]


def test_as_many_as_are_put_forward_are_no_matter() -> None:
    first, second = (status(name, QuotaClaim("某站", POSTS, 2)) for name in "甲乙")
    assert notes(first, second) == [[], []]


def test_one_too_many_is_noted_with_each_of_them() -> None:
    first, second = status("甲", QuotaClaim("某站", POSTS, 1)), status("乙", QuotaClaim("某 站", POSTS, None))
    other = status("丙", QuotaClaim("别站", POSTS, 1), QuotaClaim("别站", CARDS, 1))
    assert notes(first, second, other) == [
        ["“推出中级岗位数”填的是 1，这里有某站的 2 份材料：请核对"],
        ["“推出中级岗位数”填的是 1，这里有某 站的 2 份材料：请核对"],
        [],
    ]


def test_the_greatest_number_counts_and_who_was_refused_does_not() -> None:
    claims = [QuotaClaim("某站", POSTS, number) for number in (1, 2, 2)]
    everybody = [status(name, claim) for name, claim in zip("甲乙丙", claims, strict=True)]
    assert all(notes(*everybody))
    assert notes(*everybody[:2], everybody[2]._replace(unit=ReviewDecision(Ruling.REFUSED))) == [[], [], []]
    assert notes(status("甲", QuotaClaim("某站", POSTS, None)), status("乙", QuotaClaim("某站", POSTS, None))) == [
        [],
        [],
    ]


def test_a_dossier_says_what_its_unit_offers_at_its_level(make: Make) -> None:
    linted = make("a", source=HUZHOU)
    (claim,) = quota_claims(linted)
    assert (claim.unit, claim.of.zh) == (linted.dossier.applicant["current_unit"].text, "推出副高级岗位数")
    assert review_status_of(linted, History(), "a", DAY).claims == (claim,)
