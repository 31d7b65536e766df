import pikepdf
import pytest

from zcdossier.model.facts import PageSize, Trouble
from zcdossier.probe import pdf
from zcdossier.probe.gather import gather
from zcdossier.probe.reading import MAX_SIZES


def test_pages_and_sizes_as_displayed(make, facts_of):
    def change(document: pikepdf.Pdf) -> None:
        document.pages[1].Rotate = 90
        document.pages[2].CropBox = [10, 10, 110, 210]

    facts = facts_of("扫描件.pdf", make.pdf(4, change))
    assert (facts.format, facts.suffix_format, facts.trouble, facts.pages) == ("pdf", "pdf", None, 4)
    assert facts.sizes == (PageSize(595, 842), PageSize(842, 595), PageSize(100, 200), PageSize(595, 842))


@pytest.mark.parametrize("revision", [2, 3, 4, 6])
@pytest.mark.parametrize(("user", "detail"), [("secret", pdf.NEEDS_PASSWORD), ("", pdf.RESTRICTED)])
def test_encryption_of_either_kind(make, facts_of, revision, user, detail):
    modern = revision >= 4
    lock = pikepdf.Encryption(user=user, owner="owner", R=revision, aes=modern, metadata=modern)
    facts = facts_of("a.pdf", make.pdf(encryption=lock))
    assert (facts.trouble, facts.detail, facts.format) == (Trouble.ENCRYPTED, detail, "pdf")


@pytest.mark.parametrize("share", [0.05, 0.5, 0.9])
def test_a_cut_off_pdf_is_truncated(make, facts_of, share):
    data = make.pdf(5)
    assert facts_of("a.pdf", data[: int(len(data) * share)]).trouble is Trouble.TRUNCATED


def test_a_damaged_pdf_is_unreadable(facts_of):
    facts = facts_of("a.pdf", b"%PDF-1.7\nnothing of use\nstartxref\n0\n%%EOF\n")
    assert (facts.trouble, facts.pages) == (Trouble.UNREADABLE, 0)


def test_a_page_that_is_not_there_is_named(make, facts_of):
    def change(document: pikepdf.Pdf) -> None:
        document.Root.Pages.Kids[1] = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Nothing))

    facts = facts_of("a.pdf", make.pdf(3, change))
    assert (facts.trouble, facts.detail) == (Trouble.UNREADABLE, "page 2")


def test_a_pdf_without_pages_is_unreadable(make, facts_of):
    assert facts_of("a.pdf", make.pdf(0)).trouble is Trouble.UNREADABLE


def test_junk_before_and_after_is_allowed(make, facts_of):
    assert facts_of("a.pdf", b"\r\njunk\r\n" + make.pdf() + b"\0" * 5000).pages == 2


def test_thousands_of_pages_keep_so_many_sizes(make, facts_of):
    facts = facts_of("a.pdf", make.pdf(MAX_SIZES + 500))
    assert (facts.pages, len(facts.sizes)) == (MAX_SIZES + 500, MAX_SIZES)


def test_a_monster_is_not_opened(tmp_path):
    with (tmp_path / "a.pdf").open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(pdf.MAX_BYTES + 1)  # sparse: takes no room
    facts = gather(tmp_path, ["a.pdf"])["a.pdf"]
    assert (facts.trouble, facts.detail, facts.format) == (Trouble.TOO_LARGE, "2.0 GB", "pdf")
