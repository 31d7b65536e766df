"""File names as people and the notices write them, for all parts of the four notices: each is understood.

The words in natural_names.yaml are people's: the everyday names of certificates, pages and screenshots.
"""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from fast_yaml import load_values

from zcdossier.manifest.part_names import read_scan_name
from zcdossier.model.dossier import Doubt
from zcdossier.model.profile import OTHER_PART, Part, Profile, Section
from zcdossier.profiles.load import load

WORDS: dict[str, dict[str, dict[str, list[str]]]] = load_values(
    (Path(__file__).parent / "natural_names.yaml").read_text(encoding="utf-8")
)
# What stands before and behind a name: numbers of every sort, dates, the notice's own 时间-内容, scanners' words.
DECORATIONS = (
    ("{}", None),
    ("3-{}", 3),
    ("（1）{}", 1),
    ("①{}", 1),
    ("01_{}", 1),
    ("2、{}", 2),
    ("2. {}-1", 2),
    ("一、{}", 1),
    ("第2页 {}", 2),
    ("2021年8月-{}", None),
    ("20230512-{}", None),
    ("2021-08-03 {}", None),
    ("4-2021年8月-{}", 4),
    ("扫描件_{}", None),
    ("CamScanner {}", None),
    ("{}（扫描件）", None),
    ("{}2", None),
    ("{} 复印件", None),
    ("{}【清晰】", None),
    ("1 - {} - 副本", 1),
)
MIN_NAMES = 400
EVERY = 4
"""Of the decorations, so many names of the notices share them all: thousands of names have each in turn."""
PROFILES = {name: load(name) for name in WORDS}


def section_of(profile: Profile, name: str) -> Section:
    kind, _, identity = name.rpartition(".")
    return profile.attachments[identity] if kind else profile.sections[identity]


def people() -> Iterator[tuple[str, str, str, str]]:
    for profile, sections in WORDS.items():
        for section, parts in sections.items():
            for part, words in parts.items():
                for word in words:
                    yield profile, section, part, word


def profiles_own() -> Iterator[tuple[Section, Part, str]]:
    for profile in PROFILES.values():
        for section in (*profile.sections.values(), *profile.attachments.values()):
            for part in section.parts.values():
                for word in (part.label.zh, part.label.en, part.id, *part.aliases):
                    yield section, part, word


def test_there_are_enough() -> None:
    words = list(people())
    assert len({(profile, section, word) for profile, section, _, word in words}) == len(words)
    assert len(words) >= MIN_NAMES


@pytest.mark.parametrize(("profile", "section", "part", "word"), list(people()))
def test_a_natural_name_is_understood(profile: str, section: str, part: str, word: str) -> None:
    form = section_of(PROFILES[profile], section)
    for decoration, number in DECORATIONS:
        name = unicodedata.normalize("NFC", f"{decoration.format(word)}.JPG")
        found = read_scan_name(name, form)
        assert (found.part, found.number) == (part, number), name
    decomposed = unicodedata.normalize("NFD", f"{word}.JPG")
    assert read_scan_name(decomposed, form).part == part, decomposed


@pytest.mark.parametrize("name", sorted(PROFILES))
def test_the_notices_own_names_are_understood(name: str) -> None:
    own = [(section, part, word) for section, part, word in profiles_own() if section in _sections(PROFILES[name])]
    for at, (section, part, word) in enumerate(own):
        for decoration, number in DECORATIONS[at % EVERY :: EVERY]:
            found = read_scan_name(f"{decoration.format(word)}.pdf", section)
            if part.id == OTHER_PART and "扫描件" in decoration:
                continue  # which may be what a part is called
            assert (found.part, found.number) == (part.id, number), (section.id, decoration.format(word))


def _sections(profile: Profile) -> list[Section]:
    return [*profile.sections.values(), *profile.attachments.values()]


