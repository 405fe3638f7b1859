//! The files of the index as scripts: a call with the file's name, the version and the data.

/// A published file: its name below the folder of the index, and what it holds.
pub type File = (String, Vec<u8>);

/// Room for the version in the head of a file, until it is known.
const NO_VERSION: &str = "000000000000";

const HEAD: &str = "mierukaSearch(\"";
const HEAD_MIDDLE: &str = "\",\"";

/// A file, with room for the version.
pub fn file(name: &str, write: impl FnOnce(&mut Vec<u8>)) -> File {
    let mut out = Vec::new();
    for part in [HEAD, name, HEAD_MIDDLE, NO_VERSION, "\","] {
        out.extend(part.bytes());
    }
    write(&mut out);
    out.extend(b");\n");
    out.shrink_to_fit();
    (name.to_owned(), out)
}

pub fn write_list<T>(out: &mut Vec<u8>, items: &[T], mut write: impl FnMut(&mut Vec<u8>, &T)) {
    out.push(b'[');
    for (ix, item) in items.iter().enumerate() {
        out.extend((ix > 0).then_some(b','));
        write(out, item);
    }
    out.push(b']');
}

pub fn write_number(out: &mut Vec<u8>, number: u32) {
    let last = b'#' + (number % 57) as u8;
    let mut rest = number / 57;
    // One or two digits are what nearly all numbers have, and a call to copy them would cost more.
    out.reserve(8);
    if rest >= 34 {
        let mut digits = [0; 6];
        let mut first = digits.len();
        while rest >= 34 {
            first -= 1;
            digits[first] = b']' + (rest % 34) as u8;
            rest /= 34;
        }
        out.push(b']' + rest as u8);
        for digit in &digits[first..] {
            out.push(*digit);
        }
    } else if rest > 0 {
        out.push(b']' + rest as u8);
    }
    out.push(last);
}

/// A string as JavaScript reads it: JSON, and the two line ends that old browsers refuse in strings.
pub fn write_string(out: &mut Vec<u8>, text: &str) {
    out.push(b'"');
    let is_plain = |byte: &u8| *byte >= b' ' && !matches!(byte, b'"' | b'\\' | 0xE2);
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        if is_plain(&byte) {
            continue;
        }
        // 0xE2 opens those line ends and much else; a continuation byte is never one of these.
        let sign = text[at..].chars().next().unwrap_or_default();
        if sign > '\u{7F}' && !matches!(sign, '\u{2028}' | '\u{2029}') {
            continue;
        }
        out.extend_from_slice(&text.as_bytes()[from..at]);
        write_sign(out, sign);
        from = at + sign.len_utf8();
    }
    out.extend_from_slice(&text.as_bytes()[from..]);
    out.push(b'"');
}

pub fn write_sign(out: &mut Vec<u8>, sign: char) {
    match sign {
        '"' => out.extend(b"\\\""),
        '\\' => out.extend(b"\\\\"),
        '\n' => out.extend(b"\\n"),
        '\t' => out.extend(b"\\t"),
        '\0'..'\u{20}' | '\u{2028}' | '\u{2029}' => {
            out.extend(format!("\\u{:04x}", sign as u32).bytes());
        }
        _ => out.extend(sign.encode_utf8(&mut [0; 4]).bytes()),
    }
}

/// Writes the version into the files, which have room for it, and completes their names.
pub fn set_version(files: &mut [File]) -> String {
    let version = version(files);
    for (name, bytes) in files {
        let at = HEAD.len() + name.len() + HEAD_MIDDLE.len();
        bytes[at..at + version.len()].copy_from_slice(version.as_bytes());
        name.push_str(".js");
    }
    version
}

/// A checksum of all files. It only has to tell two indexes apart; whether files are whole is for the
/// manifest to say.
fn version(files: &[File]) -> String {
    const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut hash: u64 = 0;
    for (_, bytes) in files {
        for word in bytes.chunks(8) {
            let mut padded = [0; 8];
            padded[..word.len()].copy_from_slice(word);
            hash = (hash.rotate_left(5) ^ u64::from_le_bytes(padded)).wrapping_mul(FACTOR);
        }
        hash ^= bytes.len() as u64;
    }
    hash = (hash ^ (hash >> 32)).wrapping_mul(FACTOR);
    format!("{:012x}", hash >> 16)
}
