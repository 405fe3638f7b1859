//! What happens while somebody edits: the browser is told, the page is new, errors are shown and gone.

use std::io::Write;

use super::{Answer, FIGURE, PAGE, PROJECT, Server, town};

fn shows(text: &str) -> impl Fn(&Answer) -> bool {
    move |answer| answer.status == 200 && answer.text().contains(text)
}

fn fails_with(code: &str) -> impl Fn(&Answer) -> bool {
    move |answer| answer.status == 500 && answer.text().contains(code)
}

#[test]
fn a_saved_file_is_shown_however_it_is_saved() {
    let folder = town();
    let server = Server::start(&folder);
    let page = server.get(PAGE);
    assert!(shows(FIGURE)(&page));
    let mut live = server.live(page.state());
    server.replace(PROJECT, FIGURE, "約181人");
    live.wait();
    assert!(shows("約181人")(&server.get(PAGE)));
    server.rewrite(PROJECT, "約181人", "約182人");
    server.follow(PAGE, shows("約182人"));
    // A page of the first state hears at once that it is old, however long ago that was.
    server.live(page.state()).wait();
}

/// The name of the folder is given in full here, and in short elsewhere.
#[test]
fn one_change_is_read_once_and_none_not_at_all() {
    let folder = town();
    let town = folder.path().join("town");
    let server = Server::start_with(&folder, &["serve", town.to_str().unwrap(), "--port", "0"]);
    // What was said before the address was the first reading.
    assert_eq!(server.readings(), 0);
    let state = server.get("/").state().to_owned();
    // Saved without a change, opened and read, published beside the sources: nothing new.
    server.replace(PROJECT, FIGURE, FIGURE);
    std::fs::create_dir(town.join("public")).unwrap();
    std::fs::write(town.join("public/index.html"), "elsewhere").unwrap();
    server.replace(PROJECT, FIGURE, "約181人");
    let seen = server.follow(PAGE, shows("約181人"));
    server.replace(PROJECT, "約181人", "約182人");
    let seen_later = server.follow(PAGE, shows("約182人"));
    assert_eq!((seen.len().max(2), seen_later.len().max(2)), (2, 2));
    let count = |state: &str| -> u64 { state.rsplit('-').next().unwrap().parse().unwrap() };
    assert_eq!(count(server.get("/").state()), count(&state) + 2);
}

#[test]
fn requests_are_answered_from_the_old_state_until_the_new_one_is_read() {
    let folder = town();
    let server = Server::start(&folder);
    // Somebody who has begun to write and not ended holds nobody up.
    let half = server.edited(PROJECT, FIGURE, "約181人");
    let (begun, rest) = half.split_at(half.find("indicators:").unwrap());
    let mut file = std::fs::File::create(server.town.join("seeds/begun.tmp")).unwrap();
    file.write_all(begun.as_bytes()).unwrap();
    let answer = server.get(PAGE);
    assert!(shows(FIGURE)(&answer), "{}", answer.status);
    file.write_all(rest.as_bytes()).unwrap();
    drop(file);
    let project = server.town.join(PROJECT);
    std::fs::rename(server.town.join("seeds/begun.tmp"), project).unwrap();
    let seen = server.follow(PAGE, |answer| {
        let is_whole = shows("約181人")(answer) || shows(FIGURE)(answer);
        assert!(is_whole, "old or new, nothing between: {}", answer.status);
        shows("約181人")(answer)
    });
    assert!(!seen.is_empty());
}

