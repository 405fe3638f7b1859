//! Amounts, which people type in many ways: `3,054,807`, 3054807千円, 30億.
//!
//! Pairs of digits would stand nearly everywhere. So amounts have files of their own, which are read only
//! when somebody asks for a number: by size which documents hold it, by document what each amount is of.

use super::script::{File, file, write_list, write_string};

/// How large files are, in bytes.
const SIZE: usize = 4 << 10;

/// An amount that a document prints, and what is said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amount {
    /// Without its sign, in the smallest unit.
    pub size: u64,
    pub section: super::Section,
    /// What it is of, which one, and how it is written.
    pub name: String,
    pub label: String,
    pub value: String,
}

#[derive(Debug, Default)]
pub struct Amounts {
    /// In which units amounts are printed, as how many of the smallest one.
    units: Vec<u64>,
    /// Each amount of each document once.
    places: Vec<(u64, u32)>,
    files: Vec<File>,
    /// The first document of each file.
    firsts: Vec<u32>,
    body: Vec<u8>,
}

impl Amounts {
    pub fn new(units: Vec<u64>) -> Self {
        Self {
            units,
            ..Self::default()
        }
    }

    /// Of amounts of one size the first tells what it is of.
    pub fn put(&mut self, document: u32, amounts: &[Amount]) {
        let mut told: Vec<&Amount> = Vec::new();
        for amount in amounts {
            if told.iter().all(|known| known.size != amount.size) {
                self.places.push((amount.size, document));
                told.push(amount);
            }
        }
        if told.is_empty() {
            return;
        }
        let mut item = format!("[{document},").into_bytes();
        write_list(&mut item, &told, |out, amount| {
            out.extend(format!("[{}", amount.size).bytes());
            let texts = [&*amount.section, &amount.name, &amount.label, &amount.value];
            for text in texts {
                out.push(b',');
                write_string(out, text);
            }
            out.push(b']');
        });
        item.push(b']');
        if self.body.len() + item.len() > SIZE {
            self.close();
        }
        match self.body.is_empty() {
            true => self.firsts.push(document),
            false => self.body.push(b','),
        }
        self.body.extend(item);
    }

    fn close(&mut self) {
        let body = std::mem::take(&mut self.body);
        if !body.is_empty() {
            self.files
                .push(file(&format!("m-{}", self.files.len()), |out| {
                    out.push(b'[');
                    out.extend(body);
                    out.push(b']');
                }));
        }
    }

    pub fn finish(mut self, files: &mut Vec<File>) {
        self.close();
        self.places.sort_unstable();
        let mut firsts = Vec::new();
        let mut rest = self.places.as_slice();
        while let Some((first, _)) = rest.first() {
            let mut body = Vec::new();
            let mut count = 0;
            while let Some((size, document)) = rest.get(count).filter(|_| body.len() < SIZE) {
                body.extend((count > 0).then_some(b','));
                body.extend(format!("{size},{document}").bytes());
                count += 1;
            }
            files.push(file(&format!("a-{}", firsts.len()), |out| {
                out.push(b'[');
                out.extend(body);
                out.push(b']');
            }));
            firsts.push(*first);
            rest = &rest[count..];
        }
        files.append(&mut self.files);
        let number = |out: &mut Vec<u8>, number: &u64| out.extend(number.to_string().bytes());
        files.push(file("amounts", |out| {
            for (key, numbers) in [
                ("{\"units\":", &self.units),
                (",\"sizes\":", &firsts),
                (
                    ",\"documents\":",
                    &self.firsts.iter().map(|first| u64::from(*first)).collect(),
                ),
            ] {
                out.extend(key.bytes());
                write_list(out, numbers, number);
            }
            out.push(b'}');
        }));
    }
}
