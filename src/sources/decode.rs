//! From bytes to text: UTF-8 with `\n` line ends and no character that hides or reorders others.
//!
//! It refuses what it is not sure of and never replaces a byte: a decoder that drops one bad byte turns
//! `12?00` into 1200. It does not convert other encodings; it names the one it believes to see.

use std::borrow::Cow;

use super::leaks;
use crate::base::diag::{Diagnostic, Findings};
use crate::base::path::SourcePath;
use crate::base::place::{Place, Spot};
use crate::base::text;

/// The size above which a text file is refused unread.
pub const MAX_BYTES: usize = 20 * 1024 * 1024;

/// How many bad characters of one file are told; the rest shows itself in the next run.
const MAX_TOLD: usize = 5;

const UTF8_MARK: &[u8] = b"\xEF\xBB\xBF";

/// The file's text, or nothing after at least one error was told.
///
/// A byte order mark is dropped, and `\r\n` and `\r` become `\n`, so that a file gives the same output
/// whichever system saved it.
pub fn decode<'a>(
    bytes: &'a [u8],
    file: &SourcePath,
    findings: &mut Findings,
) -> Option<Cow<'a, str>> {
    if let Some(diagnostic) = refuse_whole(bytes, file) {
        findings.push(diagnostic);
        return None;
    }
    let content = bytes.strip_prefix(UTF8_MARK).unwrap_or(bytes);
    let dropped = bytes.len() - content.len();
    let raw = Raw {
        bytes: content,
        dropped,
        file,
    };
    let text = match simdutf8::compat::from_utf8(content) {
        Ok(text) => text,
        Err(error) => {
            findings.push(raw.not_utf8(error));
            return None;
        }
    };
    let (seen, sound) = raw.inspect(text, findings);
    if !sound {
        return None;
    }
    if seen & LATIN != 0 && seen & WIDE == 0 {
        raw.doubt(findings);
    }
    let text = if seen & RETURN != 0 {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    };
    leaks::look(&text, file, findings);
    Some(text)
}

/// What can be said from the first bytes alone: too large, another kind of file, UTF-16 or UTF-32.
fn refuse_whole(bytes: &[u8], file: &SourcePath) -> Option<Diagnostic> {
    if bytes.len() > MAX_BYTES {
        let refused = Diagnostic::error("DECODE-TOO-LARGE", Place::file(file));
        let limit = MAX_BYTES / (1024 * 1024);
        return Some(refused.with("size", bytes.len()).with("limit", limit));
    }
    let kinds: [(&[u8], &str); 6] = [
        (b"PK\x03\x04", "Excel (.xlsx) / ZIP"),
        (b"\xD0\xCF\x11\xE0", "Excel (.xls)"),
        (b"%PDF-", "PDF"),
        (b"\x89PNG", "PNG"),
        (b"\xFF\xD8\xFF", "JPEG"),
        (b"GIF8", "GIF"),
    ];
    if let Some((_, kind)) = kinds.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Some(Diagnostic::error("DECODE-OTHER-KIND", Place::file(file)).with("kind", kind));
    }
    let encodings: [(&[u8], &str); 4] = [
        (b"\xFF\xFE\x00\x00", "UTF-32"),
        (b"\x00\x00\xFE\xFF", "UTF-32"),
        (b"\xFF\xFE", "UTF-16"),
        (b"\xFE\xFF", "UTF-16"),
    ];
    let marked = encodings.iter().find(|(mark, _)| bytes.starts_with(mark));
    let encoding = marked
        .map(|(_, name)| *name)
        .or_else(|| unmarked_utf16(bytes))?;
    let at = Spot::new(1, 1, 0).in_file(file);
    Some(Diagnostic::error("DECODE-WIDE", at).with("encoding", encoding))
}

/// UTF-16 without a mark shows as a NUL in nearly every second byte of ASCII text.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static str> {
    let head = &bytes[..bytes.len().min(64)];
    let zeros = |parity| {
        head.iter()
            .skip(parity)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    let half = head.len() / 2;
    (half >= 4 && even.max(odd) * 4 >= half * 3 && even.min(odd) * 4 <= half).then_some("UTF-16")
}

