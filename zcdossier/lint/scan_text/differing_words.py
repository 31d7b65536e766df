"""Words of which a proof says one of a few: the grade of an award, a degree, a year's appraisal; and the year itself.

The scans contradict only where they say exactly one such word and nowhere the typed one: a list of many winners, or a
form with all grades printed on it, says nothing.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from zcdossier.lint.scan_text.find_numbers import SeenValue
from zcdossier.lint.scan_text.find_value import comparable_letters, find_exactly
from zcdossier.lint.scan_text.joined_text import least_confidence
from zcdossier.lint.scan_text.record_text import RecordText
from zcdossier.model.spelling import fold

_SURE, _SURE_TWICE = 0.97, 0.8
_GRADES = (("特等奖", "一等奖", "二等奖", "三等奖", "四等奖"), ("金奖", "银奖", "铜奖"))
_GRADE = re.compile(r"(?P<word>[特一二三四]等奖|[金银铜]奖)(?!及?以上)")
_DEGREES = ("学士", "硕士", "博士")
_DEGREE = re.compile(r"(?P<word>学士|硕士|博士)\n?学位")
_RATINGS = ("优秀", "称职", "合格", "良好")
_RATING = re.compile(
    r"(?:考核|等次|结果|意见|结论)[:：]?(?:为|是)?[\"“]?(?P<word>(?:基本|不)?(?:称职|合格)|优秀|良好)[\"”]?(?:[。,，;；]|\n|$)"
)
_SHORTEST = 4
_MOST_YEARS = 2


def differing_word(typed: str, year: str, text: RecordText) -> SeenValue | None:
    """Return the degree, or the rating of a year's appraisal, that the scans say in place of the typed one."""
    if any(degree in typed for degree in _DEGREES):
        return _only_other(typed, _DEGREES, _DEGREE.finditer(text.folded.text), text)
    if typed.strip() not in _RATINGS:
        return None
    of_year = list(_ratings_of_year(year, text))
    return _only_other(typed, () if of_year else _RATINGS, of_year or _RATING.finditer(text.folded.text), text)


def differing_grade(typed: str, text: RecordText) -> SeenValue | None:
    """Return the grade of an award that the scans say: right behind the award's name, or the only one there is."""
    words = next((words for words in _GRADES if sum(word in typed for word in words) == 1), None)
    if words is None:
        return None
    own = next(word for word in words if word in typed)
    name = comparable_letters(typed.partition(own)[0])
    named = {word: find_exactly(name + comparable_letters(word), text.letters[0]) for word in words}
    behind = [(word, found) for word, found in named.items() if found is not None]
    if len(name) >= _SHORTEST and behind:
        (word, found), *others = behind
        return _when_sure(SeenValue(word, found.lines)) if not others and word != own else None
    matches = [match for match in _GRADE.finditer(text.folded.text) if match["word"] in words]
    return _only_other(own, words, matches, text)


def differing_year(typed: str, text: RecordText, folder: str = "") -> SeenValue | None:
    """Return the only year (of school years, where some are named) that the scans say by itself.

    A folder's name that says it as well, and not the typed one, is a second witness.
    """
    if not typed.isdecimal() or typed in text.years | text.years_in_cells:
        return None
    for unit in ("学年", "年度"):
        pattern = rf"(?<!\d)((?:19|20)\d{{2}})年?(?:[-—~～至]+((?:19|20)\d{{2}})年?)?\n?{unit}"
        matches = list(re.finditer(pattern, text.folded.text))
        seen = {year for match in matches for year in match.groups() if year}
        if len({match[0] for match in matches}) == 1 and typed not in seen:
            is_close = all(abs(int(typed) - int(year)) <= _MOST_YEARS for year in seen)
            stated = SeenValue(matches[0][0].replace("\n", ""), text.folded.lines_at(*matches[0].span()))
            is_witnessed = any(year in folder for year in seen) and typed not in folder
            return _when_sure(stated, _SURE_TWICE if is_witnessed else _SURE) if is_close else None
        if matches:
            return None
    return None


def _ratings_of_year(year: str, text: RecordText) -> Iterator[re.Match[str]]:
    """What stands in the cell behind a year's."""
    if year:
        pattern = rf"(?:^|\n){year}年?度?\n(?P<word>(?:基本|不)?(?:称职|合格)|优秀|良好)(?=\n|$)"
        yield from re.finditer(pattern, text.folded.text)


def _only_other(
    typed: str, words: Sequence[str], matches: Iterable[re.Match[str]], text: RecordText
) -> SeenValue | None:
    """The only word that was found, where it is not in what is typed; `words` must not be on the pages if typed."""
    found = list(matches)
    is_said = any(word in typed and fold(word) in text.folded.text for word in words)
    if is_said or len({match["word"] for match in found}) != 1 or found[0]["word"] in typed:
        return None
    return _when_sure(SeenValue(found[0]["word"], text.folded.lines_at(*found[0].span("word"))))


def _when_sure(seen: SeenValue, least: float = _SURE) -> SeenValue | None:
    return seen if least_confidence(seen.lines) >= least else None
