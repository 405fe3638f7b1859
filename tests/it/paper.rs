//! What an approver reads of changes that are no figures: settings, looks, moves, next editions.

use std::path::Path;

use tempfile::TempDir;

use crate::cli::mieruka;
use crate::diff::{done, edit};
use crate::workbook;

const DAY: [&str; 2] = ["--as-of", "2026-04-01"];
const SETTINGS: &str = "content/mieruka.yaml";
const THEME: &str = "themes/default/theme.toml";

/// A site whose first edition was approved and is published.
fn town() -> TempDir {
    let folder = TempDir::new().unwrap();
    done(folder.path(), &["init", "town"]);
    let town = folder.path().join("town");
    release(&town);
    done(&town, &["release", "--approve", "課長"]);
    folder
}

fn release(town: &Path) -> String {
    let said = done(town, &[&["release"][..], &DAY].concat());
    workbook::is_as_printed(&town.join("release"));
    said
}

fn paper(town: &Path) -> String {
    release(town);
    std::fs::read_to_string(town.join("release/approval.md")).unwrap()
}

fn holds(paper: &str, lines: &[&str]) {
    for line in lines {
        assert!(paper.contains(line), "{line}\n{paper}");
    }
}

fn lacks(paper: &str, lines: &[&str]) {
    for line in lines {
        assert!(!paper.contains(line), "{line}\n{paper}");
    }
}

/// Terms of use and whom to ask are words of a person on every page: each is told once, old and new, and
/// somebody has to say why.
#[test]
fn settings_of_the_site_are_told_once_and_ask_for_a_reason() {
    let folder = town();
    let town = folder.path().join("town");
    edit(
        &town,
        SETTINGS,
        "\nlicence: CC BY 4.0\n",
        "\nlicence: CC0\n",
    );
    edit(&town, SETTINGS, "企画課 デジタル推進係", "総務課");
    edit(
        &town,
        SETTINGS,
        "  # email: kikaku@example.jp",
        "  email: soumu@example.jp",
    );
    edit(
        &town,
        SETTINGS,
        "\ntitle: みどり野町 計画の見える化（見本）\n",
        "\ntitle: みどり野町の計画\n",
    );
    edit(&town, SETTINGS, "# base_url: https", "base_url: https");
    let told = paper(&town);
    holds(
        &told,
        &[
            "- 設定と見た目: 5件が変わる\n",
            "### 理由が書かれていない変更（5件）",
            "- 「サイトの設定と見た目」　利用条件（on: mieruka.yaml, item: licence）\n",
            "| 利用条件 | CC BY 4.0 | CC0 |  |\n",
            "| このサイトの担当 | 企画課 デジタル推進係 | 総務課 |  |\n",
            "| 問い合わせ先のメール | なし | soumu@example.jp |  |\n",
            "| サイトの名前 | みどり野町 計画の見える化（見本） | みどり野町の計画 |  |\n",
            "| 公開する場所のアドレス | なし | https://www.example.jp/plan/ |  |\n",
        ],
    );
    lacks(&told, &["自動で変わる言葉", "引用のしかた", "<ins>"]);
    // A reason for all of them, and a closer one.
    let reasons = "changes:\n  - on: mieruka.yaml\n    item: licence\n    reason: 条件を広げたため\n  \
                   - on: content/mieruka.yaml\n    reason: 担当が変わったため\n";
    std::fs::write(town.join("content/changes.yaml"), reasons).unwrap();
    let told = paper(&town);
    holds(
        &told,
        &[
            "| 利用条件 | CC BY 4.0 | CC0 | 条件を広げたため |\n",
            "| このサイトの担当 | 企画課 デジタル推進係 | 総務課 | 担当が変わったため |\n",
        ],
    );
    lacks(
        &told,
        &["理由が書かれていない", "変わらないところに書かれた"],
    );
    // In every form.
    let html = std::fs::read_to_string(town.join("release/approval.html")).unwrap();
    holds(
        &html,
        &["<th scope=\"row\">利用条件</th><td>CC BY 4.0</td><td>CC0</td>"],
    );
    let json = mieruka(
        &town,
        "ja_JP.UTF-8",
        &[&["diff", "--format", "json"][..], &DAY].concat(),
    );
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(json["settings"][0]["key"], "licence");
    assert_eq!(json["settings"][0]["from"], "CC BY 4.0");
    let text = done(&town, &[&["diff"][..], &DAY].concat());
    holds(&text, &["  利用条件: CC BY 4.0 → CC0\n"]);
}

