//! Whether what a theme paints can be told from what it is painted on.
//!
//! The measure is that of WCAG 2.2: relative luminance and its ratio. Text needs 4.5:1 (success criterion
//! 1.4.3), what is drawn 3:1 (1.4.11). The pairs are those that the style files use; a colour that a
//! theme does not name is not looked at.

/// A colour as a theme writes it: `#0017c1` or `#01c`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour([u8; 3]);

/// What is painted, on what, and how far both must lie apart, in hundredths.
pub struct Pair {
    /// The colour that gives way: the one a city chooses.
    pub front: &'static str,
    pub ground: &'static str,
    pub needed: u32,
}

const TEXT: u32 = 450;
const SHAPE: u32 = 300;

/// Front, grounds, need.
const USES: [(&str, &[&str], u32); 25] = [
    ("text", &["page", "tint", "surface"], TEXT),
    ("strong", &["page", "tint", "surface"], TEXT),
    ("quiet", &["page", "tint"], TEXT),
    ("link", &["page", "tint"], TEXT),
    ("visited", &["page", "tint"], TEXT),
    ("hover", &["page", "tint"], TEXT),
    ("active", &["page", "tint"], TEXT),
    ("good", &["page"], TEXT),
    ("mixed", &["page"], TEXT),
    ("bad", &["page"], TEXT),
    ("main", &["on-main"], TEXT),
    ("deep", &["on-deep"], TEXT),
    ("main", &["page", "tint"], SHAPE),
    ("accent", &["deep"], SHAPE),
    ("edge", &["page", "tint"], SHAPE),
    ("focus", &["page", "tint"], SHAPE),
    ("chart-1", &["page"], SHAPE),
    ("chart-2", &["page"], SHAPE),
    ("part-1", &["page"], SHAPE),
    ("part-2", &["page"], SHAPE),
    ("part-3", &["page"], SHAPE),
    ("part-4", &["page"], SHAPE),
    // The tones are drawn as well as written.
    ("good", &["tint"], SHAPE),
    ("mixed", &["tint"], SHAPE),
    ("bad", &["tint"], SHAPE),
];

pub fn pairs() -> impl Iterator<Item = Pair> {
    USES.iter().flat_map(|(front, grounds, needed)| {
        grounds.iter().map(|ground| Pair {
            front,
            ground,
            needed: *needed,
        })
    })
}

impl Colour {
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let part = |at: usize| match digits.len() {
            3 => u8::from_str_radix(&digits[at..=at], 16)
                .ok()
                .map(|d| d * 17),
            6 => u8::from_str_radix(&digits[at * 2..at * 2 + 2], 16).ok(),
            _ => None,
        };
        Some(Self([part(0)?, part(1)?, part(2)?]))
    }

    pub fn code(self) -> String {
        let [r, g, b] = self.0;
        format!("#{r:02x}{g:02x}{b:02x}")
    }

    fn luminance(self) -> f64 {
        let [r, g, b] = self.0.map(|part| {
            let share = f64::from(part) / 255.0;
            if share <= 0.04045 {
                share / 12.92
            } else {
                ((share + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    /// How far two colours lie apart, from 1 to 21.
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// The colour of the same hue, darker or lighter by as little as it takes, that lies far enough from
    /// every ground; none where the grounds leave no room.
    pub fn nearest(self, wants: &[(Colour, u32)]) -> Option<Self> {
        let steps = (0..=STEPS).map(f64::from);
        let ways = steps.flat_map(|step| {
            let share = step / f64::from(STEPS);
            [self.towards(0, share), self.towards(255, share)]
        });
        let mut ways = ways.filter(|way| wants.iter().all(|want| way.is_far_from(*want)));
        ways.next()
    }

    pub fn is_far_from(self, (ground, needed): (Colour, u32)) -> bool {
        self.contrast(ground) * 100.0 >= f64::from(needed)
    }

    /// Mixed with black or white, which keeps the hue.
    fn towards(self, end: u8, share: f64) -> Self {
        Self(self.0.map(|part| {
            let (from, to) = (f64::from(part), f64::from(end));
            // Between two bytes, so it is one.
            (from + (to - from) * share).round() as u8
        }))
    }
}

/// Fine enough that two neighbours differ by one in the largest part.
const STEPS: u16 = 255;
