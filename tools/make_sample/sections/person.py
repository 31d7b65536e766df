"""The person: education, posts held, courses, posts in societies, certificates."""

from functools import partial

from tools.make_sample.manifest import Entry, Manifest, long_date
from tools.make_sample.pages import awards, diplomas, letters
from tools.make_sample.scan import How, Scan

EDUCATION = ((How.PHONE, 6, 1), (How.FLATBED, 1, 1), (How.PHONE, 3, 8))


def education(_: Manifest, record: Entry, index: int) -> list[Scan]:
    """Diploma and degree certificate."""
    how, first, second = EDUCATION[index % len(EDUCATION)]
    return [
        Scan("1-学历证书", partial(diplomas.diploma, record=record), how, first, "slate"),
        Scan("2-学位证书", partial(diplomas.degree, record=record), how, second, "slate"),
    ]


def work_history(manifest: Manifest, record: Entry, _: int) -> list[Scan]:
    """Notice of appointment, proof of employment, or the postdoc's certificate."""
    name, start = manifest.applicant["name"], long_date(record["from"])
    if record.get("kind") == "博士后":
        text = (
            f"{name}于{start}至{long_date(record['to'])}在我院从事天然药物化学方向的博士后研究工作，"
            "研究工作期满，考核合格，准予出站，特发此证。"
        )
        paper = awards.Paper(
            "博士后证书",
            [text],
            record["employer"],
            record["to"] + "-28",
            colour=awards.NAVY,
            border="waves",
            number="证书编号：000000",
        )
        return [Scan("1-佐证-博士后证书", partial(awards.certificate, what=paper), turn=6, desk="walnut")]
    if record["post_title"] == "讲师":
        notice = letters.Notice(
            record["employer"],
            "江大人〔2017〕00号",
            "江州大学关于公布2017年下半年|专业技术职务聘任结果的通知",
            "各学院、各部门",
            [
                "经个人申报、学院推荐、学校专业技术职务评聘委员会评审并公示，现将2017年下半年专业技术职务聘任结果予以公布：",
                f"聘任{name}（{manifest.applicant['department']}）为讲师，聘任时间自{start}起计算。",
                "请各学院认真做好聘后管理工作。",
            ],
            record["employer"],
            record["from"] + "-25",
        )
        return [Scan("1-佐证-聘任文件", partial(letters.red_head, what=notice), How.FLATBED)]
    text = (
        f"兹证明{name}同志于{start}到我校{manifest.applicant['department']}工作，岗位为教师，"
        f"{start}至{long_date(record['to'])}为见习期，见习期考核合格。"
    )
    letter = letters.Letter("证　明", [text], record["employer"] + "人事处", "2023-06-06", hand="唐疏影")
    return [Scan("1-佐证-工作证明", partial(letters.letter, what=letter))]


def continuing_education(manifest: Manifest, record: Entry, index: int) -> list[Scan]:
    """The certificate, signed by the organizer named in the manifest."""
    name = manifest.applicant["name"]
    hours = f"，共{record['class_hours']}学时" if record.get("class_hours") else ""
    if record.get("minutes"):
        hours = f"，学习时长{record['minutes']}分钟，折合{record['class_hours']}学时"
    text = (
        f"{name}同志于{long_date(record['from'])}至{long_date(record['to'])}参加“{record['title']}”{hours}，"
        "完成规定的学习任务，考核合格，准予结业，特发此证。"
    )
    if record["from"] == record["to"]:
        text = text.replace(f"至{long_date(record['to'])}", "")
    day = record["to"] + "-28"
    number = f"证书编号：0000{record['to'].replace('-', '')}00{index + 1}"
    colour = (awards.GREEN, awards.NAVY, awards.CRIMSON, awards.NAVY)[index % 4]
    paper = awards.Paper("结业证书", [text], record["organizer"], day, number=number, colour=colour)
    if record["course_type"] == "visiting_study":
        wide = awards.Paper(
            "访问学者证书", [text.replace("准予结业，", "")], record["organizer"], day, number=number, border="waves"
        )
        return [Scan("1-证书", partial(awards.certificate, what=wide), turn=8)]
    how = How.FLATBED if index == 1 else How.PHONE
    return [Scan("1-证书", partial(awards.standing_certificate, what=paper), how)]


def academic_posts(manifest: Manifest, record: Entry, index: int) -> list[Scan]:
    """Letters of appointment, or a proof on plain paper when the term is over."""
    name = manifest.applicant["name"]
    start = long_date(record["from"])
    if record["to"] == "至今":
        text = f"兹聘请{name}同志为{record['organization']}{record['post_title']}，聘期自{start}起。"
        paper = awards.Paper(
            "聘书",
            [text],
            record["organization"],
            record["from"] + "-18",
            f"{name} 同志",
            border=("frame", "waves")[index % 2],
        )
        return [Scan("1-佐证-聘书", partial(awards.certificate, what=paper), turn=(1, 6)[index % 2])]
    text = (
        f"兹证明江州大学{name}老师于{start}至{long_date(record['to'])}担任我单位{record['post_title']}，"
        "参与药材检验方法的论证与咨询，工作认真负责。"
    )
    letter = letters.Letter("证　明", [text], record["organization"], "2023-05-08")
    return [Scan("1-佐证-兼职证明", partial(letters.letter, what=letter), How.FLATBED)]


def certificates(_: Manifest, record: Entry, index: int) -> list[Scan]:
    """The certificate of the title held now, the teaching licence, and others."""
    draw = {
        "previous_title": diplomas.title_certificate,
        "teacher_qualification": diplomas.teaching_licence,
    }.get(record["cert_kind"], diplomas.language_certificate)
    how = How.FLATBED if index == 2 else How.PHONE
    return [Scan("1-证书", partial(draw, record=record), how, (6, 1, 1)[index % 3], "linen")]
