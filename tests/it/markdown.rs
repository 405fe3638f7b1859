//! Markdown of departments: what becomes HTML, what becomes a finding, and that nothing else does.

use mieruka::base::diag::{Diagnostic, Findings};
use mieruka::base::path::SourcePath;
use mieruka::base::words::Lang;
use mieruka::sources::markdown::{Heading, LARGE_BYTES, LIMIT_BYTES, Origin, Part, Prose, parse};
use proptest::prelude::*;

use scanner::scan;

/// The text begins on line 5 of its file, as if front matter stood before it.
const FIRST_LINE: u32 = 5;

fn read(source: &str) -> (Prose, Findings) {
    read_at(source, FIRST_LINE)
}

fn read_at(source: &str, first_line: u32) -> (Prose, Findings) {
    let file = SourcePath::new("content/plan/01.md");
    let origin = Origin {
        file: &file,
        first_line,
        base_level: 2,
        lang: Lang::Ja,
        slots: &["indicator", "chart", "table"],
    };
    let mut findings = Findings::new();
    let prose = parse(source, origin, &mut findings);
    let findings = findings.sorted();
    findings.iter().for_each(check_sentences);
    for part in &prose.parts {
        if let Part::Html { html, .. } = part {
            scan(html.as_str())
                .unwrap_or_else(|fault| panic!("{fault}\nin {html:?}\nof {source:?}"));
        }
    }
    (prose, findings)
}

/// Every finding can be said, whole, in both languages.
fn check_sentences(found: &Diagnostic) {
    for lang in Lang::ALL {
        let (message, help) = (found.message(lang), found.help(lang));
        assert!(
            !message.contains(found.code),
            "{} has no message",
            found.code
        );
        assert!(
            !message.is_empty() && !help.is_empty(),
            "{} says nothing",
            found.code
        );
        assert!(!help.contains(found.code), "{} has no help", found.code);
    }
}

/// The HTML of a text that has nothing wrong with it.
fn html(source: &str) -> String {
    let (prose, findings) = read(source);
    assert!(findings.is_empty(), "{:?} for {source:?}", told(&findings));
    shown(&prose)
}

fn shown(prose: &Prose) -> String {
    let mut out = String::new();
    for part in &prose.parts {
        match part {
            Part::Html { html, .. } => out.push_str(html.as_str()),
            Part::Slot { kind, argument, .. } => out += &format!("[[{kind} {argument}]]\n"),
        }
    }
    out
}

fn edition(prose: &Prose) -> String {
    let mut out = String::new();
    for part in &prose.parts {
        match part {
            Part::Html { markdown, .. } => out += &format!("{markdown}\n"),
            Part::Slot { kind, argument, .. } => out += &format!("[[{kind} {argument}]]\n"),
        }
    }
    out
}

/// `line:column+length code`, in the order of a report.
fn told(findings: &Findings) -> Vec<String> {
    let line = |found: &Diagnostic| match found.place.spot {
        Some(spot) => format!(
            "{}:{}+{} {}",
            spot.line, spot.column, spot.length, found.code
        ),
        None => found.code.to_owned(),
    };
    findings.iter().map(line).collect()
}

fn findings(source: &str) -> Vec<String> {
    told(&read(source).1)
}

#[track_caller]
fn check_html(source: &str, expected: &str) {
    assert_eq!(html(source), expected, "for {source:?}");
}

#[track_caller]
fn check_findings(source: &str, expected: &[&str]) {
    assert_eq!(findings(source), expected, "for {source:?}");
}

#[test]
fn emphasis_of_japanese_is_mended() {
    let cases = [
        ("**「強調」**の", "<p><strong>「強調」</strong>の</p>\n"),
        (
            "これは**「強調」**です。",
            "<p>これは<strong>「強調」</strong>です。</p>\n",
        ),
        ("**強調。**次の文", "<p><strong>強調。</strong>次の文</p>\n"),
        (
            "これは**私のやりたかったこと。**だからするの。",
            "<p>これは<strong>私のやりたかったこと。</strong>だからするの。</p>\n",
        ),
        ("**（注）**は", "<p><strong>（注）</strong>は</p>\n"),
        (
            "**\"強調\"**の",
            "<p><strong>&quot;強調&quot;</strong>の</p>\n",
        ),
        (
            "**`code`**の",
            "<p><strong><code>code</code></strong>の</p>\n",
        ),
        (
            "*「窓口」*の**太字**と",
            "<p><em>「窓口」</em>の<strong>太字</strong>と</p>\n",
        ),
        (
            "**「強調」**の**太字**。",
            "<p><strong>「強調」</strong>の<strong>太字</strong>。</p>\n",
        ),
        ("~~「旧」~~の", "<p><del>「旧」</del>の</p>\n"),
        ("\\**「x」**の", "<p>**「x」**の</p>\n"),
        (
            "**予算（百万円）**は**1,200**です",
            "<p><strong>予算（百万円）</strong>は<strong>1,200</strong>です</p>\n",
        ),
        ("`**「x」**の`", "<p><code>**「x」**の</code></p>\n"),
        (
            "[**「リンク」**の](https://x.example/**「y」**の)",
            "<p><a href=\"https://x.example/**「y」**の\" class=\"external\" rel=\"noopener\">\
             <strong>「リンク」</strong>の</a></p>\n",
        ),
        (
            "**【重要】**お知らせ",
            "<p><strong>【重要】</strong>お知らせ</p>\n",
        ),
        (
            "***「重要」***の",
            "<p><em><strong>「重要」</strong></em>の</p>\n",
        ),
        ("**おわり！**つぎ", "<p><strong>おわり！</strong>つぎ</p>\n"),
        (
            "１．**「全角」**の",
            "<p>１．<strong>「全角」</strong>の</p>\n",
        ),
        ("**50%**の", "<p><strong>50%</strong>の</p>\n"),
        (
            "**A**、**B**",
            "<p><strong>A</strong>、<strong>B</strong></p>\n",
        ),
        ("__「下線」__の", "<p>__「下線」__の</p>\n"),
        (
            "a**「b」**c 2*3*4",
            "<p>a<strong>「b」</strong>c 2<em>3</em>4</p>\n",
        ),
        (
            "**[「窓口」](a.html)**の",
            "<p><strong><a href=\"a.html\">「窓口」</a></strong>の</p>\n",
        ),
        ("**😀**の", "<p><strong>😀</strong>の</p>\n"),
        (
            "**注意**：**（1）**から**（3）**まで",
            "<p><strong>注意</strong>：<strong>（1）</strong>から<strong>（3）</strong>まで</p>\n",
        ),
    ];
    for (source, expected) in cases {
        check_html(source, expected);
    }
}

