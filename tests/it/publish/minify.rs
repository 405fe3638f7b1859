//! What the strippers of templates, style sheets and scripts take away, and above all what they leave.

use mieruka::publish::minify;

fn template(text: &str) -> String {
    match minify::template("themes/default/x.html", text) {
        Ok(small) => small,
        Err(finding) => panic!("{}: {:?}", finding.code, finding.args()),
    }
}

#[test]
fn white_space_that_is_not_shown_goes() {
    let cases = [
        (
            "<ul>\n  <li>a</li>\n  <li>b</li>\n</ul>\n",
            "<ul><li>a</li><li>b</li></ul>",
        ),
        ("<p>\n  a\n  b\n</p>", "<p>a b</p>"),
        ("<p>a <b>b</b> c</p>", "<p>a <b>b</b> c</p>"),
        (
            "<nav>\n<a href=x>x</a>\n<a href=y>y</a>\n</nav>",
            "<nav><a href=x>x</a> <a href=y>y</a></nav>",
        ),
        (
            "<td   class=\"a  b\"\n   id=c  >x</td>",
            "<td class=\"a  b\" id=c>x</td>",
        ),
        ("<p>a</p> <!-- note --> <p>b</p>", "<p>a</p><p>b</p>"),
        ("a {# note #} b", "a b"),
        ("a{# note #}b", "ab"),
        ("<pre>\n  a\n    b\n</pre>", "<pre>\n  a\n    b\n</pre>"),
        (
            "<script>\n  a  <  b\n</script>",
            "<script>\n  a  <  b\n</script>",
        ),
        ("<p>計画　の　題</p>", "<p>計画　の　題</p>"),
        ("<p>a\u{a0} b</p>", "<p>a\u{a0} b</p>"),
        ("1 < 2 {not tera}", "1 < 2 {not tera}"),
    ];
    for (text, expected) in cases {
        assert_eq!(template(text), expected, "{text}");
    }
}

#[test]
fn tera_stays_byte_for_byte() {
    let cases = [
        "{{ a  +  b }}",
        "{{ \"  }}  %}  \" }}",
        "{% set  x = {\"a\":  1} %}",
        "{{ f(a='<p>  </p>',  b=\"{% if %}\") }}",
        "<a href=\"{{ link(to=\"a  b\") }}\">x</a>",
        "<a {% if  a %}href=\"x\"{% endif %}>x</a>",
        "<td{% if a > b %} class=\"x\"{% else %} hidden{% endif %}>x</td>",
        "<td {% if a %}class=\"{{ b }}  {{ c }}\"{% endif %} id={{ d }}>x</td>",
        "<h{{ level }} id=\"{{ id }}\">x</h{{ level }}>",
        "{% raw %}  <p>  {{ a }}  </p>  {% endraw %}",
        "{%- if a -%}x{%- endif -%}",
        "<p>{{- a -}}</p>",
        "<p>{{ a }} {{ b }}{{ c }}</p>",
        "<!-- {% if a %} -->",
        "{#- eats its surroundings -#}",
    ];
    for text in cases {
        assert_eq!(template(text), text);
    }
}

#[test]
fn what_is_never_closed_is_told_with_its_place() {
    let cases = [
        ("<p>\n {{ a", "{{", "2:2"),
        ("<p>\n\n{% if a }}", "{%", "3:1"),
        ("計画{# a", "{#", "1:3"),
        ("a <!-- b", "<!--", "1:3"),
        ("<p class=\"a>", "\"", "1:10"),
        ("<p class", "<", "1:9"),
        ("{% raw %} {{ a }}", "{% raw %}", "1:1"),
    ];
    for (text, what, place) in cases {
        let finding = minify::template("themes/a.html", text).unwrap_err();
        assert_eq!(finding.code, "THEME-TEMPLATE-OPEN");
        assert_eq!(finding.args(), [("what", what.to_owned())], "{text}");
        assert_eq!(
            finding.place.to_string(),
            format!("themes/a.html:{place}"),
            "{text}"
        );
    }
    let open = minify::template("themes/a.html", "<p>\n<script>a</p>").unwrap_err();
    assert_eq!(open.code, "THEME-TEMPLATE-OPEN");
}

