//! What may be typed after `mieruka`, in both languages. What is said of anything else stands in
//! [`complaint`](super::complaint).

use std::ffi::OsString;
use std::net::IpAddr;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, Str, StyledStr};
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

mod given;

use self::given::{base_url, chosen, moment, path, text};
use super::complaint::{self, Told};
use crate::base::words::{Lang, Words};
use crate::model::Purpose;
use crate::preview::Lan;
use crate::sources::{Chosen, schema};

pub use super::wish::{
    Against, BuildWish, CheckWish, DiffFormat, DiffWish, Format, FreezeWish, Open, ReleaseWish,
    ServeWish, ShowTimings, Wish,
};

/// What the user wants done.
///
/// # Errors
/// Help that was asked for, or a complaint.
pub fn read(arguments: &[OsString], lang: Lang) -> Result<Wish, Told> {
    let arguments = with_default(arguments);
    let matches = command(lang)
        .try_get_matches_from(&arguments)
        .map_err(|error| complaint::of(&error, &command(lang), &arguments, lang))?;
    let (name, matches) = matches.subcommand().unwrap_or(("build", &matches));
    wish(name, matches, lang)
}

/// `mieruka` alone, and `mieruka --option`, mean `mieruka build`.
fn with_default(arguments: &[OsString]) -> Vec<OsString> {
    let mut arguments = arguments.to_vec();
    let asks_itself = |word: &OsString| {
        matches!(
            word.to_str(),
            Some("--help" | "-h" | "--version" | "-V" | "help")
        )
    };
    let names_command = |word: &OsString| word.to_str().is_none_or(|word| !word.starts_with('-'));
    let rest = arguments.get(1..).unwrap_or_default();
    let mut significant = rest.iter();
    let mut first = significant.next();
    while first.is_some_and(|word| word == "--lang") {
        significant.next();
        first = significant.next();
    }
    if first.is_none_or(|word| !asks_itself(word) && !names_command(word)) {
        let at = arguments.len().min(1);
        arguments.insert(at, "build".into());
    }
    arguments
}

/// The words of the command line in one language.
#[derive(Clone, Copy)]
struct Help {
    words: &'static Words,
    lang: Lang,
}

/// Where in their list the options stand that every command has.
const LAST: usize = 900;

impl Help {
    fn say(self, key: &str) -> StyledStr {
        StyledStr::from(self.words.find_in("cli", key).unwrap_or(key).to_owned())
    }

    /// A heading, or what stands for a value: folder, date and the like.
    fn name(self, key: &'static str) -> Str {
        Str::from(self.words.find_in("cli", key).unwrap_or(key))
    }

    fn option(self, name: &'static str, value: &'static str, help: &str) -> Arg {
        self.flag(name, help)
            .action(ArgAction::Set)
            .value_name(self.name(value))
            .hide_default_value(true)
            .hide_possible_values(true)
    }

    fn flag(self, name: &'static str, help: &str) -> Arg {
        Arg::new(name)
            .long(name)
            .action(ArgAction::SetTrue)
            .help(self.say(help))
            .help_heading(self.name("options"))
    }

    fn argument(self, name: &'static str, value: &'static str, help: &str) -> Arg {
        Arg::new(name)
            .value_name(self.name(value))
            .help(self.say(help))
            .help_heading(self.name("arguments"))
            .hide_default_value(true)
            .hide_possible_values(true)
    }

    fn folder(self) -> Arg {
        self.argument("folder", "value.folder", "arg-folder")
            .default_value(".")
            .value_parser(value_parser!(PathBuf))
    }

    fn help_flag(self) -> Arg {
        self.flag("help", "arg-help")
            .short('h')
            .action(ArgAction::Help)
            .display_order(LAST + 1)
    }

    fn version_flag(self) -> Arg {
        self.flag("version", "arg-version")
            .short('V')
            .action(ArgAction::Version)
            .display_order(LAST + 2)
    }