/// Something may stand here that is refused or doubtful: the character is looked at.
const LOOK: u8 = 1;
const RETURN: u8 = 2;
/// The first byte of a two-byte character: Latin, Greek, Cyrillic, but never Japanese.
const LATIN: u8 = 4;
/// The first byte of a longer character, as all Japanese ones are.
const WIDE: u8 = 8;

/// What each byte can be the start of. Most bytes of a Japanese text are nothing to look at.
const CLASS: [u8; 256] = {
    let mut class = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        class[byte] = match byte {
            0x09 | 0x0A => 0,
            0x0D => RETURN,
            0x00..=0x1F | 0x7F => LOOK,
            0xC2 | 0xCD | 0xD8 => LOOK | LATIN,
            0xC3..=0xDF => LATIN,
            0xE1 | 0xE2 | 0xEF..=0xF4 => LOOK | WIDE,
            0xE0..=0xEE => WIDE,
            _ => 0,
        };
        byte += 1;
    }
    class
};

/// True when a scan stops at this character to look at it; a test holds this against the rules of
/// [`text`], so that no forbidden character can slip past the table.
pub fn is_looked_at(c: char) -> bool {
    let mut buffer = [0; 4];
    CLASS[c.encode_utf8(&mut buffer).as_bytes()[0] as usize] & LOOK != 0
}

struct Raw<'a> {
    bytes: &'a [u8],
    /// Bytes of the mark before them, which count in a byte offset but in no column.
    dropped: usize,
    file: &'a SourcePath,
}

impl Raw<'_> {
    /// Looks at each doubtful character once; gives the classes seen and whether all is sound.
    fn inspect(&self, text: &str, findings: &mut Findings) -> (u8, bool) {
        let mut seen = 0;
        let (mut errors, mut warnings) = (0, 0);
        for (at, byte) in text.bytes().enumerate() {
            let class = CLASS[byte as usize];
            seen |= class;
            if class & LOOK == 0 {
                continue;
            }
            // A looked-at byte starts a character: continuation bytes have no class.
            let c = text[at..].chars().next().unwrap_or_default();
            match self.judge(c, at) {
                Verdict::Fine => {}
                Verdict::Whole(diagnostic) => {
                    findings.push(diagnostic);
                    return (seen, false);
                }
                Verdict::Refused(code) => {
                    errors += 1;
                    if errors <= MAX_TOLD {
                        findings.push(with_point(Diagnostic::error(code, self.place(at)), c));
                    }
                }
                Verdict::Doubtful(code) => {
                    warnings += 1;
                    if warnings <= MAX_TOLD {
                        findings.push(with_point(Diagnostic::warning(code, self.place(at)), c));
                    }
                }
            }
        }
        (seen, errors == 0)
    }

    fn judge(&self, c: char, at: usize) -> Verdict {
        match c {
            '\0' => Verdict::Whole(self.nul(at)),
            '\u{1B}' if matches!(self.bytes.get(at + 1), Some(b'$' | b'(')) => {
                Verdict::Whole(Diagnostic::error("DECODE-ISO-2022-JP", self.place(at)))
            }
            // "Next line" is a control, but no reader of ours takes it for a line end.
            '\u{85}' => Verdict::Doubtful("DECODE-INVISIBLE"),
            c if c.is_control() && text::is_forbidden(c) => Verdict::Refused("DECODE-CONTROL"),
            c if is_direction(c) => Verdict::Refused("DECODE-DIRECTION"),
            c if text::is_forbidden(c) => Verdict::Refused("DECODE-NO-CHARACTER"),
            c if text::is_invisible(c) => Verdict::Doubtful("DECODE-INVISIBLE"),
            _ => Verdict::Fine,
        }
    }

    /// A tail of zeros is what a crash leaves of a file that was being saved.
    fn nul(&self, at: usize) -> Diagnostic {
        let tail = self.bytes[at..]
            .iter()
            .all(|b| matches!(b, 0 | b'\n' | b'\r'));
        let code = if tail {
            "DECODE-NUL-TAIL"
        } else {
            "DECODE-NUL"
        };
        Diagnostic::error(code, self.place(at)).with("offset", self.offset(at))
    }

    fn not_utf8(&self, error: simdutf8::compat::Utf8Error) -> Diagnostic {
        let at = error.valid_up_to();
        let whole = self.bytes;
        let before_is_utf8 = whole[..at].iter().any(|b| *b >= 0x80);
        let code = if error.error_len().is_none() {
            "DECODE-CUT"
        } else if before_is_utf8 {
            "DECODE-MIXED"
        } else if is_euc_jp(whole) {
            "DECODE-EUC-JP"
        } else if is_shift_jis(whole) {
            "DECODE-SHIFT-JIS"
        } else {
            "DECODE-NOT-UTF8"
        };
        Diagnostic::error(code, self.place(at))
            .with("byte", format!("0x{:02X}", whole[at]))
            .with("offset", self.offset(at))
    }

    /// Half-width kana of `Shift_JIS` can pass for Latin letters of UTF-8: `ﾃ｡` and `á` are the same bytes.
    fn doubt(&self, findings: &mut Findings) {
        let mut high = self.bytes.iter().enumerate().filter(|(_, b)| **b >= 0x80);
        let all_kana = high.clone().all(|(_, b)| matches!(b, 0xA1..=0xDF));
        if let (true, Some((at, _))) = (all_kana, high.next()) {
            findings.push(Diagnostic::warning("DECODE-DOUBT", self.place(at)));
        }
    }

    /// The byte's number in the file, counted from 1.
    fn offset(&self, at: usize) -> usize {
        at + self.dropped + 1
    }

    fn place(&self, at: usize) -> Place {
        let before = &self.bytes[..at];
        let is_end = |i: usize| match before[i] {
            b'\n' => true,
            b'\r' => self.bytes.get(i + 1) != Some(&b'\n'),
            _ => false,
        };
        let ends = (0..at).filter(|i| is_end(*i)).count();
        let line_start = (0..at).rev().find(|i| is_end(*i)).map_or(0, |i| i + 1);
        let column = String::from_utf8_lossy(&before[line_start..])
            .chars()
            .count()
            + 1;
        Spot::new(narrow(ends + 1), narrow(column), 1).in_file(self.file)
    }
}

