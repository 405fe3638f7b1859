//! The two keys by which anything is held back from the public, wherever they may stand.
//!
//! A key that is there says something, even when nothing stands behind it: whether something is public
//! must never hang on a value that somebody forgot.

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer};

use crate::sources::yaml::Text;

#[derive(Debug, Default, JsonSchema)]
#[schemars(
    inline,
    description = "まだ決裁されていない案であるとき true。公開するサイトのどこにも出しません"
)]
pub struct Draft(pub Option<Text>);

#[derive(Debug, Default, JsonSchema)]
#[schemars(
    inline,
    description = "公開する日時（例: 2027-03-31T09:00+09:00）。それまで公開するサイトのどこにも出しません"
)]
pub struct PublishAt(pub Option<Text>);

impl<'de> Deserialize<'de> for Draft {
    fn deserialize<D: Deserializer<'de>>(value: D) -> Result<Self, D::Error> {
        Text::deserialize(value).map(|text| Self(Some(text)))
    }
}

impl<'de> Deserialize<'de> for PublishAt {
    fn deserialize<D: Deserializer<'de>>(value: D) -> Result<Self, D::Error> {
        Text::deserialize(value).map(|text| Self(Some(text)))
    }
}
