"""`zcdossier office collect|letters|answers|review|publicity|handover|summary|week`."""

from zcdossier.cli.command_line import group
from zcdossier.cli.commands.office.answers_command import answers
from zcdossier.cli.commands.office.collect_command import collect
from zcdossier.cli.commands.office.handover_command import handover
from zcdossier.cli.commands.office.letters_command import letters
from zcdossier.cli.commands.office.publicity_command import publicity
from zcdossier.cli.commands.office.review_commands import review, summary
from zcdossier.cli.commands.office.week_command import week
from zcdossier.model.label import Label

HELP = Label(
    "人事部门用：很多人的材料，收齐整理，写通知单，记回答和审核结果，出公示表，整理报送的文件，做汇总。",
    "For an office with many applicants: collect dossiers, write letters, record answers and decisions, "
    "publish, hand over, sum up.",
)

office = group("office", HELP, (collect, letters, answers, review, publicity, handover, summary, week))