/// A colour is no file that is one byte longer.
#[test]
fn looks_are_told_in_words() {
    let folder = town();
    let town = folder.path().join("town");
    let light = "\nmain = \"#0017c1\"  # 市の色。線、印、塗りつぶした棒\n";
    edit(&town, THEME, light, "\nmain = \"#0000aa\"\n");
    edit(
        &town,
        THEME,
        "\nfooter = \"\"\n",
        "\nfooter = \"みどり野町役場\"\n",
    );
    std::fs::create_dir_all(town.join("themes/default/static")).unwrap();
    let own = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M0 0h9v9z\"/></svg>";
    std::fs::write(town.join("themes/default/static/icon.svg"), own).unwrap();
    let told = paper(&town);
    holds(
        &told,
        &[
            "- 設定と見た目: 3件が変わる\n",
            "| 色 main（市の色。線、印、塗りつぶした棒） | \\#0017c1 | \\#0000aa |  |\n",
            "| テーマに書いた名前と、ページの終わりの一行 | なし | みどり野町役場 |  |\n",
            "| 絵 icon.svg | assets/icon.",
            "（on: theme.toml, item: colours.light.main）",
        ],
    );
    // Only looks: no word or figure is told of.
    lacks(&told, &["- 文: ", "- 数字: "]);
}

/// How a word is read aloud stands in no Markdown: the paper says on which pages it is another.
#[test]
fn pages_that_only_look_otherwise_are_named() {
    let folder = town();
    let town = folder.path().join("town");
    edit(
        &town,
        "content/readings.csv",
        "手続,てつづき",
        "手続,てつずき",
    );
    let told = paper(&town);
    holds(
        &told,
        &["- 言葉と数字は同じで、見た目か読みがなだけが変わるページ: midorino-dx-r8/"],
    );
    lacks(&told, &["- 文: ", "設定と見た目"]);
}

const PROJECT: &str = "seeds/midorino-dx-r8/projects/05-mado.yaml";

/// The third project of an edition under a new id.
fn renumbered(town: &Path, plan: &str) {
    let rename = |from: &str, to: &str| std::fs::rename(town.join(from), town.join(to)).unwrap();
    let project = format!("seeds/{plan}/projects/05-mado.yaml");
    rename(
        &format!("seeds/{plan}/projects/03-madoguchi.yaml"),
        &project,
    );
    rename(
        &format!("content/{plan}/03-madoguchi.md"),
        &format!("content/{plan}/05-mado.md"),
    );
    edit(town, &project, "\nid: 03-madoguchi\n", "\nid: 05-mado\n");
    let index = format!("seeds/{plan}/index.csv");
    edit(town, &index, "\n03-madoguchi,", "\n05-mado,");
}

/// The third project of the first edition under a new id; its old address leads there.
fn moved(town: &Path) {
    renumbered(town, "midorino-dx-r8");
    let to = "midorino-dx-r8/projects/05-mado.html";
    let leads = format!(
        "address,to,what\nmidorino-dx-r8/projects/03-madoguchi.html,{to},名前を直しました。\n"
    );
    std::fs::write(town.join("content/addresses.csv"), leads).unwrap();
}