#[test]
fn marks_of_the_mending_never_show() {
    check_html(
        "```**「x\n**「中」**の\n```",
        "<pre><code>**「中」**の\n</code></pre>\n",
    );
    check_html(
        "[**「a」**の]\n\n[**「a」**の]: **「b」**の.html \"**「t」**の\"",
        "<p><a href=\"**「b」**の.html\" title=\"**「t」**の\"><strong>「a」</strong>の</a></p>\n",
    );
    check_html(
        "本文[^**「n」**の]\n\n[^**「n」**の]: 注",
        "<p>本文<sup><a href=\"#fn-1\" id=\"fnref-1\">注1</a></sup></p>\n\
         <section class=\"footnotes\" aria-label=\"注\">\n<ol>\n<li id=\"fn-1\"><p>注 \
         <a href=\"#fnref-1\" aria-label=\"本文の注1の位置へ戻る\">↩</a></p></li>\n</ol>\n</section>\n",
    );
    let (prose, _) = read("# **「見出し」**の\n\n<!-- **「x」**の -->\n\n**「太字」**の");
    assert_eq!(prose.headings[0].id, "h-見出しの");
    assert_eq!(
        edition(&prose),
        "## **「見出し」**の\n\n\n\n**「太字」**の\n"
    );
    assert!(!format!("{prose:?}").contains('\u{FDD0}'));
}

#[test]
fn a_single_tilde_is_a_range_and_strikes_nothing() {
    for text in ["10~20円、30~40円", "~10人、20人~", "（~10人）（~20人）"] {
        check_html(text, &format!("<p>{text}</p>\n"));
    }
}

#[test]
fn line_breaks_between_japanese_leave_no_blank() {
    let cases = [
        (
            "これは\n本文です。\n次の文。",
            "<p>これは本文です。次の文。</p>\n",
        ),
        (
            "計画\nPlan A\nPlan B\n予算\n2026\n年",
            "<p>計画\nPlan A\nPlan B\n予算\n2026\n年</p>\n",
        ),
        (
            "**太字**\n*斜体*の\n`code`\nと",
            "<p><strong>太字</strong><em>斜体</em>の\n<code>code</code>\nと</p>\n",
        ),
        ("> あ\n> い", "<blockquote>\n<p>あい</p>\n</blockquote>\n"),
        ("あ…\n※い", "<p>あ…※い</p>\n"),
        ("1…\n2", "<p>1…\n2</p>\n"),
        ("あ  \nい\\\nう", "<p>あ<br>\nい<br>\nう</p>\n"),
    ];
    for (source, expected) in cases {
        check_html(source, expected);
    }
}

#[test]
fn bare_addresses_become_links() {
    let link = |url: &str| {
        let url = url.replace('&', "&amp;");
        format!("<a href=\"{url}\" class=\"external\" rel=\"noopener\">{url}</a>")
    };
    let cases = [
        (
            "詳細はhttps://a.example/b?c=1&d=2。",
            format!("詳細は{}。", link("https://a.example/b?c=1&d=2")),
        ),
        (
            "(https://a.example/x_(y)).",
            format!("({}).", link("https://a.example/x_(y)")),
        ),
        (
            "https://a.example/予算",
            format!("{}予算", link("https://a.example/")),
        ),
        ("ahttps://a.example", "ahttps://a.example".to_owned()),
        ("http:// https://", "http:// https://".to_owned()),
        (
            "https://city@evil.example/",
            "https://city@evil.example/".to_owned(),
        ),
        (
            "`https://a.example`",
            "<code>https://a.example</code>".to_owned(),
        ),
        (
            "[https://a.example](b.html)",
            "<a href=\"b.html\">https://a.example</a>".to_owned(),
        ),
        (
            "<mail@a.example>",
            "<a href=\"mailto:mail@a.example\">mail@a.example</a>".to_owned(),
        ),
    ];
    for (source, expected) in cases {
        check_html(source, &format!("<p>{expected}</p>\n"));
    }
}

