//! Words everybody shares: places, messages, paths, escaped text and its tags, exact numbers, eras.
//!
//! Nothing in here knows what a plan is, and nothing in here touches the machine.

pub mod decimal;
pub mod diag;
pub mod era;
pub mod fold;
pub mod japanese;
pub mod kana;
pub mod markup;
pub mod moment;
pub mod path;
pub mod phrases;
pub mod place;
pub mod plain;
pub mod tag;
pub mod text;
pub mod words;