    /// A command with its page of help; `arguments` are listed in their order.
    fn command<const N: usize>(self, name: &'static str, arguments: [Arg; N]) -> Command {
        // The parser takes every letter for one column wide, so that Japanese names of values would
        // push the columns out of line.
        let is_wide = self.lang == Lang::Ja;
        let in_order = |(place, argument): (usize, Arg)| match argument.is_positional() {
            true => argument.display_order(place),
            false => argument,
        };
        Command::new(name)
            .about(self.say(&format!("{name}.about")))
            .override_usage(self.say(&format!("{name}.usage")))
            .after_help(self.say(&format!("{name}.example")))
            .next_line_help(is_wide)
            .disable_help_flag(true)
            .args(arguments.into_iter().enumerate().map(in_order))
            .arg(self.help_flag())
            .help_template(self.template())
    }

    /// The page of help with its headings in the user's language.
    fn template(self) -> String {
        let usage = self.words.get("cli.usage");
        format!("{{about}}\n\n{usage}: {{usage}}\n\n{{all-args}}{{after-help}}")
    }
}

fn command(lang: Lang) -> Command {
    let words = Words::of(lang);
    let help = Help { words, lang };
    let lang_option = help
        .option("lang", "value.lang", "arg-lang")
        .global(true)
        .display_order(LAST)
        .value_parser(PossibleValuesParser::new(["ja", "en"]));
    help.command("mieruka", [help.version_flag(), lang_option])
        .version(env!("CARGO_PKG_VERSION"))
        .next_line_help(false)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .subcommand_help_heading(help.name("commands"))
        .subcommands([
            build_command(help),
            check_command(help),
            serve_command(help),
            init_command(help),
            schema_command(help),
            diff_command(help),
            release_command(help),
            verify_command(help),
            freeze_command(help),
        ])
}

fn build_command(help: Help) -> Command {
    let out = help.option("out", "value.folder", "arg-out");
    let jobs = help.option("jobs", "value.number", "arg-jobs");
    let arguments = [
        help.folder(),
        out.value_parser(value_parser!(PathBuf)),
        help.option("as-of", "value.date", "arg-as-of"),
        help.option("base-url", "value.url", "arg-base-url"),
        jobs.value_parser(value_parser!(u16).range(1..=256)),
        help.flag("preview", "arg-preview"),
        help.flag("timings", "arg-timings"),
    ];
    help.command("build", arguments)
}

fn check_command(help: Help) -> Command {
    let formats = PossibleValuesParser::new(["text", "json", "github", "sarif"]);
    let format = help.option("format", "value.format", "arg-format");
    let arguments = [
        help.folder(),
        format.default_value("text").value_parser(formats),
        help.option("as-of", "value.date", "arg-as-of"),
        help.option("base-url", "value.url", "arg-base-url"),
        help.flag("preview", "arg-preview-check"),
        help.option("department", "value.section", "arg-department"),
        help.option("against", "value.folder", "arg-against")
            .value_parser(value_parser!(PathBuf)),
        help.option("explain", "value.code", "arg-explain"),
    ];
    help.command("check", arguments)
}

fn serve_command(help: Help) -> Command {
    let port = help.option("port", "value.number", "arg-port");
    let arguments = [
        help.folder(),
        port.default_value("4000").value_parser(value_parser!(u16)),
        help.flag("open", "arg-open"),
        help.option("lan", "value.address", "arg-lan")
            .num_args(0..=1)
            .require_equals(true)
            .value_parser(value_parser!(IpAddr)),
        help.option("as-of", "value.date", "arg-as-of"),
    ];
    help.command("serve", arguments)
}

fn init_command(help: Help) -> Command {
    let folder = help.argument("folder", "value.folder", "arg-init-folder");
    let folder = folder.required(true);
    help.command("init", [folder.value_parser(value_parser!(PathBuf))])
}

