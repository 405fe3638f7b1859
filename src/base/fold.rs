//! What counts as the same text when somebody searches.
//!
//! Width, case, kana and the shape of a character are folded away: ＤＸ = dx, ﾏｲﾅ = マイナ = まいな,
//! 髙 = 高, 「マイナンバ―」 with a dash = with a long vowel. `search.js` folds what is typed by the same
//! steps; both are held to the examples in `fold-vectors.json`. For comparing only, never for showing.
//!
//! The steps, for each character together with the combining marks after it:
//!
//! 1. NFKC, then lower case;
//! 2. what cannot be seen is dropped: soft hyphens, joiners, variation selectors; and so are primes and
//!    apostrophes, which nobody types alike: β´モデル = β'モデル = βモデル;
//! 3. blanks and controls become one space, and none at either end;
//! 4. katakana become hiragana;
//! 5. the table [`VARIANTS`];
//! 6. the commas in 46,000 and 1,234,567 are dropped, because people type 46000, and so are the hyphens
//!    between letters of words like Wi-Fi and e-Tax.
//!
//! Character by character, so that a match can be led back to where it stands in the text as written.

use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization;

/// What may be written, and what it is compared as. The index hands the table to the browser.
pub const VARIANTS: &str = "\
    \u{2010}- \u{2011}- \u{2012}- \u{2013}- \u{2014}- \u{2015}- ⁃- \u{2212}- ─- ━- ー- 〜~ ∼~ ςσ ゕか ゖけ \
    乘乗 亂乱 亞亜 佛仏 來来 假仮 傳伝 價価 儉倹 兒児 兩両 冨富 剝剥 剩剰 劍剣 勞労 \
    勳勲 勵励 勸勧 區区 參参 單単 圀国 國国 圍囲 圓円 圖図 團団 塡填 增増 墮堕 壘塁 \
    壤壌 壯壮 壹壱 壽寿 奧奥 奬奨 孃嬢 學学 寢寝 實実 寫写 寶宝 將将 專専 對対 屆届 \
    屛屏 屬属 峯峰 峽峡 嵜崎 嶋島 嶌島 廢廃 廣広 廳庁 彌弥 徑径 從従 德徳 恆恒 惠恵 \
    惡悪 惱悩 愼慎 應応 戀恋 戰戦 拂払 拔抜 拜拝 搖揺 搜捜 擇択 擔担 擧挙 擴拡 攝摂 \
    收収 效効 敍叙 數数 斎斉 斷断 晝昼 曆暦 曉暁 會会 條条 棧桟 棲栖 榮栄 槇槙 樂楽 \
    樓楼 樞枢 樣様 橫横 檜桧 檢検 櫻桜 權権 歷歴 歸帰 殘残 氣気 淸清 淺浅 滯滞 潛潜 \
    澁渋 澤沢 濟済 濱浜 濵浜 瀧滝 瀨瀬 灣湾 燈灯 燒焼 營営 爐炉 爭争 爲為 狹狭 獨独 \
    獵猟 獸獣 獻献 畫画 當当 疊畳 發発 盜盗 盡尽 眞真 碕崎 礪砺 祕秘 祿禄 禪禅 禮礼 \
    稱称 稻稲 竊窃 竝並 籔薮 籠篭 粹粋 絲糸 經経 綠緑 縣県 縱縦 總総 繩縄 繪絵 繼継 \
    續続 缺欠 聲声 聽聴 肅粛 腦脳 膽胆 臟臓 臺台 與与 舊旧 舘館 莊荘 莖茎 萬万 藏蔵 \
    藝芸 藪薮 處処 號号 蟲虫 蠣蛎 蠶蚕 蠻蛮 衞衛 裝装 覺覚 覽覧 觀観 觸触 謠謡 證証 \
    譽誉 讀読 變変 讓譲 豐豊 豫予 貳弐 賣売 賴頼 贊賛 踐践 輕軽 轉転 辭辞 辯弁 遞逓 \
    遲遅 邉辺 邊辺 郞郎 醉酔 醫医 釀醸 釋釈 錢銭 鎭鎮 鐵鉄 鑄鋳 鑛鉱 關関 隨随 雙双 \
    雜雑 霸覇 靈霊 靑青 靜静 頰頬 頸頚 顯顕 餘余 騷騒 驗験 驛駅 髓髄 體体 髙高 髮髪 \
    鷗鴎 鹽塩 麥麦 黑黒 點点 黨党 齊斉 齋斉 齒歯 齡齢 龍竜 龜亀 﨑崎 𠮟叱 𠮷吉 \
    凖準 僞偽 內内 吳呉 劵券 壓圧 嚴厳 姬姫 寬寛 嶽岳 巖巌 帶帯 彈弾 插挿 擊撃 敎教 晉晋 晚晩 曾曽 步歩 每毎 决決 况況 减減 淚涙 淨浄 溪渓 溫温 \
    滿満 濕湿 狀状 產産 硏研 稅税 穗穂 穩穏 緣縁 緖緒 纖繊 脫脱 藥薬 螢蛍 說説 譯訳 錄録 陷陥 險険 隱隠 顏顔 驅駆 鬪闘 鷄鶏 麵麺 黃黄 默黙 蘆芦";

