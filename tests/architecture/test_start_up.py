"""A command answers at once: what reads YAML, pictures or PDFs, or draws, is loaded when it is needed."""

import subprocess
import sys

import pytest

HEAVY = ("yaml", "PIL", "pikepdf", "pypdfium2", "pypdfium2_raw", "pypdf", "img2pdf", "numpy", "rich", "jinja2")
REPORT = f"import sys; print(sorted(set(sys.modules) & set({HEAVY!r})))"


@pytest.fixture(autouse=True)
def _no_notices_of_ones_own(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those of whoever runs the tests would have to be read, too."""
    for name in ("HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path_factory.mktemp("home")))


def loaded_after(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", f"{code}\n{REPORT}"], capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()[-1]


def modules_after(code: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", f"{code}\nimport sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.splitlines()[-1].split())


def test_the_probe_would_notice() -> None:
    assert loaded_after("import yaml") == "['yaml']"


@pytest.mark.parametrize(
    "code",
    [
        "import zcdossier",
        "import zcdossier.cli.main",
        "from zcdossier.cli.main import main; main(['--help'])",
        "from zcdossier.cli.main import main; main(['lint', '--help'])",
        "from zcdossier.cli.main import main; main(['--version'])",
        "from zcdossier.cli.main import main; main(['no-such-command'])",
    ],
)
def test_start_up_is_light(code: str) -> None:
    assert loaded_after(code) == "[]"


def test_lint_of_nothing_loads_no_picture_or_pdf_library(tmp_path) -> None:
    (tmp_path / "dossier.yaml").write_text("profile: zj-hznu-2023\nlevel: 副高\n", encoding="utf-8")
    code = f"from zcdossier.cli.main import main; main(['lint', {str(tmp_path)!r}])"
    assert loaded_after(code) == "['yaml']"


def test_the_options_alone_load_no_profile() -> None:
    """The command line is put together before it is known which command runs: the domain waits until then."""
    loaded = modules_after("import zcdossier.cli.main, zcdossier.cli.commands.lint_commands")
    assert "zcdossier.cli.options" in loaded
    assert not {"zcdossier.model.profile", "zcdossier.model.dossier"} & loaded


def test_only_the_command_that_runs_is_loaded(tmp_path) -> None:
    loaded = modules_after(f"from zcdossier.cli.main import main; main(['lint', '-q', {str(tmp_path)!r}])")
    commands = {name for name in loaded if name.startswith("zcdossier.cli.commands.")}
    assert commands == {"zcdossier.cli.commands.lint_commands"}


MOST_MODULES = 146
"""Modules of ours that a lint may load: each costs as much as a dozen rules. Count again before you raise it."""


ASKED_FOR = {
    "click.shell_completion", "difflib", "shlex", "shutil", "signal", "statistics",
    "zcdossier.api", "zcdossier.child_process", "zcdossier.cli.help_page", "zcdossier.lint.scan_text.part_words",
    "zcdossier.model.results", "zcdossier.report.as_json", "zcdossier.report.workbook",
    "zcdossier.lint.kinds.empty_file", "zcdossier.lint.kinds.unseen_mark",
}  # fmt: skip
"""What waits until it is needed: completions, guesses at mistyped words, a terminal's width, several processes, pages
that were read, a help page, functions for Python, results of other commands, other formats, kinds about odd files.
What libraries load by themselves is not ours to spare."""


def test_a_lint_loads_nothing_that_it_does_not_need(tmp_path) -> None:
    (tmp_path / "dossier.yaml").write_text("profile: zj-hznu-2023\nlevel: 副高\n", encoding="utf-8")
    lint = f"""
from zcdossier.app import verdict_memory
verdict_memory.SETTLED_NS = 10**18  # a slow machine would find what it judged two seconds ago
from zcdossier.cli.main import main
main(['lint', {str(tmp_path)!r}])"""
    modules_after(lint)  # it keeps the profile compiled
    loaded = modules_after(lint)
    assert not {"ctypes", "csv", "zcdossier.model.receipt", "zcdossier.probe.inspect_file"} & loaded
    by_libraries = modules_after("import click, decimal, fractions, json, pickle, yaml")
    assert (loaded - by_libraries) & ASKED_FOR == set()
    ours = {name for name in loaded if name.startswith("zcdossier")}
    assert "zcdossier.lint.engine" in ours
    assert len(ours) <= MOST_MODULES, sorted(ours)


def test_a_lint_of_what_has_not_changed_judges_nothing(tmp_path) -> None:
    folder = tmp_path / "desk" / "li-ming"
    folder.mkdir(parents=True)
    (folder / "dossier.yaml").write_text("profile: zj-hznu-2023\nlevel: 副高\n", encoding="utf-8")
    lint = f"""
from zcdossier.app import verdict_memory
verdict_memory.SETTLED_NS = 0
from zcdossier.cli.main import main
main(['lint', {str(folder)!r}])"""
    assert "zcdossier.lint.engine" in modules_after(lint)
    loaded = modules_after(lint)
    ours = {name for name in loaded if name.startswith("zcdossier")}
    assert len(ours) <= MOST_MODULES_AGAIN, sorted(ours)
    assert not {"click", "yaml", "pickle", "inspect", "zcdossier.model.profile", "zcdossier.model.finding"} & loaded


def test_json_of_what_has_not_changed_knows_nothing_of_findings(tmp_path) -> None:
    """Editors and scripts ask for it after each step: what was kept is put into a document as it is."""
    folder = tmp_path / "desk" / "li-ming"
    folder.mkdir(parents=True)
    (folder / "dossier.yaml").write_text("profile: zj-hznu-2023\nlevel: 副高\n", encoding="utf-8")
    lint = f"""
from zcdossier.app import verdict_memory
verdict_memory.SETTLED_NS = 0
from zcdossier.cli.main import main
main(['lint', '--format', 'json', {str(folder)!r}])"""
    assert "zcdossier.report.as_json" in modules_after(lint)
    loaded = modules_after(lint)
    assert "zcdossier.report.json_document" in loaded
    assert not {"zcdossier.report.as_json", "zcdossier.model.finding", "zcdossier.model.profile"} & loaded


MOST_MODULES_AGAIN = 34
"""Modules of ours that a lint may load where nothing has changed since the last."""


def test_lint_loads_what_few_dossiers_need_when_one_needs_it() -> None:
    """Word files, guesses at mistyped names and the reading of profiles that are not compiled wait until asked for."""
    loaded = modules_after("import zcdossier.app.lint_dossier, zcdossier.probe.photo_facts")
    assert not {"zipfile", "difflib", "zcdossier.profiles.profile_reader"} & loaded
    assert not {"dataclasses", "inspect"} & loaded  # a class that is made by them costs as much as ten modules


def test_what_a_code_means_is_said_without_reading_a_profile(tmp_path) -> None:
    """The shipped profiles are compiled; forms, their templates and the dossier are nothing to a code."""
    explain = f"import os; os.chdir({str(tmp_path)!r})\nfrom zcdossier.cli.main import main; main(['explain', 'ZC101'])"
    modules_after(explain)  # it keeps the profiles compiled
    loaded = modules_after(explain)
    assert "zcdossier.app.inspect_profiles" in loaded
    assert not {"yaml", "zcdossier.app.fill_forms", "zcdossier.profiles.profile_reader"} & loaded


LONGEST = 400
"""Characters of a pattern that is compiled at import: one of a thousand takes as long as a dozen modules."""


def test_long_patterns_are_compiled_by_the_first_that_needs_them(tmp_path) -> None:
    """A lint of any dossier pays for what its modules compile at import; `re` compiles and keeps a text as well."""
    (tmp_path / "dossier.yaml").write_text("profile: zj-hznu-2023\nlevel: 副高\n", encoding="utf-8")
    code = f"""
import re, sys
from zcdossier.cli.main import main
main(['lint', {str(tmp_path)!r}])
ours = [module for name, module in sys.modules.items() if name.startswith('zcdossier')]
patterns = [(module.__name__, name, value) for module in ours for name, value in vars(module).items()
            if isinstance(value, re.Pattern)]
assert len(patterns) > 5
print(*(f'{{module}}.{{name}}' for module, name, value in patterns if len(value.pattern) > {LONGEST}))
"""
    done = subprocess.run([sys.executable, "-X", "utf8", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == ""