fn schema_command(help: Help) -> Command {
    let kind = help.argument("kind", "value.kind", "arg-kind");
    let kinds = PossibleValuesParser::new(schema::KINDS);
    help.command(
        "schema",
        [kind.default_value("project").value_parser(kinds)],
    )
}

fn diff_command(help: Help) -> Command {
    let folder = |name, value, words, default: &'static str| {
        help.argument(name, value, words)
            .default_value(default)
            .value_parser(value_parser!(PathBuf))
    };
    let formats = PossibleValuesParser::new(["text", "html", "md", "json", "xlsx"]);
    let format = help.option("format", "value.format", "arg-diff-format");
    let out = help.option("out", "value.file", "arg-diff-out");
    let arguments = [
        folder("old", "value.old", "arg-diff-old", PUBLIC),
        folder("new", "value.new", "arg-diff-new", "."),
        format.default_value("text").value_parser(formats),
        out.value_parser(value_parser!(PathBuf)),
        help.option("as-of", "value.date", "arg-as-of"),
        help.option("base-url", "value.url", "arg-base-url"),
    ];
    help.command("diff", arguments)
}

fn release_command(help: Help) -> Command {
    let out = help.option("out", "value.folder", "arg-release-out");
    let last = help.option("last", "value.folder", "arg-release-last");
    let arguments = [
        help.folder(),
        out.value_parser(value_parser!(PathBuf)),
        last.value_parser(value_parser!(PathBuf)),
        help.option("as-of", "value.date", "arg-as-of"),
        help.option("base-url", "value.url", "arg-base-url"),
        help.option("approve", "value.post", "arg-approve"),
        help.option("at", "value.date", "arg-at"),
    ];
    help.command("release", arguments)
}

fn verify_command(help: Help) -> Command {
    let folder = help.argument("folder", "value.folder", "arg-verify-folder");
    let folder = folder.default_value("public");
    let arguments = [
        folder.value_parser(value_parser!(PathBuf)),
        help.option("hash", "value.hash", "arg-hash"),
    ];
    help.command("verify", arguments)
}

fn freeze_command(help: Help) -> Command {
    let out = help.option("out", "value.folder", "arg-freeze-out");
    let folder = help.option("folder", "value.folder", "arg-folder");
    let arguments = [
        help.argument("plan", "value.plan", "arg-freeze-plan")
            .required(true),
        help.argument("next", "value.next", "arg-freeze-next")
            .required(true),
        folder
            .default_value(".")
            .value_parser(value_parser!(PathBuf)),
        out.value_parser(value_parser!(PathBuf)),
        help.option("as-of", "value.date", "arg-as-of"),
        help.option("base-url", "value.url", "arg-base-url"),
    ];
    help.command("freeze", arguments)
}