/// Templates with a bit of everything, rendered as written and stripped.
#[test]
fn a_stripped_template_shows_the_same() {
    let templates = [
        "<main>\n  <h1 {% if id %} id=\"{{ id }}\" {% endif %}>\n    {{ title }}\n  </h1>\n\
         {% for row in rows %}\n  <p class=\"{% if loop.first %}first{% else %}next{% endif %}\">\n\
         \x20   {{ row }} <b>{{ loop.index }}</b>\n  </p>\n{% endfor %}\n</main>\n",
        "<p>\n  {% if id %}\n    a\n  {% endif %}\n  {% for row in rows %} {{ row }} {% endfor %}\n  b\n</p>",
        "{% set a = title %} <span> {{ a }} </span> {# x #} <i>{{ a }}</i> <!-- y --> z",
        "<ul>{% for row in rows %}\n <li><a href=\"{{ row }}.html#{{ id }}\">{{ row }}</a>\n {% endfor %}</ul> x",
        "<pre>\n {{ title }}\n   {% if id %}  x{% endif %}\n</pre>\n<p>\n {{- title -}} \n</p>",
        "<td {% if id %}headers=\"{{ id }} {{ title }}\"{% endif %}>{{ title }}</td> {{ title }}",
    ];
    let mut context = tera::Context::new();
    context.insert("title", "題 <名>");
    context.insert("rows", &["a", "b", "c"]);
    for id in ["", "x"] {
        context.insert("id", id);
        for text in templates {
            let mut tera = tera::Tera::default();
            let small = template(text);
            assert!(small.len() <= text.len());
            tera.add_raw_template("whole.html", text).unwrap();
            tera.add_raw_template("small.html", &small).unwrap();
            let whole = tera.render("whole.html", &context).unwrap();
            let stripped = tera.render("small.html", &context).unwrap();
            assert_eq!(
                minify::seen(&stripped),
                minify::seen(&whole),
                "{text}\n{small}"
            );
            let of = |html: &str| format!("{:?}", mieruka::publish::links::scan(html));
            assert_eq!(of(&stripped), of(&whole), "{text}");
            // Stripping what is stripped changes nothing.
            assert_eq!(template(&small), small);
        }
    }
}

#[test]
fn style_sheets_lose_comments_and_space_only() {
    let cases = [
        ("a {\n  color : red ;\n}\n", "a{color :red}"),
        ("/* note */ a { } /* b */", "a{}"),
        (
            "@media (min-width: 40em) and (max-width: 60em) {\n a { b: c }\n}",
            "@media (min-width:40em) and (max-width:60em){a{b:c}}",
        ),
        (
            "@media screen and (width >= 40em) { a { b: c } }",
            "@media screen and (width>= 40em){a{b:c}}",
        ),
        (
            "@supports not (display: grid) { a { b: c } }",
            "@supports not (display:grid){a{b:c}}",
        ),
        (
            ":root { --a: 1px; --b:  x  y ; --empty: ; }",
            ":root{--a:1px;--b:x y;--empty: ;}",
        ),
        (
            "a { width: calc(1px + (2px - 3px) * 2) }",
            "a{width:calc(1px + (2px - 3px) * 2)}",
        ),
        (
            "a { color: var(--a, var(--b)) }",
            "a{color:var(--a,var(--b))}",
        ),
        (
            "a :hover, a:hover , a > b, a ~ b + c {}",
            "a :hover,a:hover,a>b,a ~ b + c{}",
        ),
        (
            "a { content: \"  ;  }  /* x */ \" }",
            "a{content:\"  ;  }  /* x */ \"}",
        ),
        (
            "a { content: 'it\\'s  ;' '  b' }",
            "a{content:'it\\'s  ;' '  b'}",
        ),
        (
            "a::before { content: \"\\201C\" ; }",
            "a::before{content:\"\\201C\"}",
        ),
        (".a\\:b  .c\\ d { e: f }", ".a\\:b .c\\ d{e:f}"),
        (".\\31 0 { e: f }", ".\\31 0{e:f}"),
        ("a { b: url( x  y.png ) ; }", "a{b:url( x  y.png )}"),
        (
            "a[href ^= \"x\"] { b: c !important }",
            "a[href ^= \"x\"]{b:c !important}",
        ),
        ("a/**/b { c: d/**/e }", "a/**/b{c:d/**/e}"),
        (
            "a { font: 1rem/1.5 \"BIZ UDPGothic\", sans-serif }",
            "a{font:1rem/1.5 \"BIZ UDPGothic\",sans-serif}",
        ),
        (
            "a { grid-template: \"a b\" 1fr / auto }",
            "a{grid-template:\"a b\" 1fr / auto}",
        ),
        ("@layer a, b;\n@layer a { }", "@layer a,b;@layer a{}"),
        ("a { b: c; & d { e: f; } }", "a{b:c;& d{e:f}}"),
        ("/* never closed", ""),
        ("a { b: \"never closed  ", "a{b:\"never closed  "),
    ];
    for (sheet, expected) in cases {
        assert_eq!(minify::css(sheet), expected, "{sheet}");
        assert_eq!(minify::css(expected), expected, "twice: {sheet}");
    }
}

