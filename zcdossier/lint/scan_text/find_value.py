"""A value in the text of pages, found though OCR took some of its signs for others, or a line breaks it."""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from zcdossier.lint.scan_text.joined_text import JoinedText, PlacedLine
from zcdossier.model.spelling import fold

_OLD_AND_NEW = (
    "學学證证書书業业國国醫医藥药東东謝谢區区評评資资從从優优獎奖號号張张陳陈劉刘趙赵吳吴孫孙馬马楊杨黃黄葉叶蘇苏許许鄭郑馮冯"
    "韓韩蔣蒋嚴严龍龙龔龚魯鲁韋韦賀贺湯汤羅罗畢毕鄒邹竇窦範范錢钱顧顾陸陆譚谭鄧邓歐欧關关盧卢萬万賴赖閻阎齊齐鍾钟鐘钟錦锦鵬鹏"
    "鳳凤麗丽雲云開开華华強强偉伟傑杰軍军剛刚輝辉勵励寧宁靜静賢贤慶庆儀仪蘭兰瑋玮瓊琼潔洁濤涛瀾澜燁烨曉晓暉晖嬌娇婭娅婁娄"
    "穎颖紅红純纯紹绍維维綱纲緒绪繼继續续綠绿緣缘縣县總总績绩織织結结給给統统經经緯纬編编練练組组細细終终級级約约紀纪網网"
    "歲岁賓宾貴贵貿贸費费賀贺質质購购贊赞頓顿項项順顺須须預预領领頭头題题額额類类顯显願愿風风飛飞飯饭養养館馆騰腾駕驾驗验"
    "發发髮发會会來来個个們们們们倫伦側侧備备傳传債债價价億亿儲储兒儿內内兩两凍冻別别創创劃划劇剧勞劳動动務务勝胜協协單单"
    "參参員员問问啟启問问喚唤嚮向圍围圖图團团場场塊块墻墙壓压壩坝夢梦奮奋婦妇孿孪實实審审寫写對对導导將将專专層层島岛"
    "幣币師师帶带幹干廣广廠厂廳厅應应態态慣惯戰战戶户擊击據据擬拟擴扩攝摄數数斷断時时術术機机條条構构樣样樓楼標标權权橋桥"
    "歡欢歷历歸归殘残氣气決决沒没況况測测減减濟济滅灭溫温漢汉滿满潛潜澤泽灣湾災灾無无營营爭争牆墙獨独獲获現现環环產产畫画"
    "異异當当療疗監监盤盘確确礎础礦矿禮礼種种稱称積积穩稳競竞筆笔節节簡简籌筹糧粮紙纸聯联職职聽听脈脉腦脑膠胶臨临與与興兴"
    "舉举舊旧艦舰藝艺處处虛虚蟲虫補补裝装複复見见規规視视覺觉觀观計计訂订討讨訓训記记設设許许評评試试詩诗話话該该詳详認认"
    "語语誤误說说課课調调談谈論论講讲謹谨識识譯译議议護护讀读變变讓让貝贝負负財财貢贡責责買买賽赛軌轨軟软較较載载輔辅輪轮"
    "輸输轉转辦办農农過过運运達达違违遙遥適适遷迁選选遠远還还邊边鄉乡釋释針针鉄铁鋼钢錄录鎮镇鐵铁鑒鉴長长門门間间閱阅隊队"
    "階阶際际陽阳陰阴隨随險险雙双雜杂離离難难電电響响頁页館馆體体點点麼么黨党齡龄瀏浏灘滩滙汇匯汇勻匀態态戲戏擇择淺浅漸渐"
    "榮荣譽誉為为誌志徵征茲兹葯药囯国"
    "飾饰紋纹絲丝纖纤紡纺納纳紗纱紳绅絨绒綜综緊紧緩缓縮缩繡绣繪绘繫系纜缆樹树橫横檔档檢检櫃柜欄栏樁桩楓枫槍枪樞枢櫻樱柵栅殼壳毀毁漁渔溝沟滲渗滾滚漲涨潤润潰溃澀涩澆浇濃浓濕湿濱滨瀝沥灑洒湧涌淨净渾浑滬沪滯滞漿浆瀕濒燈灯燒烧熱热煙烟煩烦爐炉爛烂燭烛燦灿煉炼牽牵犧牺"
    "狀状獸兽獻献瑣琐瑪玛璽玺瓏珑甌瓯疊叠痙痉瘡疮瘋疯癥症癢痒皺皱盜盗盞盏睏困矚瞩硯砚碩硕磚砖禍祸禦御禪禅稅税穀谷窮穷窺窥竊窃築筑篩筛籃篮簽签籤签簾帘糞粪緝缉緞缎締缔緻致縫缝縱纵繞绕繭茧纏缠羨羡羣群習习翹翘聖圣聞闻聲声聳耸聰聪肅肃脅胁脹胀腎肾腫肿腸肠膚肤膽胆臟脏"
    "臺台艱艰莊庄莖茎萊莱葷荤蓋盖蔭荫蕭萧薦荐薩萨蘆芦蘋苹蘊蕴虧亏蝦虾蝸蜗螞蚂蟻蚁蠟蜡蠶蚕衛卫衝冲袞衮裏里裡里製制襲袭襯衬覽览覓觅親亲觸触訪访訴诉診诊詞词詢询誠诚誘诱誼谊請请諮咨諸诸諾诺謀谋謂谓謎谜謠谣譜谱讚赞豎竖豐丰豬猪貓猫販贩貧贫貨货貪贪貫贯貼贴貸贷賈贾賞赏"
    "賣卖賦赋賬账賭赌賺赚贈赠贏赢趨趋跡迹踐践蹤踪躍跃軀躯軋轧軒轩軸轴輕轻輛辆輩辈輻辐轄辖轟轰辭辞迴回逕径這这連连進进遊游遲迟遺遗遼辽邁迈邏逻郵邮醬酱醞酝釀酿釣钓鈉钠鈣钙鈦钛鈴铃鉛铅鉀钾銅铜銀银銘铭銜衔銳锐鋁铝鋒锋鋰锂鋪铺鋸锯錨锚錫锡鍋锅鍛锻鍍镀鍵键鎂镁鎖锁鎢钨"
    "鏈链鏡镜鑄铸鑰钥鑽钻鑼锣閃闪閉闭閒闲閘闸閣阁閩闽闊阔闖闯闡阐闢辟陣阵陝陕隱隐隸隶雞鸡霧雾靈灵鞏巩韌韧韻韵頂顶頌颂頒颁頗颇頻频顆颗顏颜顫颤颱台飄飘飢饥飲饮飼饲飽饱餅饼餘余饋馈饑饥馭驭馳驰馴驯駐驻駛驶駝驼騎骑騙骗騷骚驅驱驕骄驚惊驟骤驢驴髒脏鬆松鬥斗鬧闹鬱郁魚鱼"
    "鮑鲍鮮鲜鯉鲤鯨鲸鳥鸟鳴鸣鴨鸭鴻鸿鵝鹅鶴鹤鷹鹰鹽盐麥麦黏粘黴霉鼇鳌齒齿龐庞龜龟亞亚亂乱佔占佈布併并係系俠侠倉仓倣仿偵侦傷伤傾倾僅仅僑侨僕仆僱雇儉俭儘尽儷俪兇凶兌兑冊册凈净刪删則则剝剥劑剂勁劲卻却厭厌厲厉叢丛呂吕唸念喪丧喬乔嗎吗嘆叹嘗尝噴喷噸吨嚇吓囑嘱囪囱圓圆"
    "執执堅坚堯尧報报塗涂塵尘墊垫墜坠墮堕墳坟壇坛壘垒壞坏壟垄壽寿夠够夾夹奪夺妝妆姍姗娛娱嬰婴宮宫寢寝寬宽寵宠寶宝尋寻屆届屍尸屬属岡冈峽峡崗岗崙仑嶺岭嶽岳巋岿巖岩幀帧幫帮庫库廁厕廂厢廈厦廚厨廟庙廢废棄弃弒弑彈弹彌弥彎弯彙汇後后徑径復复徹彻恆恒恥耻悅悦悶闷惡恶惱恼"
    "愛爱愨悫慚惭憂忧憐怜憑凭憲宪憶忆懇恳懷怀懸悬懲惩懶懒戀恋拋抛挾挟捨舍捲卷掃扫掛挂採采揀拣換换揚扬揮挥損损搖摇搗捣搶抢摟搂摺折撈捞撐撑撓挠撥拨撫抚撲扑擁拥擋挡擔担擠挤擰拧擱搁擺摆擾扰攔拦攜携攤摊攪搅敗败敘叙敵敌斃毙於于晉晋晝昼暈晕暢畅暫暂曆历曠旷曬晒枴拐棟栋"
    "棗枣棧栈極极槳桨樸朴殺杀毆殴氈毡氫氢涼凉淚泪湊凑溼湿滄沧濾滤瀉泻烏乌煥焕熒荧爺爷爾尔獄狱玀猡瑤瑶畝亩皚皑眾众睜睁瞭了矯矫硃朱碼码礙碍祿禄秈籼稈秆稜棱窯窑竄窜篤笃糾纠紮扎絕绝絡络綁绑綻绽綿绵線线縷缕罰罚罷罢義义脫脱膩腻艙舱芻刍蒼苍蓮莲蔔卜薔蔷藍蓝蛻蜕褲裤託托"
    "誰谁趕赶車车辯辩鯽鲫蓀荪蕓芸荊荆菸烟蓆席薑姜蟬蝉蠅蝇誇夸諧谐謙谦謊谎蹟迹躉趸釐厘鈺钰鍼针閤合陞升隷隶靂雳靚靓頤颐頰颊餵喂騏骐驊骅鰲鳌鷗鸥鸞鸾"
)
"""Traditional forms that OCR gives in regular script (楷体) and in seals' hands, each before its simplified one."""
_NEW_FORMS = str.maketrans(dict(zip(_OLD_AND_NEW[::2], _OLD_AND_NEW[1::2], strict=True)))
_LOOK_ALIKES = str.maketrans(
    {
        **dict.fromkeys("〇○◯", "0"),
        **dict.fromkeys("己巳", "已"),
        **dict.fromkeys("末", "未"),
        **dict.fromkeys("曰", "日"),
        **dict.fromkeys("土", "士"),
        **dict.fromkeys("入", "人"),
    }
    | _NEW_FORMS
)
_SIGNS_ALIKE = str.maketrans("oil", "011")
_SHORT = 4
_MIDDLE = 8
_LEAST_SCORES = ((_SHORT, 100.0), (_MIDDLE, 80.0))
_LEAST_SCORE = 75.0