#[test]
fn an_error_is_shown_with_its_place_and_its_cure_and_goes_away_by_itself() {
    let folder = town();
    let server = Server::start(&folder);
    server.replace(PROJECT, "title: 窓口", "titel: 窓口");
    let seen = server.follow("/", |answer| answer.status == 500);
    let page = seen.last().unwrap();
    assert_eq!(
        page.header("content-type"),
        Some("text/html; charset=utf-8")
    );
    assert_eq!(page.header("x-content-type-options"), Some("nosniff"));
    for part in [
        "<html lang=\"ja\"",
        "data-stale=\"yes\"",
        &format!("<code>{PROJECT}:4:1</code>"),
        "知らない項目「titel」があります",
        "「title」ではありませんか。",
        "<pre>4 | <mark>titel</mark>: 窓口",
        "YAML-UNKNOWN-KEY",
    ] {
        assert!(page.text().contains(part), "{part} in {}", page.text());
    }
    // Every page shows it over what it was, also one that nobody had open, and what it is made of is there.
    let other = server.get(PAGE);
    assert!(fails_with("YAML-UNKNOWN-KEY")(&other) && other.text().contains(FIGURE));
    let file = server.get("/midorino-dx-r8/values.csv");
    assert_eq!(file.status, 200);
    let style = server.get("/__mieruka/overlay.css");
    assert_eq!(
        style.header("content-type"),
        Some("text/css; charset=utf-8")
    );
    // The browser that shows the error is told when it is mended.
    let mut live = server.live(page.state());
    let text = server.edited(PROJECT, "titel: 窓口", "title: 窓口");
    let text = text.replace(FIGURE, "約181人");
    let new = server.town.join("new.yaml");
    std::fs::write(&new, text).unwrap();
    std::fs::rename(new, server.town.join(PROJECT)).unwrap();
    live.wait();
    assert!(shows("約181人")(&server.get(PAGE)));
}

/// With errors from the beginning there is no page to lay them over: they are the page, at every address.
#[test]
fn errors_of_the_first_reading_are_shown_at_every_address_until_they_are_mended() {
    let folder = town();
    let project = folder.path().join("town").join(PROJECT);
    let sound = std::fs::read_to_string(&project).unwrap();
    std::fs::write(&project, sound.replacen("title: 窓口", "titel: 窓口", 1)).unwrap();
    let server = Server::start(&folder);
    let todo = "/__mieruka/todo.html";
    for address in ["/", PAGE, "/search.html", "/no-such-page.html", todo] {
        let answer = server.get(address);
        assert_eq!(answer.status, 500, "{address}");
        for part in [
            &*format!("<code>{PROJECT}:4:1</code>"),
            "知らない項目「titel」があります",
            "<pre>4 | <mark>titel</mark>: 窓口",
            "「title」ではありませんか。",
            "data-fails=\"yes\"",
        ] {
            assert!(answer.text().contains(part), "{part} in {address}");
        }
    }
    let mut live = server.live(server.get(PAGE).state());
    std::fs::write(&project, sound).unwrap();
    live.wait();
    // A browser reads the address again that it was at.
    server.follow(PAGE, shows(FIGURE));
    assert_eq!(server.get(todo).status, 200);
    assert_eq!(server.get("/no-such-page.html").status, 404);
    // The list of what is to be done makes place for errors, too.
    server.replace(PROJECT, "title: 窓口", "titel: 窓口");
    server.follow(todo, fails_with("YAML-UNKNOWN-KEY"));
}

#[test]
fn the_error_page_speaks_the_language_of_the_site() {
    let folder = town();
    let server = Server::start(&folder);
    server.replace("content/mieruka.yaml", "lang: ja", "lang: en");
    server.follow("/", shows("<html lang=\"en\""));
    server.replace("content/mieruka.yaml", "title: ", "titel: ");
    let seen = server.follow("/", fails_with("YAML-UNKNOWN-KEY"));
    let text = seen.last().unwrap().text();
    assert!(text.contains("The data have errors"), "{text}");
}

#[test]
fn text_of_a_source_stays_text_on_the_error_page() {
    let folder = town();
    let server = Server::start(&folder);
    server.replace(
        PROJECT,
        "title: 窓口",
        "\"<script>alert(1)</script>\": 窓口",
    );
    let seen = server.follow("/", |answer| answer.status == 500);
    let text = seen.last().unwrap().text();
    assert!(text.contains("&lt;script"), "{text}");
    assert!(!text.contains("<script>"), "{text}");
}