/// Sixty figures that are where they were are no sixty that go and sixty that come.
#[test]
fn a_project_with_another_address_is_one_move() {
    let folder = town();
    let town = folder.path().join("town");
    moved(&town);
    let told = paper(&town);
    holds(
        &told,
        &[
            "- 計画・施策・事業・表・指標: 1件が移る\n",
            "- ページ: 1ページが移る\n",
            // What is published of it is the reason.
            "- 移りました。前のアドレス: midorino-dx-r8/projects/03-madoguchi.html　理由: 名前を直しました。\n",
            "- 移る　　　midorino-dx-r8/projects/03-madoguchi.html → midorino-dx-r8/projects/05-mado.html　\
             窓口の待ち時間短縮事業（前のアドレスから、新しいページへ移ります）\n",
            "- <ins>名前を直しました。</ins>\n",
        ],
    );
    lacks(
        &told,
        &[
            "- 数字: ",
            "<del>",
            "新しく加わりました",
            "なくなりました",
            "理由が書かれていない変更",
        ],
    );
    // A figure that changed on the way is one that changed, and asks for its record.
    edit(&town, PROJECT, "target: \"15\"", "target: \"14\"");
    let told = paper(&town);
    holds(
        &told,
        &[
            "- 数字: 1か所が変わる\n",
            "| 目標　窓口で待つ時間の平均　令和8年度（分） | 15 | 14 |",
            "訂正の記録がありません: 窓口の待ち時間短縮事業　窓口で待つ時間の平均　目標　令和8年度　15分 → 14分",
        ],
    );
    let html = std::fs::read_to_string(town.join("release/approval.html")).unwrap();
    holds(
        &html,
        &["移りました。前のアドレス: midorino-dx-r8/projects/03-madoguchi.html"],
    );
    let text = done(&town, &[&["diff"][..], &DAY].concat());
    holds(
        &text,
        &[
            "移りました。前のアドレス: midorino-dx-r8/projects/03-madoguchi.html",
            "目標　窓口で待つ時間の平均　令和8年度: 15 → 14（分）",
        ],
    );
    let json = mieruka(
        &town,
        "ja_JP.UTF-8",
        &[&["diff", "--format", "json"][..], &DAY].concat(),
    );
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(json["values"].as_array().unwrap().len(), 1);
    assert_eq!(json["subjects"][0]["change"], "moved");
    assert_eq!(json["pages"][0]["redirect"], true);
}

const ONLINE: &str = "seeds/midorino-dx-r8/projects/01-online.yaml";

/// A suggestion names the word that is wrong, and never what was written, nor whatever else happens to change.
#[test]
fn a_reason_without_a_change_is_told_which_word_is_wrong() {
    let folder = town();
    let town = folder.path().join("town");
    edit(&town, ONLINE, "actual: \"28\"", "actual: \"29\"");
    let reasons = "changes:\n  - on: midorino-dx-r8/projects/01-online.html\n    measure: 実蹟\n    reason: あ\n  \
                   - on: midorino-dx-r8/projects/02-koza\n    reason: い\n  \
                   - on: midorino-dx-r8/projects/01-onlin\n    reason: う\n";
    std::fs::write(town.join("content/changes.yaml"), reasons).unwrap();
    let told = paper(&town);
    holds(
        &told,
        &[
            "01-online「あ」　このページで変わる値に、measure「実蹟」はありません。「実績」ではありませんか。\n",
            "02-koza「い」\n",
            "01-onlin「う」　「midorino-dx-r8/projects/01-online」（オンライン申請推進事業）ではありませんか。\n",
            // What remains says how grave it is, the gravest first.
            "- 注意: 公開した値が変わりますが、訂正の記録がありません",
        ],
    );
}

/// A new edition is held against the one before: what is the same is counted, what differs is read.
#[test]
fn a_new_edition_is_held_against_the_one_before() {
    let folder = town();
    let town = folder.path().join("town");
    done(
        &town,
        &[&["freeze", "midorino-dx-r8", "midorino-dx-r9"][..], &DAY].concat(),
    );
    let next = "seeds/midorino-dx-r9/plan.yaml";
    edit(&town, next, "draft: true\n", "");
    edit(&town, next, "\nedition: 令和8年度", "\nedition: 令和9年度");
    let online = "seeds/midorino-dx-r9/projects/01-online.yaml";
    edit(&town, online, "actual: \"28\"", "actual: \"29\"");
    edit(
        &town,
        "seeds/midorino-dx-r9/projects/02-koza.yaml",
        "\ntitle: スマホ教室\n",
        "\ntitle: スマホの教室\n",
    );
    edit(
        &town,
        "seeds/midorino-dx-r9/index.csv",
        "スマホ教室",
        "スマホの教室",
    );
    let told = paper(&town);
    holds(
        &told,
        &[
            "- 数字: 1か所が変わる\n",
            "新しい版「midorino-dx-r9」は、前の版「midorino-dx-r8」とくらべています。同じ値218か所は並べません。",
            "| 実績　オンラインでできる手続の数　令和6年度（件） | 28 | 29 |",
            "- 名前: スマホ教室 → スマホの教室",
            // A past figure that is told otherwise wants its record.
            "訂正の記録がありません: オンライン申請推進事業　オンラインでできる手続の数　実績　令和6年度　28件 → 29件",
            "計画「令和8年度 みどり野町デジタル化推進計画」（midorino-dx-r9/index.html）\n\n- 新しく加わりました。",
        ],
    );
    lacks(&told, &["| なし |"]);
}