#[test]
fn furigana_is_ruby() {
    check_html(
        "｜横浜市《よこはまし》と**｜財源《ざいげん》**",
        "<p><ruby>横浜市<rp>（</rp><rt>よこはまし</rt><rp>）</rp></ruby>と<strong><ruby>財源<rp>（</rp>\
         <rt>ざいげん</rt><rp>）</rp></ruby></strong></p>\n",
    );
    for text in [
        "｜横浜市",
        "『書名』《副題》",
        "｜《よみ》",
        "｜横浜《",
        "｜a｜b",
    ] {
        check_html(text, &format!("<p>{text}</p>\n"));
    }
    // The reading is not part of a heading's id.
    assert_eq!(read("# ｜予算《よさん》").0.headings[0].id, "h-予算");
}

#[test]
fn tables_have_scopes_classes_and_a_box() {
    check_html(
        "|年度|額|割合|\n|:-|-:|:-:|\n|R8|1,200|**50%**|\n| ||5<br>6|",
        "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"表1：年度、額、割合\">\n<table>\n<caption class=\"visually-hidden\">表1：年度、額、割合</caption>\n<thead>\n\
         <tr><th scope=\"col\">年度</th><th scope=\"col\" class=\"align-right\">額</th>\
         <th scope=\"col\" class=\"align-center\">割合</th></tr>\n</thead>\n<tbody>\n\
         <tr><td>R8</td><td class=\"align-right\">1,200</td><td class=\"align-center\"><strong>50%</strong></td></tr>\n\
         <tr><td></td><td class=\"align-right\"></td><td class=\"align-center\">5<br>6</td></tr>\n\
         </tbody>\n</table>\n</div>\n",
    );
    // A corner without words is no header, and a table without any is still named.
    check_html(
        "||\n|-|",
        "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"表1\">\n<table>\n<caption class=\"visually-hidden\">表1</caption>\n<thead>\n\
         <tr><td></td></tr>\n</thead>\n</table>\n</div>\n",
    );
}

#[test]
fn cells_beyond_the_last_column_are_an_error() {
    check_findings(
        "|a|b|\n|-|-|\n|1|2|\n|1|\n|1|2|**「3」**|4|\n|1|2||\n",
        &["9:6+9 MARKDOWN-TABLE-WIDE", "8:1+3 MARKDOWN-TABLE-SHORT"],
    );
    check_findings("> |a|\n> |-|\n> |`x|y`|", &["7:7+2 MARKDOWN-TABLE-WIDE"]);
    check_findings("|a|\n|-|\n|`x\\|y`|", &[]);
}

#[test]
fn headings_are_lowered_and_named() {
    let (prose, found) = read(
        "# 予算\n\n## 予算 B_c!\n\n# 予算\n\n# 予算-1\n\n###### 深い\n\n# 名 {#Yosan}\n\n題\nの `x`\n---\n",
    );
    assert_eq!(told(&found), [""; 0]);
    let heading = |level, id: &str, text: &str| Heading {
        level,
        id: id.to_owned(),
        text: text.to_owned(),
    };
    assert_eq!(
        prose.headings,
        [
            heading(2, "h-予算", "予算"),
            heading(3, "h-予算-b_c", "予算 B_c!"),
            heading(2, "h-予算-1", "予算"),
            heading(2, "h-予算-1-1", "予算-1"),
            heading(6, "h-深い", "深い"),
            heading(2, "h-yosan", "名"),
            heading(3, "h-題の-x", "題の x"),
        ]
    );
    assert_eq!(
        edition(&prose),
        "## 予算\n\n### 予算 B_c!\n\n## 予算\n\n## 予算-1\n\n###### 深い\n\n## 名\n\n### 題の `x`\n"
    );
    assert!(shown(&prose).ends_with("<h3 id=\"h-題の-x\">題の <code>x</code></h3>\n"));
}

#[test]
fn odd_headings_are_told() {
    check_findings(
        "# a {#x}\n\n# b {#x}\n\n# c {.red k=v}\n\n#\n",
        &[
            "7:1+8 MARKDOWN-ID-TWICE",
            "9:1+14 MARKDOWN-ATTRIBUTES",
            "11:1+1 MARKDOWN-HEADING-EMPTY",
        ],
    );
}

#[test]
fn links_to_headings_find_them() {
    check_html(
        "[a](#予算)[b](#yosan)[c](#%E9%A1%8C)[d](#money)\n\n# 予算 {#yosan}\n\n# 題",
        "<p><a href=\"#h-yosan\">a</a><a href=\"#h-yosan\">b</a><a href=\"#h-題\">c</a><a href=\"#money\">d</a></p>\n\
         <h2 id=\"h-yosan\">予算</h2>\n<h2 id=\"h-題\">題</h2>\n",
    );
}

#[test]
fn the_page_says_which_level_and_language() {
    let file = SourcePath::new("a.md");
    let origin = Origin {
        file: &file,
        first_line: 1,
        base_level: 3,
        lang: Lang::En,
        slots: &[],
    };
    let mut findings = Findings::new();
    let prose = parse(
        "# a\n\n> [!TIP]\n> b\n\n```chart\nc\n```",
        origin,
        &mut findings,
    );
    assert_eq!(
        shown(&prose),
        "<h3 id=\"h-a\">a</h3>\n<div class=\"alert alert-tip\" role=\"note\">\n\
         <p class=\"alert-label\">Tip</p>\n<p>b</p>\n</div>\n<pre><code>c\n</code></pre>\n"
    );
    assert_eq!(parse("\n \n", origin, &mut findings), Prose::default());
    assert!(findings.is_empty());
}