fn wish(name: &str, matches: &ArgMatches, lang: Lang) -> Result<Wish, Told> {
    let folder = || path(matches, "folder");
    Ok(match name {
        "check" => Wish::Check(CheckWish {
            folder: folder(),
            format: match text(matches, "format").as_deref() {
                Some("json") => Format::Json,
                Some("github") => Format::Github,
                Some("sarif") => Format::Sarif,
                _ => Format::Text,
            },
            chosen: chosen(matches, lang)?,
            explain: text(matches, "explain"),
            department: text(matches, "department"),
            against: match matches.get_one::<PathBuf>("against") {
                Some(named) => Against::Named(named.clone()),
                None => Against::Usual(folder().join(default_out(Purpose::Release))),
            },
        }),
        "serve" => Wish::Serve(ServeWish {
            folder: not_of_lan(folder(), matches, lang)?,
            published: folder().join(default_out(Purpose::Release)),
            port: matches.get_one("port").copied().unwrap_or(4000),
            open: if matches.get_flag("open") {
                Open::Browser
            } else {
                Open::Nothing
            },
            lan: match matches.get_one::<IpAddr>("lan") {
                Some(address) => Lan::At(*address),
                None if matches.contains_id("lan") => Lan::Own,
                None => Lan::Closed,
            },
            chosen: Chosen {
                as_of: moment(matches, "as-of", lang)?,
                base_url: None,
                purpose: Purpose::Preview,
            },
        }),
        "freeze" => {
            let folder = folder();
            let out = matches.get_one::<PathBuf>("out").cloned();
            Wish::Freeze(FreezeWish {
                plan: text(matches, "plan").unwrap_or_default(),
                next: text(matches, "next").unwrap_or_default(),
                out: out.unwrap_or_else(|| folder.join(default_out(Purpose::Release))),
                folder,
                chosen: chosen(matches, lang)?,
            })
        }
        "init" => Wish::Init { folder: folder() },
        "diff" => Wish::Diff(DiffWish {
            old: path(matches, "old"),
            new: path(matches, "new"),
            format: match given::diff_format(matches).as_deref() {
                Some("json") => DiffFormat::Json,
                Some("html" | "htm") => DiffFormat::Html,
                Some("md") => DiffFormat::Markdown,
                Some("xlsx") => DiffFormat::Sheets,
                _ => DiffFormat::Text,
            },
            out: matches.get_one("out").cloned(),
            chosen: Chosen {
                as_of: moment(matches, "as-of", lang)?,
                base_url: base_url(matches, lang)?,
                purpose: Purpose::Release,
            },
        }),
        "release" => {
            let folder = folder();
            let chosen_folder = |name: &str, default: &str| {
                let given = matches.get_one::<PathBuf>(name).cloned();
                let is_here = folder.as_os_str() == ".";
                given.unwrap_or_else(|| match is_here {
                    true => default.into(),
                    false => folder.join(default),
                })
            };
            Wish::Release(ReleaseWish {
                out: matches.get_one::<PathBuf>("out").cloned(),
                usual: chosen_folder("out", "release"),
                last: chosen_folder("last", PUBLIC),
                is_last_named: matches.contains_id("last"),
                chosen: Chosen {
                    as_of: moment(matches, "as-of", lang)?,
                    base_url: base_url(matches, lang)?,
                    purpose: Purpose::Release,
                },
                approve: text(matches, "approve"),
                at: moment(matches, "at", lang)?,
                folder,
            })
        }
        "verify" => Wish::Verify {
            folder: folder(),
            hash: text(matches, "hash"),
        },
        "schema" => Wish::Schema {
            kind: text(matches, "kind").unwrap_or_default(),
        },
        _ => {
            let folder = folder();
            let out = matches.get_one::<PathBuf>("out").cloned();
            let chosen = chosen(matches, lang)?;
            Wish::Build(BuildWish {
                published: (chosen.purpose == Purpose::Preview)
                    .then(|| Against::Usual(folder.join(default_out(Purpose::Release)))),
                out: out.unwrap_or_else(|| folder.join(default_out(chosen.purpose))),
                folder,
                chosen,
                jobs: matches
                    .get_one::<u16>("jobs")
                    .map(|jobs| usize::from(*jobs)),
                show_timings: if matches.get_flag("timings") {
                    ShowTimings::Yes
                } else {
                    ShowTimings::No
                },
            })
        }
    })
}

/// `--lan 192.168.1.10` names a folder, since the address may be left out.
fn not_of_lan(folder: PathBuf, matches: &ArgMatches, lang: Lang) -> Result<PathBuf, Told> {
    let is_bare = matches.contains_id("lan") && matches.get_one::<IpAddr>("lan").is_none();
    let address = folder.to_str().and_then(|name| name.parse::<IpAddr>().ok());
    match address.filter(|_| is_bare && !folder.exists()) {
        Some(address) => {
            let address = address.to_string();
            let args = [("address", &*address)];
            Err(Told::complaint(lang, "lan-apart", &args))
        }
        None => Ok(folder),
    }
}

/// Where a site is published unless the user names another folder.
pub const PUBLIC: &str = "public";

/// A preview never lies where a release does.
const fn default_out(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Release => PUBLIC,
        Purpose::Preview => "public-preview",
    }
}
