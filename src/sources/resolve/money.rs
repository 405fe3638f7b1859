//! The money in a project's file.

use super::project::{by_year, held_years, until_then};
use super::{PlanKeys, Reader, plain, texts};
use crate::base::place::Spot;
use crate::model::{
    Amount, Budget, Change, HeldPart, Item, ItemTotal, Items, Value, YearMoney, Years,
};
use crate::sources::record::{BudgetRecord, ChangeRecord, ItemRecord, ItemsRecord};
use crate::sources::yaml::{At, Cell, Text};

/// The key of the whole amount, beside the ids of its parts.
const TOTAL: &str = "total";

pub fn resolve_budget(
    record: &BudgetRecord,
    keys: &PlanKeys<'_>,
    reader: &mut Reader<'_>,
) -> Budget {
    let years = by_year(&record.years, reader, |year, key, reader| YearMoney {
        budget: year
            .budget
            .as_ref()
            .map(|record| amount(&record.parts, keys, reader)),
        settled: year
            .settled
            .as_ref()
            .map(|record| amount(&record.parts, keys, reader)),
        at: key.at,
    });
    let changes = record
        .changes
        .iter()
        .filter_map(|change| resolve_change(change, keys, reader))
        .collect();
    Budget {
        years,
        closed: Vec::new(),
        held: held_years(&record.years, reader, |year, reader| {
            let mut parts = vec![(
                HeldPart::Whole,
                reader.hold(&year.draft, &year.publish_at),
                None,
            )];
            for (part, record) in [
                (HeldPart::Planned, &year.budget),
                (HeldPart::Done, &year.settled),
            ] {
                if let Some(record) = record {
                    let hold = reader.hold(&record.draft, &record.publish_at);
                    let holding = (&record.draft, &record.publish_at);
                    let before = until_then(record.until_then.as_ref(), (&hold, holding), reader);
                    let before = before.and_then(|before| reader.money(before));
                    parts.push((part, hold, before));
                }
            }
            parts
        }),
        changes,
        notes: texts(&record.notes),
        records: texts(&record.records),
    }
}

fn resolve_change(
    change: &At<ChangeRecord>,
    keys: &PlanKeys<'_>,
    reader: &mut Reader<'_>,
) -> Option<Change> {
    let amount = amount(&change.value.amount.0, keys, reader);
    let from = reader.required_year(change.value.from.as_ref(), "from", change.at)?;
    let to = reader.required_year(change.value.to.as_ref(), "to", change.at)?;
    Some(Change {
        from,
        to,
        amount,
        at: change.at,
    })
}

fn amount(entries: &[(Text, Cell)], keys: &PlanKeys<'_>, reader: &mut Reader<'_>) -> Amount {
    let mut amount = Amount::default();
    let names: Vec<&str> = std::iter::once(TOTAL)
        .chain(keys.funding.iter().copied())
        .collect();
    for (key, cell) in entries {
        if ["draft", "publish_at"].contains(&&*key.text) {
            let args = [("key", &*key.text), ("of_project", "")];
            reader.error("HELD-NOTHING", key.at, &args);
            continue;
        }
        let value = reader.money(cell);
        match reader.reference(key, "funding", &names) {
            Some(0) => amount.total = value,
            Some(ix) => amount.parts.extend(value.map(|value| (ix - 1, value))),
            None => {}
        }
    }
    amount
}

pub fn resolve_items(record: &ItemsRecord, reader: &mut Reader<'_>) -> Items {
    let list = record
        .list
        .iter()
        .map(|At { at, value }| Item {
            no: plain(value.no.as_ref()),
            name: reader.required(value.name.as_ref(), "name", *at),
            amounts: amounts(value, reader),
            change: value.change.as_ref().and_then(|cell| reader.money(cell)),
            reason: value.reason.as_ref().and_then(|cell| reader.value(cell)),
            at: *at,
        })
        .collect();
    let total = record
        .total
        .as_ref()
        .map(|At { at, value }| total(value, *at, reader));
    Items { list, total }
}

fn total(record: &ItemRecord, at: Spot, reader: &mut Reader<'_>) -> ItemTotal {
    ItemTotal {
        amounts: amounts(record, reader),
        change: record.change.as_ref().and_then(|cell| reader.money(cell)),
        at,
    }
}

fn amounts(record: &ItemRecord, reader: &mut Reader<'_>) -> Years<Value> {
    by_year(&record.amounts, reader, |cell, _, reader| {
        reader.money(cell)
    })
    .into_iter()
    .filter_map(|(year, value)| Some((year, value?)))
    .collect()
}
