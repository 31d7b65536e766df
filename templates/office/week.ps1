# 一周三次：monday 检查、写通知单和回执；thursday 生成 PDF、核对、写总表；friday 出公示表。
# Three times a week: monday checks and writes letters, thursday builds and sums up, friday makes the publicity list.
# 用法 / Usage: powershell -ExecutionPolicy Bypass -File week.ps1 monday 文件夹 / FOLDER
param([string]$Day, [string]$Folder)

if (-not $Folder -or $args.Count -gt 0) {
    Write-Host "请写上星期几和装着大家申报材料的文件夹，名字里有空格就加引号：week.ps1 monday 文件夹"
    Write-Host "Name the day and the folder with everybody's dossiers, in quotes if it has a space: week.ps1 monday FOLDER"
    exit 2
}
# 按 Tab 补全的名字末尾有 \，外面有引号时 Windows 会多给一个引号。
# A name completed with Tab ends in \, and in quotes Windows hands over one quotation mark too many.
$Folder = $Folder.TrimEnd('"')
if (-not (Test-Path -LiteralPath $Folder -PathType Container)) {
    Write-Host "找不到这个文件夹 / No such folder: $Folder"
    exit 2
}
# Windows 上装好了却找不到 zcdossier 的，用 py -m zcdossier。
# Where Windows does not find what was installed, py -m zcdossier does.
if (-not (Get-Command zcdossier -ErrorAction SilentlyContinue) -and (Get-Command py -ErrorAction SilentlyContinue)) {
    py -m zcdossier --version > $null 2>&1
    if ($LASTEXITCODE -eq 0) {
        function zcdossier { py -m zcdossier @args }
    }
}
if (-not (Get-Command zcdossier -ErrorAction SilentlyContinue)) {
    Write-Host "这台电脑上还没有 zcdossier，请先安装 / zcdossier is not installed here"
    exit 2
}

# 0 没有问题，1 有要改的，2 有做不成的；前面的不成，后面的照样做，最后报最重的。
# 0 is well, 1 is something to correct, 2 is something that could not be done: the rest is done, the worst is told.
$script:worst = 0
function Keep-Code([int]$Code) {
    if ($Code -gt 2 -or $Code -lt 0) {
        Write-Host "中断了 / Stopped"
        exit $Code
    }
    if ($Code -gt $script:worst) { $script:worst = $Code }
}

Push-Location -LiteralPath $Folder
try {
    switch ($Day) {
        "monday" {
            zcdossier lint . --format xlsx --output office/1-check.xlsx
            Keep-Code $LASTEXITCODE
            zcdossier office letters . --out office/letters
            Keep-Code $LASTEXITCODE
            zcdossier office answers . --out office/answers
            Keep-Code $LASTEXITCODE
            $made = "汇总表 / summary: office/1-check.xlsx    通知单 / letters: office/letters    回执 / answers: office/answers"
        }
        "thursday" {
            zcdossier build . --format xlsx --output office/2-build.xlsx
            Keep-Code $LASTEXITCODE
            zcdossier verify .
            Keep-Code $LASTEXITCODE
            zcdossier office summary . --out office/summary
            Keep-Code $LASTEXITCODE
            $made = "总表 / summary: office/summary    PDF: 每个人的 build/upload / build/upload of each dossier"
        }
        "friday" {
            zcdossier office review list .
            Keep-Code $LASTEXITCODE
            zcdossier office publicity . --out office/publicity
            Keep-Code $LASTEXITCODE
            $made = "公示表 / publicity list: office/publicity    审核记录 / decisions: reviews.csv"
        }
        default {
            Write-Host "没有这一步，请写 monday、thursday 或 friday / No such day, name monday, thursday or friday: $Day"
            exit 2
        }
    }
}
finally {
    Pop-Location
}

Write-Host ""
switch ($script:worst) {
    0 { Write-Host "做完了，没有问题 / Done, nothing to correct" }
    1 { Write-Host "做完了，有人要改材料，见上面 / Done; some dossiers need correcting, see above" }
    default { Write-Host "有的没有做成，原因写在上面 / Some of it could not be done; the reason is above" }
}
Write-Host "做成的放在这个文件夹里 / What was made is in: $Folder"
Write-Host $made
exit $script:worst
