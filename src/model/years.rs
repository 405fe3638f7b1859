//! Something for each of a few years, in the order of the years.
//!
//! A plan holds tens of thousands of these with five to ten entries each, so they are sorted lists: a
//! tree map would take twice the memory for them.

use super::year::FiscalYear;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Years<T>(Box<[(FiscalYear, T)]>);

impl<T> Years<T> {
    pub fn get(&self, year: &FiscalYear) -> Option<&T> {
        let at = self.0.binary_search_by_key(year, |(year, _)| *year).ok()?;
        Some(&self.0[at].1)
    }

    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&FiscalYear, &T)> + Clone {
        self.0.iter().map(|(year, entry)| (year, entry))
    }

    pub fn iter_mut(&mut self) -> impl Iterator<Item = (&FiscalYear, &mut T)> {
        self.0.iter_mut().map(|(year, entry)| (&*year, entry))
    }

    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &FiscalYear> + Clone {
        self.0.iter().map(|(year, _)| year)
    }

    pub fn values(&self) -> impl DoubleEndedIterator<Item = &T> + Clone {
        self.0.iter().map(|(_, entry)| entry)
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<T> Default for Years<T> {
    fn default() -> Self {
        Self(Box::default())
    }
}

/// Of two entries for one year the first is kept; whoever reads data reports the second.
impl<T> FromIterator<(FiscalYear, T)> for Years<T> {
    fn from_iter<I: IntoIterator<Item = (FiscalYear, T)>>(entries: I) -> Self {
        let mut entries: Vec<(FiscalYear, T)> = entries.into_iter().collect();
        entries.sort_by_key(|(year, _)| *year);
        entries.dedup_by_key(|(year, _)| *year);
        Self(entries.into_boxed_slice())
    }
}

impl<T> IntoIterator for Years<T> {
    type Item = (FiscalYear, T);
    type IntoIter = std::vec::IntoIter<(FiscalYear, T)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_vec().into_iter()
    }
}

impl<'a, T> IntoIterator for &'a Years<T> {
    type Item = (&'a FiscalYear, &'a T);
    type IntoIter = std::iter::Map<
        std::slice::Iter<'a, (FiscalYear, T)>,
        fn(&'a (FiscalYear, T)) -> (&'a FiscalYear, &'a T),
    >;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter().map(|(year, entry)| (year, entry))
    }
}
