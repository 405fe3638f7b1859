//! What the scanner sees in a page, and what the book of links finds to lead nowhere.

use mieruka::base::path::{SitePath, SourcePath};
use mieruka::base::place::Place;
use mieruka::base::words::Lang;
use mieruka::publish::LinkBook;
use mieruka::publish::links::{Use, scan};

/// What a page says, as `a:…` followed, `load:…` loaded, `id:…` and `ref:…`.
fn seen(html: &str) -> Vec<String> {
    let page = scan(html);
    let links = page.links.iter().map(|link| match link.used {
        Use::Follow => format!("a:{}", link.address),
        Use::Load => format!("load:{}", link.address),
    });
    let ids = page.ids.iter().map(|id| format!("id:{id}"));
    let references = page.references.iter().map(|id| format!("ref:{id}"));
    links.chain(ids).chain(references).collect()
}

/// What is wrong with a site of these pages, one line a finding: code, page, link, target and the rest.
fn faults(pages: &[(&str, &str)], assets: &[&str]) -> Vec<String> {
    let known = pages.iter().map(|(path, _)| path).chain(assets);
    let book = LinkBook::new(known.map(SitePath::new));
    for (path, html) in pages {
        book.add_page(&SitePath::new(path), &scan(html));
    }
    told(book)
}

fn told(book: LinkBook) -> Vec<String> {
    let findings = book.finish(|_| None);
    findings
        .iter()
        .map(|finding| {
            for lang in Lang::ALL {
                assert!(!finding.message(lang).is_empty() && !finding.message(lang).contains('{'));
            }
            let args = finding.args().iter();
            let args: Vec<String> = args
                .map(|(name, value)| format!("{name}={value}"))
                .collect();
            format!("{} {}", finding.code, args.join(" "))
        })
        .collect()
}

/// The faults of one page `plan/a.html` beside `plan/b.html` (which has the id `b`) and a style sheet.
fn faults_of(body: &str) -> Vec<String> {
    let pages = [("plan/a.html", body), ("plan/b.html", "<h2 id=b>B</h2>")];
    faults(&pages, &["assets/style.css", "index.html"])
}

const NOTHING: [&str; 0] = [];