@pytest.mark.parametrize(
    ("profile", "section", "name"),
    [
        ("zj-hznu-2023", "papers", "IMG_2031.jpg"),
        ("zj-hznu-2023", "papers", "微信图片_20230512143005.jpg"),
        ("zj-hznu-2023", "papers", "扫描0001.pdf"),
        ("zj-hznu-2023", "papers", "雪松属植物化学研究.pdf"),
        ("zj-hznu-2023", "papers", "20230512.pdf"),
        ("zj-hznu-2023", "papers", "2022年7月.pdf"),
        ("zj-hznu-2023", "papers", "discovery.jpg"),
        ("zj-hangzhou-health-2021", "papers", "DSC00231.jpg"),
        ("zj-hangzhou-health-2021", "work_history", "CamScanner 05-12-2023 14.30.pdf"),
        ("sd-jinan-2024", "papers", "2022年7月“雪松的封面”-通讯作者.pdf"),
        ("sd-jinan-2024", "projects", "新建文档 2024-08-01.pdf"),
        ("zj-huzhou-2020", "education", "Screenshot_20200801.png"),
    ],
)
def test_what_says_nothing_is_not_understood(profile: str, section: str, name: str) -> None:
    found = read_scan_name(name, section_of(PROFILES[profile], section))
    assert (found.part, found.doubt) == ("", Doubt.UNKNOWN)


@pytest.mark.parametrize(
    ("profile", "name"),
    [
        ("zj-hangzhou-health-2021", "1-论文佐证.pdf"),
        ("sd-jinan-2024", "2022年7月论文“雪松的封面”-通讯作者.pdf"),
        ("zj-hznu-2023", "论文.pdf"),
    ],
)
def test_the_sections_own_word_may_be_everything(profile: str, name: str) -> None:
    found = read_scan_name(name, PROFILES[profile].sections["papers"])
    assert (found.part, found.doubt) == ("body", Doubt.GENERAL)


@pytest.mark.parametrize(
    ("profile", "section", "name", "named"),
    [
        ("zj-hznu-2023", "papers", "封面封底.jpg", "cover back_cover"),
        ("zj-hznu-2023", "papers", "1-收录证明+论文.pdf", "inclusion_proof body"),
        ("zj-hznu-2023", "papers", "封面、目录、正文、封底.pdf", "cover toc body back_cover"),
        ("zj-hznu-2023", "papers", "封面-目录-正文.pdf", "cover toc body"),
        ("zj-hznu-2023", "books", "封面目录版权页封底.pdf", "cover toc imprint back_cover"),
        ("zj-hznu-2023", "books", "教材_版权页_目录.pdf", "imprint toc"),
        ("zj-hznu-2023", "papers", "正文第一页和最后一页.pdf", "body_first body_last"),
        ("zj-hangzhou-health-2021", "papers", "杂志封面、目录、内页、封底.pdf", "cover toc body back_cover"),
        ("zj-hznu-2023", "education", "学历学位证书.pdf", "diploma degree_certificate"),
        ("zj-hznu-2023", "education", "本科双证.pdf", "diploma degree_certificate"),
        ("zj-huzhou-2020", "education", "毕业证书和学位证书.pdf", "diploma degree_certificate"),
        ("zj-hangzhou-health-2021", "education", "毕业证学位证.jpg", "diploma degree_certificate"),
        (
            "zj-hangzhou-health-2021",
            "education",
            "毕业证学位证学历认证.pdf",
            "diploma degree_certificate certification",
        ),
        ("zj-hangzhou-health-2021", "education", "学历证书及认证.jpg", "diploma certification"),
        ("sd-jinan-2024", "patents", "专利证书及说明书.pdf", "certificate description"),
    ],
)
def test_a_name_of_several_parts_is_ambiguous(profile: str, section: str, name: str, named: str) -> None:
    found = read_scan_name(name, section_of(PROFILES[profile], section))
    assert (found.part, found.doubt, " ".join(found.named)) == ("", Doubt.SEVERAL, named)