#[test]
fn notes_stand_at_the_end_with_ways_back() {
    check_html(
        "あ[^b]い[^a]う[^b]\n\n[^a]: 甲\n[^b]: 乙\n\n    丙\n\n後",
        "<p>あ<sup><a href=\"#fn-1\" id=\"fnref-1\">注1</a></sup>い<sup><a href=\"#fn-2\" id=\"fnref-2\">注2</a></sup>\
         う<sup><a href=\"#fn-1\" id=\"fnref-1-2\">注1</a></sup></p>\n<p>後</p>\n\
         <section class=\"footnotes\" aria-label=\"注\">\n<ol>\n\
         <li id=\"fn-1\"><p>乙</p>\n<p>丙 <a href=\"#fnref-1\" aria-label=\"本文の注1の位置へ戻る\">↩</a> \
         <a href=\"#fnref-1-2\" aria-label=\"本文の注1の位置へ戻る\">↩</a></p></li>\n\
         <li id=\"fn-2\"><p>甲 <a href=\"#fnref-2\" aria-label=\"本文の注2の位置へ戻る\">↩</a></p></li>\n\
         </ol>\n</section>\n",
    );
    let (prose, found) = read("あ[^a]\n\n[^a]: 甲\n[^a]: 乙\n[^c]: 丙\n");
    assert_eq!(
        told(&found),
        ["8:1+7 MARKDOWN-NOTE-TWICE", "9:1+7 MARKDOWN-NOTE-UNUSED"]
    );
    for text in ["<p>甲</p><p>乙 <a", "<li id=\"fn-2\"><p>丙</p></li>"] {
        assert!(shown(&prose).contains(text), "{text} in {}", shown(&prose));
    }
    check_findings(
        "**「本文」**の[^ない] `[^x]` \\[^y] [^「&lt;」あ]",
        &[
            "5:10+5 MARKDOWN-NOTE-MISSING",
            "5:29+10 MARKDOWN-NOTE-MISSING",
        ],
    );
}

#[test]
fn the_other_blocks() {
    check_html(
        "> [!CAUTION]\n> 危険\n\n> 引用\n\n- [x] 済\n- [ ] 未\n\n3. 三\n4. 四\n\n用語\n: 説明\n\n---\n\n    code <b>\n",
        "<div class=\"alert alert-caution\" role=\"note\">\n<p class=\"alert-label\">注意</p>\n<p>危険</p>\n</div>\n\
         <blockquote>\n<p>引用</p>\n</blockquote>\n\
         <ul>\n<li><span class=\"task\" role=\"img\" aria-label=\"済み\">☑</span> 済</li>\n\
         <li><span class=\"task\" role=\"img\" aria-label=\"未了\">☐</span> 未</li>\n</ul>\n\
         <ol start=\"3\">\n<li>三</li>\n<li>四</li>\n</ol>\n<dl>\n<dt>用語</dt>\n<dd>説明</dd>\n</dl>\n<hr>\n\
         <pre><code>code &lt;b&gt;\n</code></pre>\n",
    );
    check_html(
        "```rust hl=1\nlet a = \"あ\";\n```",
        "<pre><code>let a = &quot;あ&quot;;\n</code></pre>\n",
    );
    check_html(
        "100$と200$、H~2~O、'引用'--",
        "<p>100$と200$、H~2~O、&#39;引用&#39;--</p>\n",
    );
}

#[test]
fn slots_cut_the_text() {
    let (prose, found) =
        read("前**「強」**\n\n```indicator\n\n  1  \n```\n```chart\nbudget\n```\n\n後\n");
    assert_eq!(told(&found), [""; 0]);
    assert_eq!(
        shown(&prose),
        "<p>前<strong>「強」</strong></p>\n[[indicator 1]]\n[[chart budget]]\n<p>後</p>\n"
    );
    assert_eq!(
        edition(&prose),
        "前**「強」**\n[[indicator 1]]\n[[chart budget]]\n後\n"
    );
    let argument = "**「予」**の表";
    let (table, _) = read(&format!("```table\n {argument}\n```"));
    assert_eq!(shown(&table), format!("[[table {argument}]]\n"));
    assert!(format!("{table:?}").contains("Spot { line: 6, column: 2, length: 9 }"));
    let spots: Vec<_> = prose
        .parts
        .iter()
        .filter_map(|part| match part {
            Part::Slot { at, .. } => Some((at.line, at.column, at.length)),
            Part::Html { .. } => None,
        })
        .collect();
    assert_eq!(spots, [(9, 3, 1), (12, 1, 6)]);
}