#[test]
fn attributes_are_read_in_every_form() {
    let cases: [(&str, &[&str]); 16] = [
        (r#"<a href="b.html">x</a>"#, &["a:b.html"]),
        ("<a href='b.html'>x</a>", &["a:b.html"]),
        ("<a href=b.html>x</a>", &["a:b.html"]),
        (
            "<a class=x href=b.html#c id=d>x</a>",
            &["a:b.html#c", "id:d"],
        ),
        ("<a\n  href = \"b.html\"\n>x</a>", &["a:b.html"]),
        ("<img src=../p/a.png alt>", &["load:../p/a.png"]),
        ("<img alt='a > b' src=a.png>", &["load:a.png"]),
        (
            "<p id=one><p id=\"two\"><p id='three'>",
            &["id:one", "id:two", "id:three"],
        ),
        ("<a data-href=b.html data-id=c>x</a>", &[]),
        ("<use href=#mark />", &["load:#mark"]),
        ("<td headers=\"r1 c1\">", &["ref:r1", "ref:c1"]),
        (
            "<input aria-labelledby=a aria-describedby='b c'><label for=d>",
            &["ref:a", "ref:b", "ref:c", "ref:d"],
        ),
        ("<link rel=stylesheet href=s.css>", &["load:s.css"]),
        ("<link href=a.md rel=alternate>", &["a:a.md"]),
        (
            "<link href=s.css rel='alternate stylesheet'>",
            &["load:s.css"],
        ),
        (
            "<img srcset='a.png 1x, b.png 2x' src=c.png>",
            &["load:a.png", "load:b.png", "load:c.png"],
        ),
    ];
    for (html, expected) in cases {
        assert_eq!(seen(html), expected, "{html}");
    }
}

#[test]
fn only_tags_are_read() {
    let cases: [(&str, &[&str]); 11] = [
        ("<!-- <a href=x.html> <p id=a> --><p id=b>", &["id:b"]),
        ("<!-- a > b <p id=a> --><p id=b>", &["id:b"]),
        ("<!-- never closed <p id=a>", &[]),
        ("<!doctype html><p id=a>", &["id:a"]),
        ("<script>let a = '<p id=a>';</script><p id=b>", &["id:b"]),
        (
            "<style>a::after{content:'<p id=a>'}</style><p id=b>",
            &["id:b"],
        ),
        ("<title>a <p id=a></title><p id=b>", &["id:b"]),
        (
            "<textarea id=t><a href=x></TEXTAREA><p id=b>",
            &["id:t", "id:b"],
        ),
        ("1 < 2 <3 <p id=a> a<b", &["id:a"]),
        ("&lt;a href=x.html&gt; </a href=y.html>", &[]),
        (
            "計画<p id=計画>の<a href=\"#計画\">",
            &["a:#計画", "id:計画"],
        ),
    ];
    for (html, expected) in cases {
        assert_eq!(seen(html), expected, "{html}");
    }
}

#[test]
fn entities_are_decoded() {
    let cases: [(&str, &str); 8] = [
        ("<a href='b.html?x=1&amp;y=2'>", "a:b.html?x=1&y=2"),
        ("<a href='b.html?x=1&y=2'>", "a:b.html?x=1&y=2"),
        ("<p id='a&quot;b&#39;c'>", "id:a\"b'c"),
        ("<p id='&#x4E88;&#31639;'>", "id:予算"),
        ("<p id='&lt;&gt;&apos;'>", "id:<>'"),
        ("<p id='&amp;amp;'>", "id:&amp;"),
        ("<p id='&#xD800;&#;&'>", "id:&#xD800;&#;&"),
        ("<p id='a&unknown;b'>", "id:a&unknown;b"),
    ];
    for (html, expected) in cases {
        assert_eq!(seen(html), [expected], "{html}");
    }
}

#[test]
fn broken_pages_do_not_hold_the_scanner_up() {
    for html in [
        "<",
        "<a",
        "<a ",
        "<a href",
        "<a href=",
        "<a href='",
        "<a href=\"x",
        "<a =",
        "<a ='x' =>",
        "<a/",
        "<!",
        "<!-",
        "<!--",
        "<script",
        "<script>",
        "<title>a</titl",
        "</",
        "<é",
        "<a é=ü>",
        "<a href='&#",
        "<a href='&",
        "<p id=é",
        "<a/ / /=/>",
        "<a \u{3000}href=x>",
    ] {
        scan(html);
        for end in html.char_indices().map(|(at, _)| at) {
            scan(&html[..end]);
        }
    }
}

#[test]
fn good_links_are_left_alone() {
    let body = "<h2 id=a>A</h2><a href=b.html><a href=b.html#b><a href=#a><a href=#top><a href='#'>\
        <a href=../index.html><a href=./b.html><a href=b.html#top><a href=../plan/b.html?x=1#b>\
        <a href=https://example.jp/x/><a href=//example.jp><a href=mailto:a@example.jp>\
        <a href=tel:000-000-0000><link rel=stylesheet href=../assets/style.css>\
        <img src='data:image/svg+xml,x'><link rel=canonical href=https://example.jp/a.html>\
        <table aria-describedby=a></table>";
    let body = body.replace("<a href='#'>", "");
    assert_eq!(faults_of(&body), NOTHING);
}

#[test]
fn what_leads_nowhere_is_found() {
    let cases = [
        (
            "<a href=c.html>",
            "LINK-BROKEN link=c.html page=plan/a.html target=plan/c.html near=plan/a.html",
        ),
        (
            "<a href=../plan/indx.html>",
            "LINK-BROKEN link=../plan/indx.html page=plan/a.html target=plan/indx.html",
        ),
        (
            "<a href=index.html>",
            "LINK-BROKEN link=index.html page=plan/a.html target=plan/index.html near=index.html",
        ),
        (
            "<a href=B.html>",
            "LINK-BROKEN link=B.html page=plan/a.html target=plan/B.html near=plan/b.html",
        ),
        (
            "<img src=style.css>",
            "LINK-ASSET-MISSING link=style.css page=plan/a.html target=plan/style.css near=assets/style.css",
        ),
        (
            "<a href=#c>",
            "LINK-ANCHOR-MISSING link=#c page=plan/a.html target=plan/a.html#c",
        ),
        (
            "<a href=''>",
            "LINK-ANCHOR-MISSING link= page=plan/a.html target=plan/a.html#",
        ),
        (
            "<a href=b.html#c>",
            "LINK-ANCHOR-MISSING link=plan/b.html#c page=plan/a.html target=plan/b.html#c",
        ),
        (
            "<a href=a.html#c>",
            "LINK-ANCHOR-MISSING link=plan/a.html#c page=plan/a.html target=plan/a.html#c",
        ),
        (
            "<a href=/plan/b.html>",
            "LINK-FROM-ROOT link=/plan/b.html page=plan/a.html",
        ),
        (
            "<a href=../plan/>",
            "LINK-TO-FOLDER link=../plan/ page=plan/a.html",
        ),
        ("<a href=..>", "LINK-TO-FOLDER link=.. page=plan/a.html"),
        ("<a href=.>", "LINK-TO-FOLDER link=. page=plan/a.html"),
        (
            "<a href=../../index.html>",
            "LINK-OUT-OF-SITE link=../../index.html page=plan/a.html",
        ),
        (
            "<a href=javascript:alert(1)>",
            "LINK-SCHEME link=javascript:alert(1) page=plan/a.html",
        ),
        (
            "<a href=JavaScript:x>",
            "LINK-SCHEME link=JavaScript:x page=plan/a.html",
        ),
        (
            "<a href='data:text/html,x'>",
            "LINK-SCHEME link=data:text/html,x page=plan/a.html",
        ),
        (
            "<a href=file:///etc/x>",
            "LINK-SCHEME link=file:///etc/x page=plan/a.html",
        ),
        (
            "<img src=https://example.jp/a.png>",
            "LINK-LOADED-FROM-OUTSIDE link=https://example.jp/a.png page=plan/a.html",
        ),
        (
            "<script src=//example.jp/a.js></script>",
            "LINK-LOADED-FROM-OUTSIDE link=//example.jp/a.js page=plan/a.html",
        ),
        (
            "<p id=x><p id=y><p id='x'>",
            "LINK-ID-TWICE link=x page=plan/a.html target=x",
        ),
        (
            "<td headers='gone'>",
            "LINK-REFERENCE-MISSING link=gone page=plan/a.html target=gone",
        ),
        (
            "<!--<p id=c>--><a href=#c>",
            "LINK-ANCHOR-MISSING link=#c page=plan/a.html target=plan/a.html#c",
        ),
    ];
    for (body, expected) in cases {
        assert_eq!(faults_of(body), [expected], "{body}");
    }
}

#[test]
fn anchors_are_found_by_their_meaning() {
    let pages = [
        (
            "a.html",
            "<a href='b.html#%E4%BA%88%E7%AE%97'><a href='b.html#予算'><a href='b.html#a&amp;b'>",
        ),
        ("b.html", "<h2 id=予算>予算</h2><h2 id='a&amp;b'>x</h2>"),
    ];
    assert_eq!(faults(&pages, &[]), NOTHING);
    let pages = [
        ("a.html", "<a href=s.css#x>"),
        ("b.html", "<a href=a.html#%>"),
    ];
    assert_eq!(
        faults(&pages, &["s.css"]),
        [
            "LINK-ANCHOR-MISSING link=s.css#x page=a.html target=s.css#x",
            "LINK-ANCHOR-MISSING link=a.html#% page=b.html target=a.html#%",
        ]
    );
}

#[test]
fn a_mistake_on_every_page_is_told_ten_times() {
    let names: Vec<String> = (10..40).map(|number| format!("p{number}.html")).collect();
    let pages: Vec<(&str, &str)> = names
        .iter()
        .map(|name| (&**name, "<a href=gone.html>"))
        .collect();
    let found = faults(&pages, &[]);
    assert_eq!(found.len(), 10);
    assert!(found[..9].iter().all(|line| !line.contains("more=")));
    assert_eq!(
        found[9],
        "LINK-BROKEN link=gone.html page=p19.html target=gone.html more=20"
    );
}

#[test]
fn a_page_nobody_announced_is_told() {
    let book = LinkBook::new([SitePath::new("a.html")]);
    book.add_page(&SitePath::new("z.html"), &scan("<a href=a.html>"));
    assert_eq!(told(book), ["LINK-PAGE-UNLISTED page=z.html"]);
}

#[test]
fn findings_point_to_the_source_where_there_is_one() {
    let book = LinkBook::new(["a.html", "b.html"].map(SitePath::new));
    for page in ["a.html", "b.html"] {
        book.add_page(&SitePath::new(page), &scan("<a href=c.html>"));
    }
    let source = SourcePath::new("content/a.md");
    let findings = book.finish(|page| (page.as_str() == "a.html").then(|| Place::file(&source)));
    let places: Vec<String> = findings
        .iter()
        .map(|finding| finding.place.to_string())
        .collect();
    assert_eq!(places, ["b.html", "content/a.md"]);
}

#[test]
fn the_order_of_the_pages_makes_no_difference() {
    let names: Vec<String> = (0..100).map(|number| format!("p{number}.html")).collect();
    let bodies: Vec<String> = (0..100)
        .map(|number| {
            let next = (number * 37 + 5) % 130;
            format!(
                "<p id=x{number}><a href=p{next}.html#x{}><p id=y><p id=y>",
                next % 90
            )
        })
        .collect();
    let pages: Vec<(&str, &str)> = names
        .iter()
        .zip(&bodies)
        .map(|(a, b)| (&**a, &**b))
        .collect();
    let expected = faults(&pages, &[]);
    assert!(expected.len() > 30, "{}", expected.len());
    let book = LinkBook::new(names.iter().map(SitePath::new));
    std::thread::scope(|scope| {
        for part in pages.rchunks(9) {
            let book = &book;
            scope.spawn(move || {
                for (path, html) in part.iter().rev() {
                    book.add_page(&SitePath::new(path), &scan(html));
                }
            });
        }
    });
    assert_eq!(told(book), expected);
}