#[test]
fn prose_is_made_small_without_losing_a_word() {
    for html in [
        "<p>a   <em>b</em>   c</p>\n\n<p>d</p>\n",
        "<h2 id=\"a\">題</h2>\n<ul>\n<li>一</li>\n<li>二 <a href=\"x.html\">x</a></li>\n</ul>",
        "<pre><code>a\n  b &lt; c\n</code></pre>",
        "<table><tbody><tr><td></td><td> ■■■ </td></tr></tbody></table>",
    ] {
        let small = minify::fragment(html);
        assert!(
            small.len() < html.len() || html.starts_with("<pre"),
            "{small}"
        );
        assert_eq!(minify::seen(&small), minify::seen(html));
    }
    let deep = "<div>".repeat(100_000);
    assert_eq!(minify::fragment(&deep), deep);
    assert_eq!(minify::page(&deep), deep);
}

#[test]
fn scripts_lose_comments_and_indents_that_have_lines_of_their_own() {
    let script = "// What it does.\n(function () {\n\n  /** Twice. */\n  const twice = (a) => `${a}${a}`; // here\n  /*\n   // both\n   */\n}());\n";
    let small = "(function(){\nconst twice = (a) => `${a}${a}`; // here\n}());\n";
    assert_eq!(minify::js(script), small);
}

#[test]
fn scripts_that_may_mean_their_white_space_are_left_alone() {
    for script in [
        "const a = `\n  // text\n`;\n",
        "const a = 'one \\\n  two';\n",
        "a(); /* from here\n  // to here */\n",
        "/* a */ b();\n",
        "/*! Licence: keep this. */\n  a();\n",
        "/* never ends\n  a();\n",
    ] {
        assert_eq!(minify::js(script), script);
    }
}

/// One line that may open a text of several lines, as a quote in a pattern, would keep every comment of its
/// script; it is named here, and can be written otherwise (`\\x60`).
#[test]
fn every_script_of_the_theme_loses_its_comments() {
    let folder = std::path::Path::new(crate::kept::ROOT).join("themes/default/static");
    let mut seen = 0;
    for entry in std::fs::read_dir(folder).expect("the theme") {
        let path = entry.expect("a file").path();
        if path.extension().is_none_or(|ending| ending != "js") {
            continue;
        }
        let script = std::fs::read_to_string(&path).expect("text");
        let small = minify::js(&script);
        let lines = script.lines().map(str::trim);
        let code = lines.filter(|line| !line.starts_with("//") && !line.starts_with('*'));
        let odd: Vec<&str> = code
            .filter(|line| line.matches('`').count() % 2 == 1 || line.ends_with('\\'))
            .collect();
        let is_bare = small
            .lines()
            .all(|line| !line.starts_with("//") && !line.starts_with("/*"));
        assert!(
            is_bare,
            "{} keeps its comments because of {odd:?}",
            path.display()
        );
        seen += 1;
    }
    assert!(seen > 1, "{seen}");
}

#[test]
fn scripts_lose_blanks_beside_signs_and_nothing_that_counts() {
    for (script, expected) in [
        ("const a = { b: [1, 2] };", "const a={b:[1,2]};"),
        ("if (a => b && c) return [d];", "if(a=>b&&c)return[d];"),
        // Of signs that mean something else without a blank, none is touched.
        ("a = b - -c + +d;", "a=b - -c + +d;"),
        ("a < !--b;", "a < !--b;"),
        ("say('a , b', c);", "say('a , b',c);"),
        ("const a = 'it\\'s ( b )';", "const a = 'it\\'s ( b )';"),
        (
            "const a = b / c, d = /x , y/;",
            "const a = b / c, d = /x , y/;",
        ),
        ("const a = `${b} , c`;", "const a = `${b} , c`;"),
        ("let a = \"b , c\";", "let a = \"b , c\";"),
        ("  a = b; // c , d", "a = b; // c , d"),
        ("// a\na = b;\n", "a=b;"),
        ("for (const a of b) c;", "for(const a of b)c;"),
    ] {
        assert_eq!(minify::js(script).trim_end(), expected, "{script}");
        assert_eq!(minify::js(expected).trim_end(), expected, "twice: {script}");
    }
}
