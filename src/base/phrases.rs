//! Where a long Japanese name may be broken into lines.
//!
//! Browsers that know phrases keep each of them whole, and a name such as 情報セキュリティ対策推進事業 is one
//! phrase: where it is longer than the line they break it anywhere. Between a word in katakana and one in
//! kanji it can always be broken; nothing is known here of the words themselves.

/// A shorter name fits into a line of a phone.
const WHOLE_UP_TO: usize = 10;

/// A word in katakana that is shorter is rarely a word of its own.
const WORD_FROM: usize = 3;

/// Kanji that end the word before them.
const ENDINGS: &str = "化型用等者版別的式制性力時内間課室";

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Katakana,
    Kanji,
    Other,
}

fn script(c: char) -> Script {
    match c {
        'ァ'..='ヺ' | 'ー' => Script::Katakana,
        '一'..='鿿' | '々' => Script::Kanji,
        _ => Script::Other,
    }
}

/// The parts of a name between which a line may end; a short one is one part.
pub fn parts(name: &str) -> Vec<&str> {
    if name.chars().count() <= WHOLE_UP_TO {
        return vec![name];
    }
    let mut parts = Vec::new();
    let mut from = 0;
    let mut before: Option<(Script, usize)> = None;
    let mut rest = name;
    while let Some(first) = rest.chars().next() {
        let own = script(first);
        let end = rest.find(|c| script(c) != own).unwrap_or(rest.len());
        let (run, behind) = rest.split_at(end);
        let length = run.chars().count();
        let can_end = match (before, own) {
            (Some((Script::Katakana, words)), Script::Kanji) => {
                words >= WORD_FROM && length > 1 && !ENDINGS.contains(first)
            }
            (Some((Script::Kanji, words)), Script::Katakana) => words > 1 && length >= WORD_FROM,
            _ => false,
        };
        if can_end {
            let at = name.len() - rest.len();
            parts.push(&name[from..at]);
            from = at;
        }
        before = Some((own, length));
        rest = behind;
    }
    parts.push(&name[from..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn names_are_parted_between_words_in_katakana_and_in_kanji() {
        let check = |name: &str, wanted: &str| assert_eq!(parts(name).join("|"), wanted);
        check(
            "情報セキュリティ対策推進事業",
            "情報|セキュリティ|対策推進事業",
        );
        check(
            "行政情報ネットワーク運用事業",
            "行政情報|ネットワーク|運用事業",
        );
        // What ends a word stays with it, and so does a single sign before or behind.
        check(
            "プッシュ型通知サービスの拡充",
            "プッシュ型通知|サービスの拡充",
        );
        check(
            "新システムによるデジタル化の推進",
            "新システムによるデジタル化の推進",
        );
        check(
            "マイナンバーカードに関する普及啓発",
            "マイナンバーカードに関する普及啓発",
        );
        // A short name fits into a line.
        check("行政デジタル推進", "行政デジタル推進");
    }
}