#[test]
fn broken_slots_are_errors() {
    check_findings(
        "```indicater\n1\n```\n\n```chart\n```\n\n```chart\na\nb\n```\n\n- ```chart\n  a\n  ```\n\n```chart budget\n```\n\n```Chart\na\n```",
        &[
            "5:1+12 MARKDOWN-SLOT-UNKNOWN",
            "9:1+8 MARKDOWN-SLOT-EMPTY",
            "14:1+1 MARKDOWN-SLOT-LINES",
            "17:3+8 MARKDOWN-SLOT-INSIDE",
            "21:1+15 MARKDOWN-SLOT-EXTRA",
            "24:1+8 MARKDOWN-SLOT-UNKNOWN",
        ],
    );
    let (_, found) = read("```indicater\n1\n```");
    let help = found.iter().next().expect("a finding").help(Lang::Ja);
    assert_eq!(help.lines().next(), Some("「indicator」ではありませんか。"));
}

#[test]
fn raw_html_is_text() {
    let (prose, found) =
        read("<div>**a**</div>\n\nあ<b>い</b> <br> う <!-- 秘 -->え\n\n<!-- 秘\n\n密 -->\n後\n");
    assert_eq!(
        told(&found),
        ["5:1+16 MARKDOWN-RAW-HTML", "7:2+3 MARKDOWN-RAW-HTML"]
    );
    assert_eq!(
        shown(&prose),
        "<p>&lt;div&gt;**a**&lt;/div&gt;</p>\n<p>あ&lt;b&gt;い&lt;/b&gt; <br> う え</p>\n<p>後</p>\n"
    );
    assert_eq!(
        edition(&prose),
        "&lt;div&gt;&#42;&#42;a&#42;&#42;&lt;/div&gt;\n\nあ&lt;b&gt;い&lt;/b&gt; <br> う え\n\n\n後\n"
    );
    // Taking a tag or a comment out must not make a link of what was none.
    for source in [
        "[a](<javascript:<b>x>)",
        "[a](javascript:<!-- b -->x)",
        "<javascript:<!-- b -->x>",
        "> <b>\n> [a](data:x)",
        "[1]: <b>\\1",
        "*`a\n<b>`\\\nc\n---",
    ] {
        let (prose, found) = read(source);
        assert!(!found.has_errors());
        check_edition(&prose, &found);
    }
    check_findings("あ\n\n<!-- 秘\n\nい\n", &["7:1+6 MARKDOWN-COMMENT-OPEN"]);
}

/// Addresses, and the end of the code that refuses them.
const REFUSED: &str = r"javascript:x SCHEME
JaVaScRiPt:x SCHEME
file:///etc/passwd SCHEME
data:text/html,x SCHEME
&#106;avascript:x SCHEME
javascript&colon;x SCHEME
vbscript:x SCHEME
java&#10;script:x BROKEN
&#1;javascript:x BROKEN
&#32;javascript:x BROKEN
https:a.example BROKEN
https:// BROKEN
https:///a BROKEN
mailto: BROKEN
javascript%3Ax BROKEN
..%5Ca BROKEN
//evil.example ABSOLUTE
/a ABSOLUTE
\\evil.example ABSOLUTE
/\evil.example ABSOLUTE
a/../../b CLIMBS
../../../../../etc/passwd CLIMBS
%2e%2e/a CLIMBS
..%2fa CLIMBS
a/%2e%2e/b CLIMBS
https://a@evil.example/ USER
https://www.city.example@evil.example USER";

#[test]
fn addresses_are_allowed_by_list() {
    let allowed = [
        "a.html",
        "../a/b.html?c=d#e",
        "./a.html",
        "mailto:a@b.example",
        "tel:045-000-0000",
        "?q=1",
        "予算.html",
        "https://xn--80ak6aa92e.com/",
        "http://a.example:8080/",
        "https://例え.jp/..",
        "<a b.html>",
        "",
    ];
    for address in allowed {
        check_findings(&format!("[c]({address})"), &[]);
    }
    for line in REFUSED.lines() {
        let (address, code) = line.split_once(' ').expect("an address and a code");
        let source = format!("[c]({address})");
        let length = source.chars().count();
        check_findings(&source, &[&format!("5:1+{length} MARKDOWN-LINK-{code}")]);
    }
    // A link by name is told once, where the name is defined, also when nobody uses it.
    check_findings(
        "[c] [c][c]\n\n[c]: javascript:x\n[d]: data:y\n",
        &["7:1+17 MARKDOWN-LINK-SCHEME", "8:1+11 MARKDOWN-LINK-SCHEME"],
    );
    assert_eq!(
        shown(&read("[**c**](javascript:x)!").0),
        "<p><strong>c</strong>!</p>\n"
    );
}

#[test]
fn pictures_are_refused_and_their_words_stay() {
    let (prose, found) =
        read("あ ![地図](a.PNG) ![](https://evil.example/t.gif) ![x](../../../../../etc/passwd)");
    assert_eq!(shown(&prose), "<p>あ 地図  x</p>\n");
    assert_eq!(
        told(&found),
        [
            "5:3+12 MARKDOWN-IMAGE",
            "5:16+31 MARKDOWN-IMAGE-OUTSIDE",
            "5:48+31 MARKDOWN-IMAGE-ADDRESS"
        ]
    );
}

#[test]
fn places_count_characters_and_lines_of_the_file() {
    // Marks before and after, wide characters, a Windows line end, a tab.
    check_findings(
        "**「強」**の**「x」**\r\n\t**（予算）**は[**「x」**](javascript:a)と**「y」**[z](data:b)\r\n",
        &[
            "6:11+23 MARKDOWN-LINK-SCHEME",
            "6:42+11 MARKDOWN-LINK-SCHEME",
        ],
    );
}