#[test]
fn new_and_removed_files_are_noticed() {
    let folder = town();
    let server = Server::start(&folder);
    let new = "seeds/midorino-dx-r8/projects/04-new.yaml";
    let text = server
        .edited(PROJECT, "id: 03-madoguchi", "id: 04-new")
        .replace("number: \"003\"", "number: \"004\"");
    std::fs::write(server.town.join(new), text).unwrap();
    server.follow("/", fails_with("AUDIT-INDEX-MISSING"));
    std::fs::remove_file(server.town.join(new)).unwrap();
    server.follow("/", |answer| answer.status == 200);
    let prose = server.town.join("content/midorino-dx-r8/02-koza.md");
    let page = "/midorino-dx-r8/projects/02-koza.html";
    assert!(shows("公民館で学べる")(&server.get(page)));
    std::fs::remove_file(prose).unwrap();
    server.follow(page, |answer| !answer.text().contains("公民館で学べる"));
}

#[test]
fn a_theme_that_is_begun_later_is_noticed_and_so_is_its_fault() {
    let folder = town();
    let _ = std::fs::remove_dir_all(folder.path().join("town/themes"));
    let server = Server::start(&folder);
    let theme = server.town.join("themes/default");
    std::fs::create_dir_all(theme.join("static/deep")).unwrap();
    std::fs::write(theme.join("static/mark.svg"), "<svg xmlns='a'/>").unwrap();
    let css = concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default/css/base.css");
    let css = std::fs::read_to_string(css).unwrap();
    std::fs::create_dir_all(theme.join("css")).unwrap();
    std::fs::write(
        theme.join("css/base.css"),
        format!("{css}\n.later{{top:1px}}"),
    )
    .unwrap();
    let style = |page: &str| {
        let end = page.find(".css\"").expect("a style sheet") + 4;
        let start = page[..end].rfind('"').unwrap() + 1;
        format!("/{}", &page[start..end])
    };
    server.follow("/", |answer| {
        answer.status == 200
            && server
                .get(&style(&answer.text()))
                .text()
                .contains(".later{")
    });
    // A template that does not fit its page breaks that page, and the browser hears of the cure.
    std::fs::create_dir_all(theme.join("templates")).unwrap();
    let template = theme.join("templates/project.html");
    std::fs::write(&template, "{{ nothing.of_the_kind.here }}").unwrap();
    let broken = server.follow(PAGE, |answer| answer.status == 500);
    let broken = broken.last().unwrap();
    assert!(broken.text().contains("project.html"), "{}", broken.text());
    let mut live = server.live(broken.state());
    std::fs::remove_file(template).unwrap();
    live.wait();
    server.follow(PAGE, shows(FIGURE));
}

#[test]
fn a_folder_that_vanishes_is_told_and_found_again() {
    let folder = town();
    let server = Server::start(&folder);
    let away = folder.path().join("away");
    std::fs::rename(&server.town, &away).unwrap();
    server.follow("/", fails_with("SITE-MISSING"));
    std::fs::rename(&away, &server.town).unwrap();
    server.follow(PAGE, shows(FIGURE));
    // It is the folder of now that is watched, not the one of before.
    server.replace(PROJECT, FIGURE, "約181人");
    server.follow(PAGE, shows("約181人"));
    let content = server.town.join("content");
    std::fs::rename(&content, &away).unwrap();
    server.follow("/", fails_with("SITE-MISSING"));
    std::fs::rename(&away, &content).unwrap();
    server.follow(PAGE, shows("約181人"));
}

#[cfg(unix)]
#[test]
fn a_link_is_told_and_not_followed() {
    let folder = town();
    let _ = std::fs::remove_dir_all(folder.path().join("town/themes"));
    let elsewhere = folder.path().join("elsewhere");
    std::fs::create_dir(&elsewhere).unwrap();
    let server = Server::start(&folder);
    // Followed, the second would lead through the whole disk.
    for (link, target) in [
        ("themes", elsewhere.as_path()),
        ("content/all", "/".as_ref()),
    ] {
        let link = server.town.join(link);
        std::os::unix::fs::symlink(target, &link).unwrap();
        server.follow("/", fails_with("SOURCE-LINK"));
        std::fs::remove_file(&link).unwrap();
        server.follow(PAGE, shows(FIGURE));
    }
}
