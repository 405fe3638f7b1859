//! The success criteria of levels A and AA: WCAG 2.2, and JIS X 8341-3:2016, which is WCAG 2.0.

use crate::base::words::{Lang, Words};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Criterion {
    pub number: &'static str,
    pub level: &'static str,
    pub is_in_jis: bool,
    pub is_in_wcag: bool,
    japanese: &'static str,
    english: &'static str,
}

/// Number, level, whether JIS has it, names.
type Entry = (&'static str, &'static str, bool, &'static str, &'static str);

/// Retired in WCAG 2.2; JIS still asks for it.
const RETIRED: &str = "4.1.1";

#[rustfmt::skip]
const CRITERIA: [Entry; 56] = [
    ("1.1.1", "A", true, "非テキストコンテンツ", "Non-text Content"),
    ("1.2.1", "A", true, "音声だけ及び映像だけ（収録済み）", "Audio-only and Video-only (Prerecorded)"),
    ("1.2.2", "A", true, "キャプション（収録済み）", "Captions (Prerecorded)"),
    ("1.2.3", "A", true, "音声解説又はメディアに対する代替コンテンツ（収録済み）", "Audio Description or Media Alternative (Prerecorded)"),
    ("1.2.4", "AA", true, "キャプション（ライブ）", "Captions (Live)"),
    ("1.2.5", "AA", true, "音声解説（収録済み）", "Audio Description (Prerecorded)"),
    ("1.3.1", "A", true, "情報及び関係性", "Info and Relationships"),
    ("1.3.2", "A", true, "意味のある順序", "Meaningful Sequence"),
    ("1.3.3", "A", true, "感覚的な特徴", "Sensory Characteristics"),
    ("1.3.4", "AA", false, "表示の向き", "Orientation"),
    ("1.3.5", "AA", false, "入力目的の特定", "Identify Input Purpose"),
    ("1.4.1", "A", true, "色の使用", "Use of Color"),
    ("1.4.2", "A", true, "音声の制御", "Audio Control"),
    ("1.4.3", "AA", true, "コントラスト（最低限レベル）", "Contrast (Minimum)"),
    ("1.4.4", "AA", true, "テキストのサイズ変更", "Resize Text"),
    ("1.4.5", "AA", true, "文字画像", "Images of Text"),
    ("1.4.10", "AA", false, "リフロー", "Reflow"),
    ("1.4.11", "AA", false, "非テキストのコントラスト", "Non-text Contrast"),
    ("1.4.12", "AA", false, "テキストの間隔", "Text Spacing"),
    ("1.4.13", "AA", false, "ホバー又はフォーカスで表示されるコンテンツ", "Content on Hover or Focus"),
    ("2.1.1", "A", true, "キーボード", "Keyboard"),
    ("2.1.2", "A", true, "キーボードトラップなし", "No Keyboard Trap"),
    ("2.1.4", "A", false, "文字キーのショートカット", "Character Key Shortcuts"),
    ("2.2.1", "A", true, "タイミング調整可能", "Timing Adjustable"),
    ("2.2.2", "A", true, "一時停止、停止及び非表示", "Pause, Stop, Hide"),
    ("2.3.1", "A", true, "3回のせん（閃）光、又はいき（閾）値以下", "Three Flashes or Below Threshold"),
    ("2.4.1", "A", true, "ブロックスキップ", "Bypass Blocks"),
    ("2.4.2", "A", true, "ページタイトル", "Page Titled"),
    ("2.4.3", "A", true, "フォーカス順序", "Focus Order"),
    ("2.4.4", "A", true, "リンクの目的（コンテキスト内）", "Link Purpose (In Context)"),
    ("2.4.5", "AA", true, "複数の手段", "Multiple Ways"),
    ("2.4.6", "AA", true, "見出し及びラベル", "Headings and Labels"),
    ("2.4.7", "AA", true, "フォーカスの可視化", "Focus Visible"),
    ("2.4.11", "AA", false, "隠されないフォーカス（最低限）", "Focus Not Obscured (Minimum)"),
    ("2.5.1", "A", false, "ポインタのジェスチャ", "Pointer Gestures"),
    ("2.5.2", "A", false, "ポインタのキャンセル", "Pointer Cancellation"),
    ("2.5.3", "A", false, "名前（name）のラベル", "Label in Name"),
    ("2.5.4", "A", false, "動きによる起動", "Motion Actuation"),
    ("2.5.7", "AA", false, "ドラッグ動作", "Dragging Movements"),
    ("2.5.8", "AA", false, "ターゲットのサイズ（最低限）", "Target Size (Minimum)"),
    ("3.1.1", "A", true, "ページの言語", "Language of Page"),
    ("3.1.2", "AA", true, "一部分の言語", "Language of Parts"),
    ("3.2.1", "A", true, "フォーカス時", "On Focus"),
    ("3.2.2", "A", true, "入力時", "On Input"),
    ("3.2.3", "AA", true, "一貫したナビゲーション", "Consistent Navigation"),
    ("3.2.4", "AA", true, "一貫した識別性", "Consistent Identification"),
    ("3.2.6", "A", false, "一貫したヘルプ", "Consistent Help"),
    ("3.3.1", "A", true, "エラーの特定", "Error Identification"),
    ("3.3.2", "A", true, "ラベル又は説明", "Labels or Instructions"),
    ("3.3.3", "AA", true, "エラー修正の提案", "Error Suggestion"),
    ("3.3.4", "AA", true, "エラー回避（法的、金融及びデータ）", "Error Prevention (Legal, Financial, Data)"),
    ("3.3.7", "A", false, "冗長な入力項目", "Redundant Entry"),
    ("3.3.8", "AA", false, "アクセシブルな認証（最低限）", "Accessible Authentication (Minimum)"),
    ("4.1.1", "A", true, "構文解析", "Parsing"),
    ("4.1.2", "A", true, "名前（name）、役割（role）及び値（value）", "Name, Role, Value"),
    ("4.1.3", "AA", false, "ステータスメッセージ", "Status Messages"),
];

pub fn criteria() -> impl Iterator<Item = Criterion> {
    CRITERIA
        .iter()
        .map(|&(number, level, is_in_jis, japanese, english)| Criterion {
            number,
            level,
            is_in_jis,
            is_in_wcag: number != RETIRED,
            japanese,
            english,
        })
}

impl Criterion {
    pub fn name(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Ja => self.japanese,
            Lang::En => self.english,
        }
    }
}

/// The list as CSV, with columns for whoever tests. The mark in front tells spreadsheets that it is UTF-8.
pub fn file(lang: Lang) -> Vec<u8> {
    let words = Words::of(lang);
    let columns = [
        "number", "name", "level", "jis", "wcag", "applies", "result", "remark",
    ];
    let heads = columns.map(|column| words.find_in("pages", &format!("criteria-{column}")));
    let heads: Vec<&str> = heads.into_iter().flatten().collect();
    let mut out = String::from("\u{feff}");
    line(&mut out, &heads);
    let mark = |is_in: bool| if is_in { "○" } else { "" };
    for one in criteria() {
        let name = one.name(lang);
        line(
            &mut out,
            &[
                one.number,
                name,
                one.level,
                mark(one.is_in_jis),
                mark(one.is_in_wcag),
                "",
                "",
                "",
            ],
        );
    }
    out.into_bytes()
}

fn line(out: &mut String, cells: &[&str]) {
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        if cell.contains([',', '"']) {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(cell);
        }
    }
    out.push_str("\r\n");
}