#[test]
fn windows_and_unix_lines_are_the_same() {
    let unix = "# 題\n\nあ\nい\n\n```chart\nbudget\n```\n\n<b>x</b>\n\n|a|\n|-|\n|1|\n";
    let windows = unix.replace('\n', "\r\n");
    let (prose, found) = read(unix);
    let (same_prose, same_found) = read(&windows);
    assert_eq!((prose, told(&found)), (same_prose, told(&same_found)));
}

#[test]
fn characters_that_no_text_may_hold() {
    check_findings(
        "あ\u{202E}い\u{202E}\n\nう\u{7}",
        &[
            "5:2+1 MARKDOWN-FORBIDDEN-CHARACTER",
            "7:2+1 MARKDOWN-FORBIDDEN-CHARACTER",
        ],
    );
    check_findings(
        "\u{FDD0}**「あ」**の",
        &["5:1+1 MARKDOWN-FORBIDDEN-CHARACTER"],
    );
    check_findings(
        "A\u{200B}B \u{E000}\u{E001}",
        &["5:2+1 MARKDOWN-INVISIBLE-CHARACTER", "5:5+1 MARKDOWN-GAIJI"],
    );
    check_findings("👩\u{200D}💻 ａ①", &[]);
}

#[test]
fn depth_and_size_have_limits() {
    let (prose, found) = read(&"> ".repeat(5000));
    assert_eq!(told(&found), ["5:129+9871 MARKDOWN-TOO-DEEP"]);
    assert_eq!(shown(&prose).matches("<blockquote>").count(), 64);
    check_findings(&format!("{}あ", "> ".repeat(63)), &[]);
    check_findings(&"あ\n".repeat(LARGE_BYTES / 4 + 1), &["MARKDOWN-LARGE"]);
    let (prose, found) = read(&"あ\n".repeat(LIMIT_BYTES / 4 + 1));
    assert_eq!(
        (told(&found), prose),
        (vec!["MARKDOWN-TOO-LARGE".to_owned()], Prose::default())
    );
}

macro_rules! hostile {
    ($name:literal) => {
        include_str!(concat!("../hostile/markdown/", $name))
    };
}

#[test]
fn script_vectors_stay_dead() {
    let mut all = String::new();
    let mut count = 0;
    for line in hostile!("vectors.jsonl").lines() {
        let vector: serde_json::Value = serde_json::from_str(line).expect("a vector is JSON");
        let source = vector["src"].as_str().expect("a vector has a source");
        let (prose, found) = read(source);
        check_edition(&prose, &found);
        all.push_str(source);
        all.push_str("\n\n");
        count += 1;
    }
    assert!(count > 100, "only {count} vectors were read");
    let (prose, found) = read(&all);
    check_edition(&prose, &found);
}

/// A text without errors is published as Markdown too; read again, it has nothing raw in it.
fn check_edition(prose: &Prose, found: &Findings) {
    if found.has_errors() {
        return;
    }
    let published: String = prose
        .parts
        .iter()
        .map(|part| match part {
            Part::Html { markdown, .. } => format!("{markdown}\n\n"),
            // Something of the page's own always stands between two parts.
            Part::Slot { .. } => "```\n表\n```\n\n".to_owned(),
        })
        .collect();
    let again = findings(&published);
    let bad = ["RAW-HTML", "LINK", "IMAGE", "COMMENT"];
    assert!(
        !again
            .iter()
            .any(|told| bad.iter().any(|bad| told.contains(bad))),
        "{again:?} in {published:?}"
    );
}

#[test]
fn blow_ups_end() {
    for line in hostile!("blow-up.jsonl").lines() {
        let case: serde_json::Value = serde_json::from_str(line).expect("a case is JSON");
        let piece = case["repeat"].as_str().expect("a case repeats something");
        let times = case["times"].as_u64().expect("a case says how often");
        read(&piece.repeat(usize::try_from(times).expect("a small number")));
    }
    let definition = format!("[a]: {}\n\n", "u".repeat(2000));
    let (prose, _) = read(&(definition + &"[a] ".repeat(5000)));
    assert!(
        shown(&prose).len() < 1 << 20,
        "references multiply the text"
    );
    read(&"長".repeat(100_000));
    let nested: String = (0..600)
        .map(|depth| format!("{}- a\n", "  ".repeat(depth)))
        .collect();
    assert_eq!(findings(&nested).len(), 1);
}

#[test]
fn every_number_of_a_large_table_is_there_once() {
    let row = "|1,234".repeat(30) + "|\n";
    let source = "|h".repeat(30) + "|\n" + &"|-".repeat(30) + "|\n" + &row.repeat(1000);
    assert_eq!(html(&source).matches(">1,234<").count(), 30_000);
}

