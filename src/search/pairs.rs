//! Where each pair of neighbouring signs stands in the text, and the files that say so.

use super::script::{File, file, write_number, write_sign};
use crate::base::fold::unmark;

/// How large files are, in bytes: small for little text, because a search reads a few of them, and
/// larger for much, because a host keeps them all.
const SIZES: (usize, usize) = (2 << 10, 48 << 10);

/// An ascending list of numbers, written as differences.
#[derive(Clone, Debug, Default)]
pub struct Places {
    last: u32,
    pub bytes: Vec<u8>,
}

impl Places {
    pub fn push(&mut self, place: u32) {
        write_number(&mut self.bytes, place - self.last);
        self.last = place;
    }
}

/// The pairs of neighbours and where they stand.
///
/// Pairs come in the order of the text, and to look each up at once would wait for memory ten million
/// times in ten thousand projects. So they are gathered, sorted while they fit into the processor's
/// cache, and each pair of a batch is looked up once.
#[derive(Debug)]
pub struct Pairs {
    signs: Signs,
    batch: Vec<Seen>,
    spare: Vec<Seen>,
    keys: Vec<(u32, u32)>,
    places: Vec<Places>,
    /// Places in `keys` plus one, by a hash of the pair; zero is free. A power of two long. The
    /// standard table would do, but its order differs from run to run, and it is refused everywhere.
    slots: Vec<u32>,
}

/// A pair, by the numbers of its signs, and where it stands.
#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    first: u16,
    second: u16,
    place: u32,
}

const BATCH: usize = 1 << 18;
/// Sorting looks at so many bits of a sign's number at a time; few texts have more than 4,096 signs.
const DIGIT: u32 = 12;

impl Pairs {
    pub fn new() -> Self {
        Self {
            signs: Signs::new(),
            batch: Vec::new(),
            spare: Vec::new(),
            keys: Vec::new(),
            places: Vec::new(),
            slots: vec![0; 1 << 12],
        }
    }

    /// Takes the pairs of a text that stands behind its separator, which has the given place.
    pub fn take(&mut self, separator: char, text: &[char], place: u32) {
        let mut before = self.signs.number(separator);
        for (sign, place) in text.iter().zip(place..) {
            let number = self.signs.number(*sign);
            if before != Signs::SPACE && number != Signs::SPACE {
                match (u16::try_from(before), u16::try_from(number)) {
                    (Ok(first), Ok(second)) => self.batch.push(Seen {
                        first,
                        second,
                        place,
                    }),
                    // The 65,537th sign of a text is rare enough to be looked up at once.
                    _ => {
                        let at = self.place_of((before, number));
                        self.places[at].push(place);
                    }
                }
            }
            if number == Signs::SPACE {
                self.close(before, place);
            }
            before = number;
        }
        self.close(before, place + text.len() as u32);
        if self.batch.len() >= BATCH {
            self.settle();
        }
    }

    /// An ideograph that nothing follows is a pair with a line break, so that every place of it is
    /// known from the pairs that it begins.
    fn close(&mut self, sign: u32, place: u32) {
        if matches!(self.signs.all[sign as usize], '\u{3400}'..='\u{9FFF}') {
            let end = self.signs.number('\n');
            let at = self.place_of((sign, end));
            self.places[at].push(place);
        }
    }

    /// Sorts what was gathered by pair and appends it to the places of each.
    fn settle(&mut self) {
        let bits = u32::BITS - (self.signs.all.len() as u32).leading_zeros();
        let shifts = || (0..bits.min(u16::BITS)).step_by(DIGIT as usize);
        for shift in shifts() {
            sort_by(&mut self.batch, &mut self.spare, |seen| {
                seen.second >> shift
            });
        }
        for shift in shifts() {
            sort_by(&mut self.batch, &mut self.spare, |seen| seen.first >> shift);
        }
        let batch = std::mem::take(&mut self.batch);
        for run in batch.chunk_by(|a, b| (a.first, a.second) == (b.first, b.second)) {
            let at = self.place_of((run[0].first.into(), run[0].second.into()));
            let places = &mut self.places[at];
            for seen in run {
                places.push(seen.place);
            }
        }
        self.batch = batch;
        self.batch.clear();
    }

    /// Where the pair's places are, which may be new.
    fn place_of(&mut self, pair: (u32, u32)) -> usize {
        let slot = self.slot(pair);
        if self.slots[slot] > 0 {
            return self.slots[slot] as usize - 1;
        }
        self.keys.push(pair);
        self.places.push(Places::default());
        self.slots[slot] = self.keys.len() as u32;
        if self.keys.len() * 2 > self.slots.len() {
            self.slots = vec![0; self.slots.len() * 2];
            for at in 0..self.keys.len() {
                let slot = self.slot(self.keys[at]);
                self.slots[slot] = at as u32 + 1;
            }
        }
        self.keys.len() - 1
    }