/// Folds a text onto the end of `out`.
pub fn fold_into(text: &str, out: &mut Vec<char>) {
    let begin = out.len();
    fold_but_kana(text, out);
    for sign in &mut out[begin..] {
        *sign = to_hiragana(*sign);
    }
}

/// The same, but it leaves what ranks one match above another: katakana stay, and the first letter of a
/// word in Latin letters is large.
pub fn mark_into(text: &str, out: &mut Vec<char>) {
    let begin = out.len();
    fold_but_kana(text, out);
    let mut is_inside = false;
    for sign in &mut out[begin..] {
        let is_letter = sign.is_ascii_lowercase();
        if is_letter && !is_inside {
            sign.make_ascii_uppercase();
        }
        is_inside = is_letter;
    }
}

/// What a marked sign is compared as.
pub fn unmark(sign: char) -> char {
    to_hiragana(sign.to_ascii_lowercase())
}

fn fold_but_kana(text: &str, out: &mut Vec<char>) {
    let quick = quick();
    let begin = out.len();
    out.reserve(text.len() / 3);
    // Where the character began that a combining mark would belong to, in `text` and in `out`.
    let (mut from, mut mark) = (0, begin);
    let mut signs = text.char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        match quick.look_up(sign) {
            COMBINES if at > 0 => {
                let mut end = at + sign.len_utf8();
                while let Some((at, next)) = signs.next_if(|(_, next)| is_combining(*next)) {
                    end = at + next.len_utf8();
                }
                out.truncate(mark);
                fold_slowly(&text[from..end], begin, out);
            }
            SLOW | COMBINES => {
                (from, mark) = (at, out.len());
                fold_slowly(&text[at..at + sign.len_utf8()], begin, out);
            }
            folded => {
                (from, mark) = (at, out.len());
                push(char::from_u32(folded.into()).unwrap_or(sign), begin, out);
            }
        }
    }
    if out.len() > begin && out.last() == Some(&' ') {
        out.pop();
    }
    drop_separators(begin, out);
}

/// Drops commas that stand between a digit and exactly three, and hyphens between letters.
fn drop_separators(begin: usize, out: &mut Vec<char>) {
    let text = &out[begin..];
    let is_digit = |at: usize| text.get(at).is_some_and(char::is_ascii_digit);
    let is_letter = |at: usize| text.get(at).is_some_and(char::is_ascii_lowercase);
    let is_separator = |(at, sign): (usize, &char)| match sign {
        ',' if at > 0 && is_digit(at - 1) => {
            (1..=3).all(|further| is_digit(at + further)) && !is_digit(at + 4)
        }
        '-' => at > 0 && is_letter(at - 1) && is_letter(at + 1),
        _ => false,
    };
    let all = text.iter().enumerate();
    let separators: Vec<usize> = all
        .filter(|one| is_separator(*one))
        .map(|(at, _)| at)
        .collect();
    for at in separators.into_iter().rev() {
        out.remove(begin + at);
    }
}

/// The text as it is compared.
pub fn fold(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    fold_into(text, &mut out);
    out.into_iter().collect()
}

