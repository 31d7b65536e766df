"""What share files have of a total: never too much together, never more than they have, alike a page."""

from hypothesis import given
from hypothesis import strategies as st

from zcdossier.app.total_limits import Share, share_out

SHARES = st.lists(
    st.builds(Share, bytes=st.integers(1, 10**9), pages=st.integers(1, 300), can_shrink=st.booleans()),
    min_size=1,
    max_size=30,
)


@given(SHARES, st.integers(1, 2 * 10**10))
def test_shares_fit_and_nobody_gets_more_than_it_has(shares, limit) -> None:
    allowed = share_out(limit, shares)
    fixed = sum(share.bytes for share in shares if not share.can_shrink)
    if fixed < limit:
        assert sum(allowed) < limit
    for most, share in zip(allowed, shares, strict=True):
        assert most <= share.bytes
        assert share.can_shrink or most == share.bytes


@given(SHARES, st.integers(1, 2 * 10**10))
def test_what_is_cut_has_as_many_bytes_a_page_as_the_others(shares, limit) -> None:
    allowed = share_out(limit, shares)
    cut = [
        most / share.pages
        for most, share in zip(allowed, shares, strict=True)
        if share.can_shrink and most < share.bytes
    ]
    kept = [
        share.bytes / share.pages
        for most, share in zip(allowed, shares, strict=True)
        if share.can_shrink and most == share.bytes
    ]
    if cut:
        assert max(cut) - min(cut) <= 2 + max(cut) * 1e-6
        assert not kept or max(kept) <= max(cut) + 2 + max(cut) * 1e-6


@given(SHARES)
def test_room_for_all_takes_nothing(shares) -> None:
    limit = sum(share.bytes for share in shares) + 1
    assert list(share_out(limit, shares)) == [share.bytes for share in shares]