enum Verdict {
    Fine,
    Doubtful(&'static str),
    Refused(&'static str),
    /// Tells about the file as a whole; looking further would only repeat it.
    Whole(Diagnostic),
}

fn with_point(diagnostic: Diagnostic, c: char) -> Diagnostic {
    diagnostic.with("point", format!("U+{:04X}", c as u32))
}

fn is_direction(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}' | '\u{061C}')
}

/// All bytes make `Shift_JIS` characters.
fn is_shift_jis(bytes: &[u8]) -> bool {
    pairs(bytes, |first, second| match first {
        0xA1..=0xDF => Some(1),
        0x81..=0x9F | 0xE0..=0xFC => matches!(second, 0x40..=0x7E | 0x80..=0xFC).then_some(2),
        _ => None,
    })
}

/// All bytes make EUC-JP characters; asked first, because half-width kana let `Shift_JIS` claim more.
fn is_euc_jp(bytes: &[u8]) -> bool {
    pairs(bytes, |first, second| match first {
        0x8E => matches!(second, 0xA1..=0xDF).then_some(2),
        0x8F => matches!(second, 0xA1..=0xFE).then_some(3),
        0xA1..=0xFE => matches!(second, 0xA1..=0xFE).then_some(2),
        _ => None,
    })
}

fn pairs(bytes: &[u8], length: impl Fn(u8, u8) -> Option<usize>) -> bool {
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] < 0x80 {
            at += 1;
            continue;
        }
        match length(bytes[at], bytes.get(at + 1).copied().unwrap_or(0)) {
            Some(step) => at += step,
            None => return false,
        }
    }
    true
}

/// Lines and columns are below the size cap, so they always fit.
fn narrow(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
