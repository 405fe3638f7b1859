//! What can be wrong with the text of a cell.
//!
//! A flaw does not know in which file it stands; the caller adds the place. The sentences are in the
//! catalogue `value.toml`.

use super::kind::Why;
use crate::base::diag::{Diagnostic, Severity};
use crate::base::place::Place;
use crate::base::text;

/// Something wrong or doubtful in the text of one cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    fault: Fault,
    found: Box<str>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fault {
    Control(char),
    Invisible(char),
    ForeignDigit(char),
    Grouping,
    BlankInside,
    Separator,
    TrailingSign,
    BackslashYen,
    LeadingZero,
    Exponent,
    BarePoint,
    Malformed,
    TooLong,
    LetterForDigit,
    ProgramWord,
    SpreadsheetError,
    TooNarrow,
    Formula,
    MixedWidth,
    LookAlike(char),
    FloatNoise,
    Ambiguous(Why),
}

impl Fault {
    pub(super) fn of(self, found: &str) -> Flaw {
        Flaw {
            fault: self,
            found: found.into(),
        }
    }
}

impl Flaw {
    /// The code under which the catalogue explains it.
    pub const fn code(&self) -> &'static str {
        match self.fault {
            Fault::Control(_) => "VALUE-CONTROL",
            Fault::Invisible(_) => "VALUE-INVISIBLE",
            Fault::ForeignDigit(_) => "VALUE-FOREIGN-DIGIT",
            Fault::Grouping => "VALUE-GROUPING",
            Fault::BlankInside => "VALUE-BLANK-INSIDE",
            Fault::Separator => "VALUE-SEPARATOR",
            Fault::TrailingSign => "VALUE-TRAILING-SIGN",
            Fault::BackslashYen => "VALUE-BACKSLASH-YEN",
            Fault::LeadingZero => "VALUE-LEADING-ZERO",
            Fault::Exponent => "VALUE-EXPONENT",
            Fault::BarePoint => "VALUE-BARE-POINT",
            Fault::Malformed => "VALUE-MALFORMED",
            Fault::TooLong => "VALUE-TOO-LONG",
            Fault::LetterForDigit => "VALUE-LETTER-FOR-DIGIT",
            Fault::ProgramWord => "VALUE-PROGRAM-WORD",
            Fault::SpreadsheetError => "VALUE-SPREADSHEET-ERROR",
            Fault::TooNarrow => "VALUE-TOO-NARROW",
            Fault::Formula => "VALUE-FORMULA",
            Fault::MixedWidth => "VALUE-MIXED-WIDTH",
            Fault::LookAlike(_) => "VALUE-LOOK-ALIKE",
            Fault::FloatNoise => "VALUE-FLOAT-NOISE",
            Fault::Ambiguous(why) => match why {
                Why::Bracketed => "VALUE-BRACKETED",
                Why::FallMark => "VALUE-FALL-MARK",
                Why::DashBefore => "VALUE-DASH-BEFORE",
                Why::PlusMinus => "VALUE-PLUS-MINUS",
                Why::ScaleOnly => "VALUE-SCALE-ONLY",
                Why::Hyphen => "VALUE-HYPHEN",
                Why::TwoFigures => "VALUE-TWO-FIGURES",
                Why::Reversed => "VALUE-REVERSED",
            },
        }
    }

    /// A warning stands beside a value, an error in the place of one.
    pub const fn severity(&self) -> Severity {
        match self.fault {
            // Documents print them so, and they can be read in one way only.
            Fault::MixedWidth => Severity::Notice,
            Fault::LookAlike(_) | Fault::FloatNoise | Fault::Ambiguous(_) => Severity::Warning,
            _ => Severity::Error,
        }
    }

    pub fn diagnostic(&self, place: Place) -> Diagnostic {
        let found = text::shorten(&text::visible(&self.found), 40);
        let mut diagnostic =
            Diagnostic::new(self.severity(), self.code(), place).with("found", found);
        if let Fault::Control(sign)
        | Fault::Invisible(sign)
        | Fault::ForeignDigit(sign)
        | Fault::LookAlike(sign) = self.fault
        {
            diagnostic = diagnostic.with("sign", format!("U+{:04X}", u32::from(sign)));
        }
        if let Some(near) = self.near() {
            diagnostic = diagnostic.with("near", text::shorten(&text::visible(&near), 40));
        }
        diagnostic
    }

    /// What was most likely meant, where that can be guessed by changing signs alone.
    fn near(&self) -> Option<String> {
        let narrowed = || self.found.chars().map(crate::base::era::narrow);
        let near: String = match self.fault {
            Fault::Invisible(_) => self
                .found
                .chars()
                .filter(|c| !text::is_invisible(*c))
                .collect(),
            Fault::BlankInside => narrowed().filter(|c| !c.is_whitespace()).collect(),
            Fault::Separator => narrowed()
                .filter(|c| !matches!(c, '\'' | '’' | '_'))
                .collect(),
            Fault::Grouping => narrowed().filter(|c| *c != ',').collect(),
            Fault::TrailingSign => {
                let number: String = narrowed()
                    .filter(|c| c.is_ascii_digit() || *c == ',')
                    .collect();
                format!("-{number}")
            }
            Fault::BackslashYen => {
                let number: String = narrowed().filter(|c| *c != '\\').collect();
                format!("{number}円")
            }
            Fault::BarePoint => {
                let number: String = narrowed().collect();
                match number.strip_suffix('.') {
                    Some(whole) => whole.to_owned(),
                    None => number.replacen('.', "0.", 1),
                }
            }
            Fault::LetterForDigit => narrowed()
                .map(|c| match c {
                    'O' | 'o' => '0',
                    'I' | 'l' => '1',
                    other => other,
                })
                .collect(),
            Fault::MixedWidth => narrowed().collect(),
            _ => return None,
        };
        Some(near)
    }
}
