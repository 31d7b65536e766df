"""`zcdossier office handover`: what is handed over of those who may be."""

from pathlib import Path

from zcdossier.cli import option_values, options
from zcdossier.cli.boundary import worst_code
from zcdossier.cli.command_line import command
from zcdossier.cli.commands.office.office_batch import OfficeBatch
from zcdossier.cli.console import Console
from zcdossier.errors import ExitCode
from zcdossier.model.label import Label
from zcdossier.report.sanitize import escape_controls

HELP = Label(
    "把可以报送的人生成好的文件复制到一个新的文件夹，复制以后再核对一遍，写一张报送清单；别人的不放。",
    "Copy the built files of everyone who may be handed over into a new folder, verify them there, and list them.",
)


@command("handover", HELP)
@options.office_folder_argument
@options.office_out_option("handover")
@options.as_of_option
def handover(console: Console, *, folder: Path, out: Path | None, as_of: str) -> int:
    """Copy, verify and list."""
    from zcdossier.app.office.hand_over import hand_over
    from zcdossier.app.office.office_folder import office_folder
    from zcdossier.model.review import ReviewState

    day = option_values.read_as_of(as_of)
    office = OfficeBatch(folder, console, day, planned=day >= option_values.read_as_of(""))
    applicants = [(applicant.linted, applicant.status) for applicant in office.applicants()]
    ready = [(linted, status) for linted, status in applicants if status.state is ReviewState.READY]
    waiting = len(applicants) - len(ready)
    target = out or office_folder(folder) / "handover"
    handed, refused, listed = hand_over(ready, target, console.lang)
    for person in refused:
        name = escape_controls(person.status.name)
        console.complain(Label(f"{name}：没有放进去：{person.why.zh}", f"{name} is left out: {person.why.text('en')}"))
    lines = [
        f"  {escape_controls(person.folder.name)}  "
        + console.say(Label(f"{person.files} 个文件，核对一致", f"{person.files} file(s), verified"))
        for person in handed
    ]
    count, place = len(handed), escape_controls(str(target))
    if listed is None:
        head = Label("现在没有可以报送的人，什么也没有放", "no one may be handed over now; nothing was copied")
    else:
        head = Label(
            f"可以报送的 {count} 人放在 {place}，清单是 {escape_controls(listed.name)}",
            f"{count} that may be handed over are in {place}, listed in {escape_controls(listed.name)}",
        )
    console.show("\n".join([console.say(head), *lines]) + "\n")
    if waiting:
        console.tell(
            Label(
                f"另有 {waiting} 人现在不报送，zcdossier office review list 列出为什么",
                f"not handed over now: {waiting}; zcdossier office review list says why",
            )
        )
    codes = [ExitCode.FINDINGS] * bool(refused)
    return worst_code([office.code, *codes, *([ExitCode.CANNOT_RUN] if listed is None else [])])
