"""Laws of names and masks: what a template writes it recognises; what a mask writes it reads again."""

from hypothesis import given
from hypothesis import strategies as st

from zcdossier.model.date_masks import clashing_masks, follows_mask, mask_faults, read_masked, spell_by_mask, write_date
from zcdossier.model.dates import PartialDate
from zcdossier.model.name_template import match_name, parse_template, render_template

_WORDS = st.text(alphabet="甲乙丙课堂Abc12（）-·：/ ", min_size=1, max_size=12).filter(
    lambda text: any(sign.isalnum() for sign in text)
)
_DATES = st.dates(min_value=PartialDate(1950).first, max_value=PartialDate(2049).last)
_SEPARATORS = st.sampled_from(["", ".", "-", "/", "年", " "])


@st.composite
def masks(draw: st.DrawFn) -> str:
    """Masks that have no fault."""
    year = draw(st.sampled_from(["YYYY", "YY"]))
    month = draw(st.sampled_from(["", "MM", "M"]))
    day = draw(st.sampled_from(["", "DD", "D"])) if month else ""
    mask = draw(_SEPARATORS).join(token for token in (year, month, day) if token)
    return "YYYY.MM" if list(mask_faults(mask)) else mask


@given(day=_DATES, mask=masks())
def test_a_mask_reads_what_it_writes(day: PartialDate, mask: str) -> None:
    text = write_date(PartialDate(day.year, day.month, day.day), mask)
    assert text is not None
    assert follows_mask(text, (mask,))
    read = read_masked(text, (mask,))
    assert read is not None
    assert (read.year, read.month or day.month, read.day or day.day) == (day.year, day.month, day.day)
    assert spell_by_mask(text, (mask,)) == text


@given(first=masks(), second=masks())
def test_masks_that_begin_with_the_year_and_go_down_never_clash_in_four_digits(first: str, second: str) -> None:
    if "YYYY" in first and "YYYY" in second:
        assert clashing_masks((first, second)) is None


@given(name=_WORDS, title=_WORDS, day=_DATES, mask=masks(), between=st.sampled_from(["-", "_", "", "+"]))
def test_a_rendered_name_matches_its_template(name: str, title: str, day: PartialDate, mask: str, between: str) -> None:
    template = parse_template(f"{{applicant.name}}{between}{{title}}{between}{{date|{mask}}}")
    facts = {"applicant.name": name, "title": title, "date": f"{day.year}-{day.month:02d}-{day.day:02d}"}
    rendered = render_template(template, facts)
    assert rendered.complete
    assert match_name(template, rendered.text, facts).agrees
    as_a_file = "".join(sign for sign in rendered.text if sign not in ":/")
    assert match_name(template, as_a_file, facts).agrees