/// A character with its combining marks.
fn fold_slowly(cluster: &str, begin: usize, out: &mut Vec<char>) {
    // In NFKC an acute accent by itself is a blank with a mark.
    let signs = cluster.chars().map(|sign| match sign {
        '´' | '\u{1FFD}' => '\'',
        _ => sign,
    });
    for sign in signs.nfkc().flat_map(char::to_lowercase) {
        if is_dropped(sign) {
            continue;
        }
        let sign = if is_space(sign) { ' ' } else { sign };
        push(quick().same(sign), begin, out);
    }
}

fn push(sign: char, begin: usize, out: &mut Vec<char>) {
    if sign == ' ' && (out.len() == begin || out.last() == Some(&' ')) {
        return;
    }
    out.push(sign);
}

/// Answers of the table: the character needs the long way, or belongs to the one before it.
const SLOW: u16 = 0;
const COMBINES: u16 = 1;

/// Nearly all Japanese text is kana and common ideographs, for which one look is enough.
struct Quick {
    /// By code point, for the first plane of Unicode.
    table: Vec<u16>,
    /// [`VARIANTS`], sorted.
    variants: Vec<(char, char)>,
}

fn quick() -> &'static Quick {
    static QUICK: OnceLock<Quick> = OnceLock::new();
    QUICK.get_or_init(Quick::new)
}

impl Quick {
    fn new() -> Self {
        let mut variants: Vec<(char, char)> = VARIANTS
            .split(' ')
            .filter_map(|pair| pair.chars().next().zip(pair.chars().nth(1)))
            .collect();
        variants.sort_unstable();
        let mut quick = Self {
            table: vec![SLOW; 1 << 16],
            variants,
        };
        // In these rows NFKC leaves a single character alone; all others go the long way.
        let plain = [
            ' '..='~',
            '、'..='】',
            'ぁ'..='ゖ',
            'ァ'..='ー',
            '一'..='\u{9FFF}',
        ];
        for sign in plain.into_iter().flatten() {
            quick.teach(sign, sign);
        }
        // The wide forms of ASCII.
        for (wide, sign) in ('！'..='～').zip('!'..='~') {
            quick.teach(wide, sign);
        }
        for sign in ('\0'..='\u{FFFF}').filter(|sign| is_combining(*sign)) {
            quick.table[sign as usize] = COMBINES;
        }
        quick
    }

    fn teach(&mut self, written: char, sign: char) {
        if is_dropped(sign) {
            return;
        }
        let folded = self.same(sign.to_ascii_lowercase());
        // One beyond the first plane stays with the long way.
        self.table[written as usize] = u16::try_from(folded as u32).unwrap_or(SLOW);
    }

    fn look_up(&self, sign: char) -> u16 {
        self.table.get(sign as usize).copied().unwrap_or(SLOW)
    }

    fn same(&self, sign: char) -> char {
        match self.variants.binary_search_by_key(&sign, |pair| pair.0) {
            Ok(at) => self.variants[at].1,
            Err(_) => sign,
        }
    }
}

fn to_hiragana(sign: char) -> char {
    match sign {
        'ヵ' => 'か',
        'ヶ' => 'け',
        '\u{30A1}'..='\u{30F6}' | '\u{30FD}' | '\u{30FE}' => {
            char::from_u32(sign as u32 - 0x60).unwrap_or(sign)
        }
        _ => sign,
    }
}

/// Marks that change the character before them; a list of our own, because browsers know different
/// editions of Unicode.
fn is_combining(sign: char) -> bool {
    matches!(
        sign,
        '\u{300}'..='\u{36F}' | '\u{3099}' | '\u{309A}' | '\u{FF9E}' | '\u{FF9F}'
    )
}

fn is_space(sign: char) -> bool {
    matches!(sign,
        '\0'..=' ' | '\u{7F}'..='\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{2028}'
        | '\u{2029}' | '\u{202F}' | '\u{205F}' | '\u{3000}')
}

fn is_dropped(sign: char) -> bool {
    matches!(sign,
        '\'' | '`' | '´' | 'ʹ' | 'ʼ' | 'ˊ' | 'ˋ' | '‘' | '’' | '‛' | '′' | '‵' | '\u{AD}' | '\u{34F}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
        | '\u{E0100}'..='\u{E01EF}')
}