#[test]
fn hostile_files_are_told() {
    let cases: [(&str, &str, &[&str]); 15] = [
        (
            "bidi-code",
            hostile!("bidi-code.md"),
            &["2:3+1 MARKDOWN-FORBIDDEN-CHARACTER"],
        ),
        (
            "comment-reveal",
            hostile!("comment-reveal.md"),
            &["1:1+32 MARKDOWN-RAW-HTML"],
        ),
        (
            "ctrl",
            hostile!("ctrl.md"),
            &["1:2+1 MARKDOWN-FORBIDDEN-CHARACTER"],
        ),
        (
            "nul",
            hostile!("nul.md"),
            &["1:2+1 MARKDOWN-FORBIDDEN-CHARACTER"],
        ),
        (
            "footnote-dup",
            hostile!("footnote-dup.md"),
            &["4:1+7 MARKDOWN-NOTE-TWICE"],
        ),
        ("footnote-loop", hostile!("footnote-loop.md"), &[]),
        ("footnote-self", hostile!("footnote-self.md"), &[]),
        (
            "footnote-missing",
            hostile!("footnote-missing.md"),
            &["1:3+5 MARKDOWN-NOTE-MISSING"],
        ),
        (
            "frontmatter-late",
            hostile!("frontmatter-late.md"),
            &["2:1+3 MARKDOWN-LATE-SETTINGS", "4:1+11 MARKDOWN-HOLD"],
        ),
        ("heading-dup", hostile!("heading-dup.md"), &[]),
        (
            "image-external",
            hostile!("image-external.md"),
            &["1:1+35 MARKDOWN-IMAGE-OUTSIDE"],
        ),
        (
            "image-traverse",
            hostile!("image-traverse.md"),
            &[
                "1:1+27 MARKDOWN-IMAGE-ADDRESS",
                "2:1+30 MARKDOWN-LINK-CLIMBS",
            ],
        ),
        (
            "pua-gaiji",
            hostile!("pua-gaiji.md"),
            &["1:4+1 MARKDOWN-GAIJI"],
        ),
        (
            "table-pipe-in-code",
            hostile!("table-pipe-in-code.md"),
            &["3:5+2 MARKDOWN-TABLE-WIDE"],
        ),
        (
            "table-ragged",
            hostile!("table-ragged.md"),
            &["4:8+1 MARKDOWN-TABLE-WIDE", "3:1+5 MARKDOWN-TABLE-SHORT"],
        ),
    ];
    for (name, source, expected) in cases {
        assert_eq!(told(&read_at(source, 1).1), expected, "for {name}");
    }
    let (prose, _) = read(hostile!("comment-reveal.md"));
    assert_eq!(shown(&prose), "<p>CANARY-VISIBLE</p>\n");
    check_html(
        hostile!("include-traverse.md"),
        "<p>{{#include ../../../../etc/passwd}}</p>\n<p>{{&lt; readfile &quot;/etc/passwd&quot; &gt;}}</p>\n\
         <p>{% include &quot;/etc/passwd&quot; %}</p>\n<p>!!!include(/etc/passwd)!!!</p>\n",
    );
    check_findings(
        "本文\n\n---\ndraft: true\n---\n後",
        &["8:1+11 MARKDOWN-HOLD", "7:1+3 MARKDOWN-SECOND-SETTINGS"],
    );
    check_findings(
        "```\n---\ndraft: true\n---\n```\n\n---\n\n題: 名\n---\n",
        &[],
    );
}

/// What means something to Markdown, and a number that must not get lost, parted by `¦`.
const PIECES: &str = "*¦**¦***¦~¦~~¦`¦_¦の¦太¦「¦」¦。¦（¦）¦｜¦《¦》¦a¦ ¦  ¦1,234¦\n¦\n\n¦(¦)¦\"¦！¦[¦]¦\\¦|¦|-|-|\n¦- ¦\
    > ¦# ¦<¦</¦>¦<b>¦!¦&¦&lt;¦[ ] ¦: ¦    ¦https://a.example/¦javascript:¦{#¦}¦---¦===¦[^¦[^a]¦]: ¦\n\n[^a]: ¦\
    \n```¦```chart\n¦```\n¦<!--¦-->¦<?¦[!NOTE]\n¦1. ¦👩‍💻¦％¦\t¦\r\n¦\u{200B}¦\u{FDD0}¦<br>¦![";

fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(PIECES.split('¦').collect::<Vec<_>>());
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is written, the HTML is of the allow-list and well nested (`read` looks), and the
    /// Markdown edition has nothing raw in it.
    #[test]
    fn any_text_gives_harmless_html(source in pieces()) {
        let (prose, found) = read(&source);
        check_edition(&prose, &found);
    }

    /// A number that was written is shown, unless an error says what is wrong.
    #[test]
    fn no_number_gets_lost(source in pieces()) {
        let (prose, found) = read(&source);
        // Comments, ids, words behind a fence and addresses of named links are not for showing.
        let hidden = ["```", "~~~", "]: ", "<!--", "{#"].iter().any(|sign| source.contains(sign));
        if !hidden && !found.has_errors() {
            let (html, written) = (shown(&prose), source.matches("1,234").count());
            prop_assert!(html.matches("1,234").count() >= written, "{source:?} gives {html:?}");
        }
    }
}

/// Reads HTML as strictly as no browser does: allow-lists only, everything closed in order.
mod scanner {
    const VOID: [&str; 2] = ["br", "hr"];
    const TAGS: &str = "a ul blockquote br code dd del div dl dt em h2 h3 h4 h5 h6 hr li ol p pre rp rt \
        ruby section span strong sup table caption tbody td th thead tr";
    const CLASSES: &str = "visually-hidden scroll align-right align-center external footnotes task alert alert-note \
        alert-tip alert-important alert-warning alert-caution alert-label";
    const ENTITIES: [&str; 5] = ["amp;", "lt;", "gt;", "quot;", "#39;"];

