#!/usr/bin/env bash
# 一周三次：monday 检查、写通知单和回执；thursday 生成 PDF、核对、写总表；friday 出公示表。
# Three times a week: monday checks and writes letters, thursday builds and sums up, friday makes the publicity list.
# 用法 / Usage: bash week.sh monday 文件夹 / FOLDER
set -u

if [ $# -ne 2 ] || [ -z "$2" ]; then
    echo "请写上星期几和装着大家申报材料的文件夹，名字里有空格就加引号：bash week.sh monday 文件夹" >&2
    echo "Name the day and the folder with everybody's dossiers, in quotes if it has a space: bash week.sh monday FOLDER" >&2
    exit 2
fi
if [ ! -d "$2" ]; then
    echo "找不到这个文件夹 / No such folder: $2" >&2
    exit 2
fi
# 装好了却找不到 zcdossier 的，用 python3（Windows 的 Git Bash 里是 py 或 python）-m zcdossier。
# Where the shell does not find what was installed, python3 -m zcdossier does (py or python in Git Bash on Windows).
for python in python3 py python; do
    if ! command -v zcdossier > /dev/null && "$python" -m zcdossier --version > /dev/null 2>&1; then
        zcdossier() { "$python" -m zcdossier "$@"; }
        break
    fi
done
if ! command -v zcdossier > /dev/null; then
    echo "这台电脑上还没有 zcdossier，请先安装 / zcdossier is not installed here" >&2
    exit 2
fi
CDPATH='' cd -- "$2" || exit 2

# 0 没有问题，1 有要改的，2 有做不成的；前面的不成，后面的照样做，最后报最重的。
# 0 is well, 1 is something to correct, 2 is something that could not be done: the rest is done, the worst is told.
worst=0
keep() {
    if [ "$1" -gt 2 ]; then
        echo "中断了 / Stopped" >&2
        exit "$1"
    fi
    if [ "$1" -gt "$worst" ]; then worst=$1; fi
}

case $1 in
monday)
    zcdossier lint . --format xlsx --output office/1-check.xlsx
    keep $?
    zcdossier office letters . --out office/letters
    keep $?
    zcdossier office answers . --out office/answers
    keep $?
    made="汇总表 / summary: office/1-check.xlsx    通知单 / letters: office/letters    回执 / answers: office/answers"
    ;;
thursday)
    zcdossier build . --format xlsx --output office/2-build.xlsx
    keep $?
    zcdossier verify .
    keep $?
    zcdossier office summary . --out office/summary
    keep $?
    made="总表 / summary: office/summary    PDF: 每个人的 build/upload / build/upload of each dossier"
    ;;
friday)
    zcdossier office review list .
    keep $?
    zcdossier office publicity . --out office/publicity
    keep $?
    made="公示表 / publicity list: office/publicity    审核记录 / decisions: reviews.csv"
    ;;
*)
    echo "没有这一步，请写 monday、thursday 或 friday / No such day, name monday, thursday or friday: $1" >&2
    exit 2
    ;;
esac

echo
case $worst in
    0) echo "做完了，没有问题 / Done, nothing to correct" ;;
    1) echo "做完了，有人要改材料，见上面 / Done; some dossiers need correcting, see above" ;;
    *) echo "有的没有做成，原因写在上面 / Some of it could not be done; the reason is above" ;;
esac
echo "做成的放在这个文件夹里 / What was made is in: $2"
echo "$made"
exit "$worst"