    /// Where the pair is, or the free slot where it belongs.
    fn slot(&self, pair: (u32, u32)) -> usize {
        let number = (u64::from(pair.0) << 32) | u64::from(pair.1);
        let hash = number.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let mask = self.slots.len() - 1;
        let mut slot = (hash >> 32) as usize & mask;
        while self.slots[slot] != 0 && self.keys[self.slots[slot] as usize - 1] != pair {
            slot = (slot + 1) & mask;
        }
        slot
    }

    /// Writes the files; returns the first pair of each, with spaces between them.
    pub fn finish(mut self, files: &mut Vec<File>) -> String {
        self.settle();
        (self.batch, self.spare, self.slots) = (Vec::new(), Vec::new(), Vec::new());
        let signs = &self.signs.all;
        let pair = |(a, b): (u32, u32)| (signs[a as usize], signs[b as usize]);
        let keys: Vec<(char, char)> = self.keys.iter().map(|key| pair(*key)).collect();
        let folded = |at: usize| (unmark(keys[at].0), unmark(keys[at].1));
        let mut order: Vec<usize> = (0..keys.len()).collect();
        order.sort_unstable_by_key(|at| (folded(*at), keys[*at]));
        let size = |(a, b): (char, char), places: &[u8]| a.len_utf8() + b.len_utf8() + places.len();
        let total: usize = keys
            .iter()
            .zip(&self.places)
            .map(|(key, places)| size(*key, &places.bytes) + 1)
            .sum();
        let limit = (total / 320).clamp(SIZES.0, SIZES.1);
        let mut firsts = String::new();
        // Forms of one pair stay together.
        let forms: Vec<&[usize]> = order.chunk_by(|a, b| folded(*a) == folded(*b)).collect();
        let mut rest = forms.as_slice();
        let mut number = 0;
        while !rest.is_empty() {
            let mut bytes = 0;
            let fitting = rest.iter().take_while(|forms| {
                let sizes = forms
                    .iter()
                    .map(|at| size(keys[*at], &self.places[*at].bytes) + 1);
                bytes += sizes.sum::<usize>();
                // The first one has no space before it.
                bytes - 1 <= limit
            });
            // A pair that is larger than a file gets one of its own.
            let (now, later) = rest.split_at(fitting.count().max(1));
            let first = folded(now[0][0]);
            firsts.extend((number > 0).then_some(' '));
            firsts.extend([first.0, first.1]);
            files.push(file(&format!("p-{number}"), |out| {
                out.reserve(bytes);
                out.push(b'"');
                for (ix, at) in now.concat().into_iter().enumerate() {
                    out.extend((ix > 0).then_some(b' '));
                    write_sign(out, keys[at].0);
                    write_sign(out, keys[at].1);
                    // What is written is let go, so that nothing is held twice.
                    out.append(&mut self.places[at].bytes);
                }
                out.push(b'"');
            }));
            rest = later;
            number += 1;
        }
        firsts
    }
}

/// One pass of a sort by digits; what is equal keeps its order.
fn sort_by(batch: &mut Vec<Seen>, spare: &mut Vec<Seen>, number: impl Fn(&Seen) -> u16) {
    let digit = |seen: &Seen| usize::from(number(seen)) & ((1 << DIGIT) - 1);
    let mut ends = vec![0; 1 << DIGIT];
    for seen in batch.iter() {
        ends[digit(seen)] += 1;
    }
    let mut sum = 0;
    for end in &mut ends {
        (*end, sum) = (sum, sum + *end);
    }
    spare.resize(batch.len(), Seen::default());
    for seen in batch.iter() {
        let end = &mut ends[digit(seen)];
        spare[*end] = *seen;
        *end += 1;
    }
    std::mem::swap(batch, spare);
}

/// Numbers for the signs of a text, in the order in which they first come.
#[derive(Debug)]
struct Signs {
    all: Vec<char>,
    /// By code point in the first plane: the number plus one.
    table: Vec<u32>,
    /// The few signs of other planes, sorted.
    others: Vec<(char, u32)>,
}

impl Signs {
    /// The number of the space.
    const SPACE: u32 = 0;

    fn new() -> Self {
        let mut signs = Self {
            all: Vec::new(),
            table: vec![0; 1 << 16],
            others: Vec::new(),
        };
        let space = signs.number(' ');
        debug_assert_eq!(space, Self::SPACE, "nothing comes before it");
        signs
    }

    fn number(&mut self, sign: char) -> u32 {
        let next = self.all.len() as u32;
        match self.table.get_mut(sign as usize) {
            Some(0) => self.table[sign as usize] = next + 1,
            Some(known) => return *known - 1,
            None => match self.others.binary_search_by_key(&sign, |other| other.0) {
                Ok(at) => return self.others[at].1,
                Err(at) => self.others.insert(at, (sign, next)),
            },
        }
        self.all.push(sign);
        next
    }
}
