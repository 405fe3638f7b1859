//! A generated site of any size, the same for the same size: what speed is measured with.
//!
//! Each project has three indicators over seven years, seven years of money, a schedule and a short prose;
//! its page shows four charts. It has no finding.

use std::fmt::Write;

/// A small random generator, so that the site needs no seed from outside (xorshift64*).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub fn roll(&mut self, below: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % below
    }
}

/// How many nodes the generated tree has at its two levels, and how many sections there are.
const TOP: usize = 20;
const BELOW: usize = 10;
const SECTIONS: usize = 100;

/// Every file of a site with so many projects, as (path, text).
pub fn site(projects: usize) -> impl Iterator<Item = (String, String)> {
    let fixed = [
        ("content/mieruka.yaml".to_owned(), settings()),
        ("seeds/big/plan.yaml".to_owned(), plan()),
    ];
    let each = (0..projects).flat_map(|number| {
        [
            (
                format!("seeds/big/projects/{}.yaml", id(number)),
                project(number),
            ),
            (format!("content/big/{}.md", id(number)), prose(number)),
        ]
    });
    fixed.into_iter().chain(each)
}

pub fn id(number: usize) -> String {
    format!("p{number:05}")
}

fn settings() -> String {
    "title: 計測用の計画\nowner: 計測市\nsummary: 速さを測るために作った計画です。\nas_of: 2026-04-01\n".to_owned()
}

fn plan() -> String {
    let mut out = String::from(
        "id: big\ntitle: 計測用の計画\nmunicipality: { name: 計測市 }\nedition: 令和8年度\nunit: 千円\n\
         levels: [基本方針, 施策]\nsources:\n  - { id: main, title: 計測用の計画書 }\nfunding:\n\
         \x20 - { id: national, name: 国 }\n  - { id: prefecture, name: 県 }\n  - { id: other, name: その他 }\n\
         \x20 - { id: bonds, name: 市債 }\n  - { id: general, name: 一般財源 }\ndepartments:\n",
    );
    for section in 0..SECTIONS {
        let _ = writeln!(out, "  - {{ id: s{section:03}, name: 第{section}課 }}");
    }
    out.push_str("policies:\n");
    for top in 0..TOP {
        let _ = writeln!(
            out,
            "  - id: t{top:02}\n    title: 基本方針{top}\n    children:"
        );
        for below in 0..BELOW {
            let _ = writeln!(
                out,
                "      - {{ id: t{top:02}-{below}, title: 施策{top}の{below} }}"
            );
        }
    }
    out
}

/// The YAML of one project, between 4 and 5 KB.
pub fn project(number: usize) -> String {
    let mut dice = Dice::new(number as u64 + 1);
    let mut out = String::with_capacity(5_000);
    let (top, below) = (number % TOP, number / TOP % BELOW);
    let _ = write!(
        out,
        "id: {}\ntitle: 第{number}号事業の推進\npolicy: t{top:02}-{below}\ndepartment: s{:03}\n\
         flags: [拡充]\nsince: 令和{}年度\nbasis: [計測条例, 計測基本計画]\nsource: {{ doc: main, page: {} }}\nindicators:\n",
        id(number),
        number % SECTIONS,
        1 + dice.roll(7),
        number + 1,
    );
    for slot in 1..=3 {
        indicator(&mut out, slot, &mut dice);
    }
    money(&mut out, &mut dice);
    out.push_str("schedule:\n");
    for year in 5..=11 {
        let _ = writeln!(
            out,
            "  - {{ when: 令和{year}年度, what: 第{number}号事業の段階{year}として、窓口とオンラインの手続をそろえ、使いにくいところを見直す }}"
        );
    }
    out.push_str("notes:\n");
    for note in 1..=5 {
        let _ = writeln!(
            out,
            "  - 注記{note}。この事業は速さを測るために作ったもので、数値はどこの自治体のものでもありません。"
        );
    }
    out
}

fn indicator(out: &mut String, slot: usize, dice: &mut Dice) {
    let _ = write!(
        out,
        "  - slot: {slot}\n    role: {}\n    name: 計測指標{slot}の件数\n    unit: 件\n    better: up\n    years:\n",
        if slot == 1 { "output" } else { "outcome" },
    );
    let start = 100 + dice.roll(900);
    for year in 5..=11u64 {
        let target = start + (year - 5) * 20;
        let actual = if year <= 7 {
            format!("\"{}\"", grouped(target - 30 + dice.roll(60)))
        } else {
            "\"\"".to_owned()
        };
        let _ = writeln!(
            out,
            "      R{year}: {{ target: \"{}\", actual: {actual} }}",
            grouped(target)
        );
    }
}

fn money(out: &mut String, dice: &mut Dice) {
    out.push_str("budget:\n  years:\n");
    let mut before = 2_000 + dice.roll(20_000);
    for year in 5..=11 {
        let total = before * (80 + dice.roll(50)) / 100;
        before = total;
        let _ = write!(
            out,
            "    R{year}:\n      budget: {{ total: \"{}\" }}\n",
            grouped(total)
        );
        if year <= 7 {
            let settled = total - dice.roll(total / 10);
            let _ = writeln!(out, "      settled: {{ total: \"{}\" }}", grouped(settled));
        }
    }
}

fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// The prose of one project.
pub fn prose(number: usize) -> String {
    format!(
        "---\nsummary: 第{number}号事業は、速さを測るために作った事業です。\n---\n\
         この事業は**「計測」**のためのものです。市民の皆さんが使う手続を{number}件そろえ、窓口でもオンラインでも同じように使えるようにします。\n\n\
         ## なぜ行うか\n\n手続に時間がかかるという声が寄せられています。次のことを進めます。\n\n\
         - 申請の様式をそろえる\n- 書かなくてよい窓口をつくる\n- 使いにくいところを毎年見直す\n",
    )
}