class Found(NamedTuple):
    """Where a value is most likely to stand: `score` is 0 to 100, `seen` how it is spelt there, as compared."""

    score: float
    seen: str
    lines: tuple[PlacedLine, ...]


def in_new_forms(text: str) -> str:
    """Return a text with today's forms for the old ones that OCR gives; the length stays."""
    return text.translate(_NEW_FORMS)


@lru_cache(maxsize=65536)
def comparable_letters(text: str) -> str:
    """Return letters and digits of a text as they are compared with what was read: no marks, look-alikes as one."""
    plain = unicodedata.normalize("NFKC", fold(text)).translate(_LOOK_ALIKES)
    return plain if plain.isalnum() else "".join(filter(str.isalnum, plain))


@lru_cache(maxsize=65536)
def comparable_signs(text: str) -> str:
    """Return a number or code as it is compared: letters that look like digits are digits."""
    return comparable_letters(text).translate(_SIGNS_ALIKE)


def least_score(letters: str) -> float:
    """The score from which a value of these letters counts as found: the shorter, the higher."""
    return next((score for longest, score in _LEAST_SCORES if len(letters) <= longest), _LEAST_SCORE)


def find_letters(letters: str, texts: Sequence[JoinedText]) -> Found | None:
    """Return the best place of some letters (as `comparable_letters` gives them), None where nothing is alike."""
    if not letters:
        return None
    for text in texts:
        exact = find_exactly(letters, text)
        if exact is not None:
            return exact
    from rapidfuzz import fuzz  # only for what was read off scans

    best: Found | None = None
    for text in texts:
        if len(text.text) < len(letters) / 2:
            continue
        alignment = fuzz.partial_ratio_alignment(letters, text.text)
        if alignment is None or (best is not None and alignment.score <= best.score):
            continue
        if len(text.text) < len(letters):  # the shorter of the two is the one that is looked for
            best = Found(fuzz.ratio(letters, text.text), text.text, text.lines)
            continue
        start, end = alignment.dest_start, alignment.dest_end
        best = Found(alignment.score, text.text[start:end], text.lines_at(start, end))
    return best


def find_exactly(letters: str, text: JoinedText) -> Found | None:
    """Return where letters stand sign by sign."""
    start = text.text.find(letters) if letters else -1
    return Found(100.0, letters, text.lines_at(start, start + len(letters))) if start >= 0 else None


def is_found(letters: str, found: Found | None) -> bool:
    """Whether a find is the value itself."""
    return found is not None and found.score >= least_score(letters)
