"""Writes docs/rules/ (a page per check kind) and docs/notices/ (a page per notice) from the code and the profiles.

    python tools/make_docs.py            write them
    python tools/make_docs.py --check    say which are stale, and exit with 1

A test does the same check, so that these pages are always true.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from zcdossier.app.inspect_profiles import NoticeCoverage, cover_clauses
from zcdossier.lint.kind import CheckKind
from zcdossier.lint.kinds import all_kinds
from zcdossier.lint.measures.measure_types import Measure
from zcdossier.lint.measures.registry import MEASURES
from zcdossier.model.label import Label
from zcdossier.model.profile import Profile, Section
from zcdossier.profiles import locations
from zcdossier.profiles.load import load, with_clauses
from zcdossier.report.measure_text import bound_example
from zcdossier.report.parameter_text import describe_parameters, example_row

DOCS = Path(__file__).resolve().parent.parent / "docs"
_MADE = "<!-- Made by tools/make_docs.py; edit the kind or the profile instead. -->"


def pages() -> dict[str, str]:
    """Return every generated page by its path below docs/."""
    profiles = [with_clauses(load(stored.id)) for stored in locations.available_profiles() if stored.shipped]
    made = {f"rules/{_name(kind)}": _kind_page(kind, profiles) for kind in all_kinds()}
    made["rules/README.md"] = _kinds_index(profiles)
    made["rules/measures.md"] = _measures_page()
    for profile in profiles:
        if not profile.abstract:
            made[f"notices/{profile.id}.md"] = _notice_page(cover_clauses(profile.id))
    return made


def _name(kind: CheckKind) -> str:
    return f"{kind.code}-{kind.name}.md"


def _kinds_index(profiles: list[Profile]) -> str:
    rows = [
        f"| [{kind.code}]({_name(kind)}) | `{kind.name}` | {kind.title.zh} | {kind.title.en} "
        f"| {_uses(kind, profiles)} |"
        for kind in all_kinds()
    ]
    head = ["# 检查 · Check kinds", "", _MADE, "", "| 代码 | kind | 中文 | English | rules |", "|---|---|---|---|---|"]
    return "\n".join([*head, *rows]) + "\n"


def _measures_page() -> str:
    """What the kind `measure` can measure, each with its scopes, words and an example of a bound."""
    head = ["# 能量的 · Measures", "", _MADE, "", "`{kind: measure, section: papers, measure: dpi, at_least: 300}`", ""]
    head += ["| measure | 中文 | English | of | 词 · words | 例 · example |", "|---|---|---|---|---|---|"]
    rows = [
        f"| `{measure.id}` | {_cell(measure.label.zh)}：{_cell(measure.means.zh)} | {_cell(measure.label.text('en'))}: "
        f"{_cell(measure.means.text('en'))} | {', '.join(measure.scopes)} | {_measure_words(measure)} "
        f"| `{_cell(bound_example(measure))}` |"
        for measure in MEASURES.values()
    ]
    return "\n".join([*head, *rows]) + "\n"


def _measure_words(measure: Measure) -> str:
    return ", ".join(f"`{word.id}` {word.label.zh}" for word in measure.words)


def _uses(kind: CheckKind, profiles: list[Profile]) -> str:
    count = sum(
        rule.kind == kind.name and not rule.off
        for profile in profiles
        for rule in profile.rules
        if profile.id == profile.chain[0].id
    )
    return "always" if kind.always and not count else str(count)


def _kind_page(kind: CheckKind, profiles: list[Profile]) -> str:
    card = kind.card
    lines = [f"# {kind.code} {kind.title.zh} · {kind.title.en}", "", _MADE, ""]
    lines += [card.why.zh, "", card.why.text("en"), "", "## 错 · Wrong", "", "```yaml", card.wrong, "```", ""]
    lines += ["## 对 · Right", "", "```yaml", card.right, "```", "", "## 怎么改 · How to fix it", "", card.mend.zh, ""]
    lines += [card.mend.text("en"), ""]
    if not kind.always:
        lines += ["## 参数 · Parameters", "", (kind.params.__doc__ or "").strip().replace("\n    ", "\n"), ""]
        lines += [*_parameter_rows(kind), ""]
    lines += ["## 它说的话 · What it says", ""]
    lines += [f"- {message.text.zh}  \n  {message.text.en}" for message in kind.messages.values()]
    uses = [
        (profile.id, rule.id)
        for profile in profiles
        for rule in profile.rules
        if rule.kind == kind.name and not rule.off
    ]
    if uses:
        lines += ["", "## 用到它的规则 · Rules that use it", ""]
        by_profile: dict[str, list[str]] = {}
        for profile, rule in uses:
            by_profile.setdefault(profile, []).append(f"`{rule}`")
        lines += [f"- {profile}: {', '.join(rules)}" for profile, rules in by_profile.items()]
    return "\n".join(lines).rstrip() + "\n"


def _parameter_rows(kind: CheckKind) -> Iterator[str]:
    parameters = list(describe_parameters(kind))
    if parameters:
        yield "| 参数 | 类型 · type | 意思 · meaning | 不写时 · default |"
        yield "|---|---|---|---|"
    for line in parameters:
        name = f"`{line.name}`{' (必须 · needed)' if line.needed else ''}"
        yield f"| {name} | {_both(line.type)} | {_both(line.meaning)} | {line.default} |"
    if example_row(kind):
        yield from ("", "```yaml", example_row(kind), "```")


def _both(label: Label) -> str:
    return _cell(f"{label.zh} · {label.en}" if label.en else label.zh)


def _notice_page(found: NoticeCoverage) -> str:
    profile = found.profile
    lines = [f"# {profile.title.zh}", "", profile.title.text("en"), "", _MADE, ""]
    lines += [
        f"`profile: {profile.id}`",
        "",
        "级别 · Levels: " + "、".join(f"`{level.id}` {level.label.zh}" for level in profile.levels),
    ]
    lines += ["", "## 栏目 · Sections", "", "| | 栏目 | id | 上限 · limit | 佐证 · parts |", "|---|---|---|---|---|"]
    lines += [_section_row(section, profile) for section in profile.sections.values()]
    lines += ["", f"## 条款 · Clauses ({len(found.clauses)})", ""]
    lines += ["| 条款 | 位置 | 内容 | 处理 | 规则或理由 · rules or reason |", "|---|---|---|---|---|"]
    lines += list(_clause_rows(found))
    return "\n".join(lines) + "\n"


def _section_row(section: Section, profile: Profile) -> str:
    limit = "、".join(
        str(top) if level == "*" else f"{profile.level_label(level).zh} {top}" for level, top in section.limit.items()
    )
    parts = "、".join(part.label.zh for part in section.parts.values())
    return f"| {section.number} | {section.label.zh} | `{section.id}` | {limit} | {parts} |"


def _clause_rows(found: NoticeCoverage) -> Iterator[str]:
    for clause in found.clauses:
        done = ", ".join(f"`{rule}`" for rule in clause.rules) or clause.reason.zh
        yield f"| {clause.id} | {clause.where} | {_cell(clause.says.zh)} | {clause.disposition} | {_cell(done)} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def main() -> int:
    """Write the pages, or say which are stale."""
    parser = argparse.ArgumentParser(description="Write the generated pages of docs/.")
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    made = pages()
    written = {
        path.relative_to(DOCS).as_posix(): path.read_text(encoding="utf-8")
        for folder in ("rules", "notices")
        for path in (DOCS / folder).glob("*.md")
    }
    stale = sorted(name for name in made.keys() | written.keys() if made.get(name) != written.get(name))
    for name in stale:
        print(name)
        if not check and name in made:
            (DOCS / name).parent.mkdir(parents=True, exist_ok=True)
            (DOCS / name).write_text(made[name], encoding="utf-8", newline="\n")
        elif not check:
            (DOCS / name).unlink()
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
