//! The tree that both YAML readers give: scalars, lists and maps, each with its place.
//!
//! It borrows the file's text wherever a scalar stands there as it is.

use std::borrow::Cow;
use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use crate::base::place::Spot;

/// A value and where it begins. A map or list begins where its first key or item does, or at its
/// bracket, and has no length; a value that is missing has the place of its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node<'a> {
    pub at: Spot,
    pub content: Content<'a>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content<'a> {
    Scalar { text: Cow<'a, str>, style: Style },
    List(Vec<Node<'a>>),
    Map(Vec<Entry<'a>>),
}

/// How a scalar is written, which tells whether its author meant it as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    Plain,
    /// In quotes, or a block of lines after `|` or `>`.
    Quoted,
    /// Nothing stands there, as after `key:`.
    Missing,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry<'a> {
    pub key: Key<'a>,
    pub value: Node<'a>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key<'a> {
    pub text: Cow<'a, str>,
    pub at: Spot,
}

impl<'a> Node<'a> {
    pub fn scalar(text: impl Into<Cow<'a, str>>, style: Style, at: Spot) -> Self {
        let text = text.into();
        Self {
            at,
            content: Content::Scalar { text, style },
        }
    }

    /// A value that is not there, at the place of what it belongs to.
    pub fn missing(at: Spot) -> Self {
        Self::scalar("", Style::Missing, at)
    }
}

/// Below this many keys, comparing each with each is faster than any table.
const FEW: usize = 12;

/// The keys of one map that say the same: pairs of a first one and a later one.
///
/// Keys that look alike are the same key: `ガイド` typed with a combining mark is `ガイド`.
pub fn twins(entries: &[Entry<'_>]) -> Vec<(usize, usize)> {
    if entries.len() <= FEW && entries.iter().all(|entry| entry.key.text.is_ascii()) {
        return few_twins(entries);
    }
    let mut first = BTreeMap::new();
    let mut twins = Vec::new();
    for (ix, entry) in entries.iter().enumerate() {
        let known = *first.entry(composed(&entry.key.text)).or_insert(ix);
        if known != ix {
            twins.push((known, ix));
        }
    }
    twins
}

fn few_twins(entries: &[Entry<'_>]) -> Vec<(usize, usize)> {
    let mut twins = Vec::new();
    for (ix, entry) in entries.iter().enumerate() {
        let known = entries[..ix]
            .iter()
            .position(|other| other.key.text == entry.key.text);
        twins.extend(known.map(|known| (known, ix)));
    }
    twins
}

fn composed(key: &str) -> Cow<'_, str> {
    if key.is_ascii() {
        Cow::Borrowed(key)
    } else {
        Cow::Owned(key.nfc().collect())
    }
}
