"""Days as a letter writes them."""

import calendar
from datetime import date

_WEEKDAYS = "一二三四五六日"


def in_words(day: date, lang: str) -> str:
    """2026年9月14日; 14 September 2026."""
    if lang == "en":
        return f"{day.day} {calendar.month_name[day.month]} {day.year}"
    return f"{day.year}年{day.month}月{day.day}日"


def with_weekday(day: date, lang: str) -> str:
    """2026年9月14日（星期一）; Monday 14 September 2026."""
    if lang == "en":
        return f"{calendar.day_name[day.weekday()]} {in_words(day, lang)}"
    return f"{in_words(day, lang)}（星期{_WEEKDAYS[day.weekday()]}）"
