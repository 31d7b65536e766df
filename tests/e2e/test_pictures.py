"""Pictures as applicants have them, from the folder to the PDF: many kinds, many pages, odd shapes."""

from typing import Any

import pypdf
from grey_noise import grey_noise
from picture_kinds import KINDS
from picture_kinds.jpeg import jpeg
from picture_kinds.scene import saved, scene

Run = Any


def test_pictures_of_many_kinds_become_one_pdf(zc: Run, office: Any) -> None:
    root = office.dossier("an", awards="    - {folder: 01-获奖/2021 甲, title: 甲, date: 2021-03}\n")
    folder = root / "01-获奖" / "2021 甲"
    folder.mkdir(parents=True)
    large = scene((1000, 1400))
    files = {
        "1-封面.webp": saved(large, "WEBP", quality=80),
        "2-证书-1.jpg": jpeg(grey_noise((300, 6000), 60)),
        "2-证书-2.tif": saved(large, "TIFF", save_all=True, append_images=[large, large], compression="tiff_lzw"),
        "2-证书-3.gif": saved(large.quantize(16), "GIF", save_all=True, append_images=[large]),
        "2-证书-4.png": KINDS["png"]().data,
        "2-证书-6.avif": KINDS["avif turned 6"]().data,
        "2-证书-7.jp2": KINDS["jpeg 2000"]().data,
    }
    if "heic" in KINDS:
        files["2-证书-5.heic"] = KINDS["heic turned 6"]().data
    for name, data in files.items():
        (folder / name).write_bytes(data)
    ran = zc("build", "an", cwd=office.path)
    assert ran.code == 0, ran.both
    (upload,) = root.glob("build/upload/*/*.pdf")
    labels = pypdf.PdfReader(upload, strict=True).page_labels
    of_proof = 8 + 3 + 1 + len(files) - 4
    assert labels == ["封面", *(f"证书-{number}" for number in range(1, of_proof + 1))]
    assert "2-证书-1.jpg：这张图很长，已分成 8 页显示" in ran.out
    assert "2-证书-4.png：只有 121×163 像素，多半是缩略图" in ran.out
    english = zc("build", "an", "--lang", "en", "--out", "again", cwd=office.path)
    assert "spread over 8 pages" in english.out