/// A project that the new edition numbers otherwise is one move, by the row that the guide has for it: its values
/// are held against those of before, and its page of before leads to it.
#[test]
fn a_project_that_a_new_edition_numbers_otherwise_is_one_move() {
    let folder = town();
    let town = folder.path().join("town");
    done(
        &town,
        &[&["freeze", "midorino-dx-r8", "midorino-dx-r9"][..], &DAY].concat(),
    );
    renumbered(&town, "midorino-dx-r9");
    let row = |to: &str| {
        let old = "midorino-dx-r8/projects/03-madoguchi.html";
        let rows = format!("address,to,what\n{old},midorino-dx-r9/projects/{to},\n");
        std::fs::write(town.join("content/addresses.csv"), rows).unwrap();
    };
    row("05-mado.html");
    // As long as the edition is a draft, its row is no harm.
    let check = [&["check"][..], &DAY].concat();
    let said = done(&town, &check);
    assert!(said.contains("誤り0件"), "{said}");
    let next = "seeds/midorino-dx-r9/plan.yaml";
    edit(&town, next, "draft: true\n", "");
    edit(&town, next, "\nedition: 令和8年度", "\nedition: 令和9年度");
    row("03-mado.html");
    let output = mieruka(&town, "ja_JP.UTF-8", &check);
    let said = String::from_utf8(output.stdout).unwrap();
    let wrong = "「midorino-dx-r8/projects/03-madoguchi.html」の行の to「midorino-dx-r9/projects/03-mado.html」は、次の版にありません";
    assert!(said.contains(wrong), "{said}");
    row("05-mado.html");
    let project = "seeds/midorino-dx-r9/projects/05-mado.yaml";
    edit(&town, project, "actual: \"24\"", "actual: \"23\"");
    let told = paper(&town);
    holds(
        &told,
        &[
            "- 数字: 1か所が変わる\n",
            "同じ値218か所は並べません。",
            "- 前の版から、アドレスが変わりました。前の版: midorino-dx-r8/projects/03-madoguchi.html\n",
            "| 実績　窓口で待つ時間の平均　令和6年度（分） | 24 | 23 |",
        ],
    );
    lacks(&told, &["| なし |", "なくなりました"]);
    // Before there is a paper, the same is asked.
    let said = done(&town, &check);
    let missing = "訂正の記録がありません: 窓口の待ち時間短縮事業　窓口で待つ時間の平均　実績　令和6年度　24分 → 23分";
    assert!(said.contains(missing), "{said}");
    done(&town, &["release", "--approve", "課長"]);
    let page = |path: &str| std::fs::read_to_string(town.join("public").join(path)).unwrap();
    let old = page("midorino-dx-r8/projects/03-madoguchi.md");
    assert!(
        old.contains("](../../midorino-dx-r9/projects/05-mado.html)"),
        "{old}"
    );
    let new = page("midorino-dx-r9/projects/05-mado.md");
    assert!(
        new.contains("](../../midorino-dx-r8/projects/03-madoguchi.html)"),
        "{new}"
    );
    // A third edition is held against the second alone, and all lead to it.
    let frozen = done(
        &town,
        &[&["freeze", "midorino-dx-r9", "midorino-dx-r10"][..], &DAY].concat(),
    );
    assert!(frozen.contains("midorino-dx-r10"), "{frozen}");
    let next = "seeds/midorino-dx-r10/plan.yaml";
    edit(&town, next, "draft: true\n", "");
    edit(&town, next, "\nedition: 令和9年度", "\nedition: 令和10年度");
    let project = "seeds/midorino-dx-r10/projects/05-mado.yaml";
    edit(&town, project, "actual: \"23\"", "actual: \"22\"");
    let told = paper(&town);
    holds(
        &told,
        &[
            "- 数字: 1か所が変わる\n",
            "新しい版「midorino-dx-r10」は、前の版「midorino-dx-r9」とくらべています。",
            "| 実績　窓口で待つ時間の平均　令和6年度（分） | 23 | 22 |",
        ],
    );
    let said = done(&town, &check);
    assert!(said.contains("23分 → 22分"), "{said}");
    let old =
        std::fs::read_to_string(town.join("release/site/midorino-dx-r8/projects/03-madoguchi.md"));
    let old = old.unwrap();
    assert!(
        old.contains("](../../midorino-dx-r10/projects/05-mado.html)"),
        "{old}"
    );
}

