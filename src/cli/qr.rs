//! An address as a square of dots on the terminal, for the camera of a phone.

use qrcode::{Color, QrCode};

/// The dots need so much white around them to be found.
const MARGIN: usize = 2;

/// Two rows of dots a line, dark on light whatever the terminal's colours are. Nothing for a text that
/// is too long.
pub fn square(text: &str) -> Option<String> {
    let code = QrCode::new(text).ok()?;
    let (width, colors) = (code.width(), code.to_colors());
    let is_dark = |x: usize, y: usize| {
        let (x, y) = (x.checked_sub(MARGIN)?, y.checked_sub(MARGIN)?);
        (x < width && y < width).then(|| colors[y * width + x] == Color::Dark)
    };
    let side = width + 2 * MARGIN;
    let mut out = String::new();
    for y in (0..side).step_by(2) {
        out.push_str("\u{1b}[30;107m");
        for x in 0..side {
            let dots = [y, y + 1].map(|y| is_dark(x, y) == Some(true));
            out.push(match dots {
                [true, true] => '█',
                [true, false] => '▀',
                [false, true] => '▄',
                [false, false] => ' ',
            });
        }
        out.push_str("\u{1b}[0m\n");
    }
    Some(out)
}
