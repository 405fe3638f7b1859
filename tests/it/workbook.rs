//! That the paper says the same as a workbook as it does on the page that is printed.

use std::io::Read;
use std::path::Path;

/// Holds what is written in the cells of the first sheet against the words of the page, in their order.
pub fn is_as_printed(papers: &Path) {
    let page = std::fs::read_to_string(papers.join("approval.html")).unwrap();
    let (_, body) = page.split_once("<body>").unwrap();
    let body = body.replace("<del>", "［−").replace("</del>", "−］");
    let body = body.replace("<ins>", "［＋").replace("</ins>", "＋］");
    let book = std::fs::read(papers.join("approval.xlsx")).unwrap();
    assert_eq!(cells(book).join("\n"), words(&body).join("\n"));
}

/// The texts between tags, line by line.
fn words(markup: &str) -> Vec<String> {
    let texts = markup.split('<').filter_map(|one| one.split_once('>'));
    let lines = texts.flat_map(|(_, text)| text.lines());
    let lines = lines.map(|line| {
        let line = line.replace("&lt;", "<").replace("&gt;", ">");
        let line = line.replace("&quot;", "\"").replace("&#39;", "'");
        line.replace("&amp;", "&").trim().to_owned()
    });
    lines.filter(|line| !line.is_empty()).collect()
}

/// What stands in the cells of the first sheet of a workbook.
fn cells(book: Vec<u8>) -> Vec<String> {
    let mut book = zip::ZipArchive::new(std::io::Cursor::new(book)).unwrap();
    let mut part = |name: &str| {
        let mut text = String::new();
        let mut part = book.by_name(name).unwrap();
        part.read_to_string(&mut text).unwrap();
        text
    };
    let strings = part("xl/sharedStrings.xml");
    let strings: Vec<&str> = strings.split("<si>").skip(1).collect();
    let sheet = part("xl/worksheets/sheet1.xml");
    assert!(!sheet.contains("<f>"), "no formula");
    let cells = sheet.split("t=\"s\"><v>").skip(1);
    let cells = cells.map(|cell| {
        let (number, _) = cell.split_once('<').unwrap();
        strings[number.parse::<usize>().unwrap()]
    });
    cells.flat_map(words).collect()
}