/// A record that is brought when the value has long changed tells why it was: no second reason is asked for.
#[test]
fn a_record_that_comes_later_is_its_own_reason() {
    let folder = town();
    let town = folder.path().join("town");
    edit(&town, ONLINE, "actual: \"28\"", "actual: \"29\"");
    release(&town);
    done(&town, &["release", "--approve", "課長"]);
    let record = "corrections:\n  - date: 2026-03-10\n    kind: error\n    project: 01-online\n    \
                  what: オンラインでできる手続の数　令和6年度　実績\n    old: 28件\n    new: 29件\n    \
                  reason: 窓口の分が漏れていたため\n";
    let list = town.join("seeds/midorino-dx-r8/corrections.yaml");
    std::fs::write(list, record).unwrap();
    let told = paper(&town);
    holds(
        &told,
        &[
            "| 29 | 29（値は同じ。右のことが変わります） | 注: なし → 2026-03-10 に訂正（公開していた値: 28件）",
            "<br>理由: 窓口の分が漏れていたため |",
        ],
    );
    lacks(&told, &["理由が書かれていない変更"]);
}

/// What turns verdicts round, how a name is read, and what was withheld: each is told by its name, and asks for
/// a reason.
#[test]
fn directions_readings_and_withheld_values_are_named() {
    let folder = town();
    let town = folder.path().join("town");
    let project = "seeds/midorino-dx-r8/projects/03-madoguchi.yaml";
    edit(&town, project, "better: down", "better: up");
    edit(
        &town,
        project,
        "reading: まどぐちのまちじかんたんしゅくじぎょう",
        "reading: まどぐち",
    );
    edit(&town, project, "value: \"■■■\"", "value: \"1,234\"");
    let told = paper(&town);
    holds(
        &told,
        &[
            "### 理由が書かれていない変更（3件）",
            "- 読み: まどぐちのまちじかんたんしゅくじぎょう → 読み: まどぐち\n",
            "- 指標「窓口で待つ時間の平均」の良い向き: 減るほどよい → 増えるほどよい（達成・未達成が変わることがあります）\n",
            "| ■■■ | 1,234 | 公開していなかった値を、公開します。<br>",
            "- 注意: 前の公開では公開しなかった値（■■■）を、公開します: 窓口の待ち時間短縮事業　案内板の見積額　根拠・データ　令和7年度　1,234",
        ],
    );
    let check = done(&town, &[&["check"][..], &DAY].concat());
    assert!(check.contains("注意[REDACTED-SHOWN]"), "{check}");
    let reasons =
        "changes:\n  - on: midorino-dx-r8/projects/03-madoguchi\n    reason: 見直したため\n";
    std::fs::write(town.join("content/changes.yaml"), reasons).unwrap();
    lacks(&paper(&town), &["理由が書かれていない変更"]);
}

/// Lines that have nothing in common are no line that was rewritten; a link that leads elsewhere is told without
/// the signs of its Markdown; a policy that is called otherwise asks for one reason.
#[test]
fn lines_are_told_as_they_are_read() {
    let folder = town();
    let town = folder.path().join("town");
    let prose = "content/midorino-dx-r8/01-online.md";
    let file = town.join(prose);
    let text = std::fs::read_to_string(&file).unwrap();
    let more = "\nくわしくは[サイトについて](../index.html)を見てください。\n\n申請書を紙で出す人は年に三百人です。\n";
    std::fs::write(&file, text.clone() + more).unwrap();
    release(&town);
    done(&town, &["release", "--approve", "課長"]);
    let more = "\nくわしくは[サイトについて](../findings.html)を見てください。\n\nカードの読み取り機を置きました。\n";
    std::fs::write(&file, text + more).unwrap();
    let plan = "seeds/midorino-dx-r8/plan.yaml";
    edit(
        &town,
        plan,
        "title: 手続のオンライン化",
        "title: 手続のデジタル化",
    );
    let told = paper(&town);
    holds(
        &told,
        &[
            "- くわしくはサイトについてを見てください。<del>（../index.html）</del><ins>（../findings.html）</ins>\n",
            "- <del>申請書を紙で出す人は年に三百人です。</del>\n- <ins>カードの読み取り機を置きました。</ins>\n",
            "### 理由が書かれていない変更（1件）",
            "- 名前: 手続のオンライン化 → 手続のデジタル化",
        ],
    );
}
