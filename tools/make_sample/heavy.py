"""Heavy records for tests and benchmarks: photos as a 12-megapixel phone writes them, one record full of them."""

from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from tools.make_sample import camera
from tools.make_sample.article import article
from tools.make_sample.capture import Phone, photograph
from tools.make_sample.develop import chance
from tools.make_sample.fonts import Fonts
from tools.make_sample.kit import Kit
from tools.make_sample.manifest import read
from tools.make_sample.pages.papers import pages
from tools.make_sample.write import HOME

FRAME = (3024, 4032)
QUALITY = 92
SCALE = 12.5
NOISE = 6.0
TURNS = (6, 1, 8, 6, 3, 6)
FOLDER = "09-论文/2021-03 东海药学学报"
OTHER_PARTS = ("1-收录证明", "2-封面", "3-目录", "5-封底")
MANIFEST = """profile: zj-hznu-2023
level: associate_senior
applicant:
  name: 林晓
  series: 高等学校教师（含辅导员）
  employer_nature: 事业单位
  department: 药学院
  post: 专任教师
sections:
  papers:
    - folder: {folder}
      title: "*雪松叶二萜成分的分离、结构鉴定及抗炎活性研究"
      is_representative: 是
      journal: 《东海药学学报》，权威期刊，1/5
      date: 2021-03
      for_review: 是
"""


def write_heavy(out: Path, count: int, fonts: Fonts) -> list[Path]:
    """Write a dossier with one paper of `count` photos of 12 megapixels under `out` and return its files."""
    folder = out / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    manifest = out / "dossier.yaml"
    manifest.write_text(MANIFEST.format(folder=FOLDER), encoding="utf-8")
    with ProcessPoolExecutor() as pool:
        files = list(pool.map(partial(_write_one, folder=folder, count=count, fonts=fonts), range(count)))
    return [manifest, *files]


def file_names(count: int) -> list[str]:
    """Return the names of the photos: always a body, then the other parts of a paper, the rest pages of the body."""
    others = OTHER_PARTS[: count - 1]
    body = count - len(others)
    names = [f"4-正文-{number + 1}" for number in range(body)]
    return [f"{name}.jpg" for name in sorted([*others, *names], key=lambda name: name[0])]


def _write_one(number: int, folder: Path, count: int, fonts: Fonts) -> Path:
    name = file_names(count)[number]
    manifest = read(HOME / "dossier.yaml")
    kit = Kit(fonts, chance(f"heavy/{number}"), manifest.applicant, SCALE)
    paper = article(manifest.of("papers")[0], kit.name)
    page = pages(kit, paper, paper.magazine.prose, count=2)[number % 2].image
    turn = TURNS[number % len(TURNS)]
    phone = Phone(frame=FRAME, desk=("oak", "walnut", "slate", "linen")[number % 4], noise=NOISE, margin=0.03)
    target = folder / name
    taken = camera.held(photograph(page, kit.rng, phone), turn)
    taken.save(target, "JPEG", quality=QUALITY, exif=camera.exif(turn, number))
    return target