    fn is_listed(list: &str, word: &str) -> bool {
        list.split(' ').any(|listed| listed == word)
    }

    pub fn scan(html: &str) -> Result<(), String> {
        let mut open: Vec<&str> = Vec::new();
        let mut rest = html;
        while let Some(start) = rest.find('<') {
            text(&rest[..start])?;
            let end = start + rest[start..].find('>').ok_or("a tag does not end")?;
            let tag = &rest[start + 1..end];
            rest = &rest[end + 1..];
            if let Some(name) = tag.strip_prefix('/') {
                if open.pop() != Some(name) {
                    return Err(format!("</{name}> closes something else"));
                }
                continue;
            }
            let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
            if !is_listed(TAGS, name) {
                return Err(format!("<{name}> is not allowed"));
            }
            read_attributes(name, attributes)?;
            if !VOID.contains(&name) {
                open.push(name);
            }
        }
        text(rest)?;
        if open.is_empty() {
            Ok(())
        } else {
            Err(format!("{open:?} stay open"))
        }
    }

    fn text(text: &str) -> Result<(), String> {
        for (at, c) in text.char_indices() {
            let entity = || {
                ENTITIES
                    .iter()
                    .any(|entity| text[at + 1..].starts_with(entity))
            };
            if matches!(c, '<' | '>' | '"') || (c == '&' && !entity()) {
                return Err(format!("{c} stands unescaped in {text:?}"));
            }
        }
        Ok(())
    }

    fn read_attributes(tag: &str, mut rest: &str) -> Result<(), String> {
        while !rest.is_empty() {
            let (name, behind) = rest
                .split_once("=\"")
                .ok_or("an attribute without quotes")?;
            let (value, behind) = behind.split_once('"').ok_or("a value does not end")?;
            rest = behind.strip_prefix(' ').unwrap_or(behind);
            text(value)?;
            let fine = match (tag, name) {
                ("a", "href") => is_harmless(value),
                ("a", "rel") => value == "noopener",
                ("a", "title" | "aria-label") | ("div" | "section" | "span", "aria-label") => true,
                ("div" | "span", "role") => ["region", "note", "img"].contains(&value),
                ("div", "tabindex") => value == "0",
                ("th", "scope") => value == "col",
                ("ol", "start") => value.bytes().all(|b| b.is_ascii_digit()),
                (_, "class") => value.split(' ').all(|class| is_listed(CLASSES, class)),
                (_, "id") => ["h-", "fn-", "fnref-"]
                    .iter()
                    .any(|start| value.starts_with(start)),
                _ => false,
            };
            if !fine {
                return Err(format!("{name}={value:?} is not allowed on <{tag}>"));
            }
        }
        Ok(())
    }

    /// As a browser would read it: controls and blanks skipped, `\` as `/`.
    fn is_harmless(address: &str) -> bool {
        let address = address
            .replace("&amp;", "&")
            .replace("&quot;", "\"")
            .replace("&#39;", "'");
        let read: String = address
            .chars()
            .filter(|c| !c.is_control() && *c != ' ')
            .collect();
        let read = read.replace('\\', "/").to_lowercase();
        let scheme = read
            .split_once(':')
            .map(|(scheme, _)| scheme)
            .filter(|scheme| !scheme.contains(['/', '?', '#']));
        match scheme {
            Some(scheme) => ["http", "https", "mailto", "tel"].contains(&scheme),
            None => !read.starts_with('/'),
        }
    }
}

#[test]
fn a_line_that_would_hold_the_text_back_were_it_a_setting_is_refused() {
    for line in [
        "draft: true",
        "draft:",
        "Draft : True",
        "ｄｒａｆｔ：true",
        "- draft: true",
        "　・draft：true",
        "1. draft: true",
        "--- draft: true ---",
        "> **draft**: true",
        "{ \"draft\": true }",
        "draft = true",
        "draft true",
        "drafts: true",
        "publish_at: 2027-03-31T09:00+09:00",
        "ｐｕｂｌｉｓｈ＿ａｔ： 令和9年3月31日",
        "publish at: 2027",
        "publish-at: 2027",
        "pubish_at: 2027",
        "<!-- draft: true -->",
        "    draft: true",
        "|draft: true|",
    ] {
        let source = format!("前の文\n\n{line}\n\n後の文");
        let found = findings(&source);
        let is_told = found.iter().any(|one| one.ends_with(" MARKDOWN-HOLD"));
        assert!(is_told, "{line}: {found:?}");
    }
    // A list item ends its block of code.
    let listed = findings("- 例\n  ```\n  見本\ndraft: true\n");
    assert!(
        listed.iter().any(|one| one.ends_with(" MARKDOWN-HOLD")),
        "{listed:?}"
    );
    for shown in [
        "```yaml\n---\ndraft: true\n---\n```",
        "- 例\n\n  ~~~\n  publish_at: 2027\n  ~~~",
        "> ```\n> draft: true\n> ```",
        "`draft: true` と書きます。",
        "「draft: true」と書きます。",
        "Draft plan: what it says",
        "Published: 2027-03-31",
        "Publisher: 3 offices",
        "Craft: the school",
        "draft",
        "draftは案のことです：確かめます",
    ] {
        check_findings(shown, &[]);
    }
}
