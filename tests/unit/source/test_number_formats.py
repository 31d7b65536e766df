import pytest

from zcdossier.source.number_formats import Origin, format_code, show_number


@pytest.mark.parametrize(
    ("raw", "code", "expected", "origin"),
    [
        ("44256", 'yyyy"年"m"月"', "2021-03", Origin.DATE),
        ("44256", '[$-804]yyyy"年"m"月"d"日";@', "2021-03-01", Origin.DATE),
        ("44256", "mmm-yy", "2021-03", Origin.DATE),
        ("44256.75", "yyyy/m/d h:mm", "2021-03-01", Origin.DATE),
        ("44256", "yyyy", "2021", Origin.DATE),
        ("44199", 'm"月"d"日"', "1月3日", Origin.DAY_OF_MONTH),
        ("44199", "d-mmm", "1月3日", Origin.DAY_OF_MONTH),
        ("0.5", "h:mm", "0.5", Origin.NUMBER),
        ("2021.3", "", "2021.3", Origin.NUMBER),
        ("2021.1", "General", "2021.1", Origin.NUMBER),
        ("0.30000000000000004", "", "0.3", Origin.NUMBER),
        ("2021", "", "2021", Origin.NUMBER),
        ("13800001234", "", "13800001234", Origin.NUMBER),
        ("1.38E10", "", "13800000000", Origin.NUMBER),
        ("3.30106199001011E+17", "", "330106199001011000", Origin.LONG_NUMBER),
        ("0.3333333333", "# ?/?", "1/3", Origin.NUMBER),
        ("0.1111111111", "# ?/8", "1/8", Origin.NUMBER),
        ("0.1111111111", "# ?/?", "1/9", Origin.NUMBER),
        ("2", "# ?/?", "2", Origin.NUMBER),
        ("44256", "yyyy d", "2021", Origin.DATE),
        ("44256.5", "m/d h:mm", "3月1日", Origin.DAY_OF_MONTH),
        ("44256.5", "yyyy-mm h:mm", "2021-03", Origin.DATE),
        ("3", "000.00", "003.00", Origin.NUMBER),
        ("-0", "", "0", Origin.NUMBER),
        ("999999999999999", "", "999999999999999", Origin.NUMBER),
        ("1000000000000000", "", "1000000000000000", Origin.LONG_NUMBER),
        ("7", "[Red]000", "007", Origin.NUMBER),
        ("7", '0"% done"', "7", Origin.NUMBER),
        ("0.25", "0%", "25%", Origin.NUMBER),
        ("0.255", "0.0%", "25.5%", Origin.NUMBER),
        ("7", "000", "007", Origin.NUMBER),
        ("3", "0.00", "3.00", Origin.NUMBER),
        ("64", '0"学时"', "64", Origin.NUMBER),
        ("-1", "yyyy-mm", "-1", Origin.NUMBER),
        ("99999999", "yyyy-mm", "99999999", Origin.NUMBER),
        ("abc", "", "abc", Origin.TEXT),
        ("NaN", "", "NaN", Origin.TEXT),
        ("1E999999999", "", "1E999999999", Origin.TEXT),
        ("1E-999999999", "", "1E-999999999", Origin.TEXT),
    ],
)
def test_a_number_is_read_as_it_is_shown(raw: str, code: str, expected: str, origin: Origin) -> None:
    assert show_number(raw, code) == (expected, origin)


def test_a_workbook_may_count_days_from_1904() -> None:
    assert show_number("42794", "yyyy-mm", from_1904=True).text == "2021-03"


def test_formats_named_by_number_alone() -> None:
    assert show_number("44256", format_code(57, {})).text == "2021-03"
    assert show_number("44256", format_code(14, {})).text == "2021-03-01"
    assert show_number("44199", format_code(58, {})) == ("1月3日", Origin.DAY_OF_MONTH)
    assert format_code(0, {}) == ""
    assert format_code(176, {176: "yyyy-mm"}) == "yyyy-mm"


@pytest.mark.parametrize(
    ("raw", "code", "text", "origin"),
    [
        ("44256", "yyyy-mm;h:mm", "2021-03", Origin.DATE),
        ("44256", "0;yyyy-mm", "44256", Origin.NUMBER),  # what stands behind a semicolon is for negative numbers
        ("1000000000000000", "", "1000000000000000", Origin.LONG_NUMBER),
        ("999999999999999", "", "999999999999999", Origin.NUMBER),
        ("0.5", "h:mm", "0.5", Origin.NUMBER),  # minutes are no month
        ("2958465", "yyyy-mm-dd", "9999-12-31", Origin.DATE),
        ("0.30000000000000004", "#%", "30%", Origin.NUMBER),
    ],
)
def test_what_a_format_says_and_what_not(raw: str, code: str, text: str, origin: Origin) -> None:
    assert show_number(raw, code) == (text, origin)
