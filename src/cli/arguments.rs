//! What may be typed after `mieruka`, in both languages, and what was wrong with what was typed.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, Str, StyledStr};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use crate::base::era::Date;
use crate::base::text::visible;
use crate::base::words::{Lang, Words};
use crate::sources::{Chosen, schema};

/// What the user wants done.
#[derive(Debug)]
pub enum Wish {
    Build(BuildWish),
    Check(CheckWish),
    Serve(ServeWish),
    Init { folder: PathBuf },
    Schema { kind: String },
}

#[derive(Debug)]
pub struct BuildWish {
    pub folder: PathBuf,
    pub out: PathBuf,
    pub chosen: Chosen,
    pub jobs: Option<usize>,
    pub show_timings: ShowTimings,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShowTimings {
    Yes,
    No,
}

#[derive(Debug)]
pub struct CheckWish {
    pub folder: PathBuf,
    pub format: Format,
    pub chosen: Chosen,
    pub explain: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Text,
    Json,
    Github,
}

#[derive(Debug)]
pub struct ServeWish {
    pub folder: PathBuf,
    pub port: u16,
    pub open: Open,
    pub chosen: Chosen,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Open {
    Browser,
    Nothing,
}

/// Help that was asked for, or a complaint.
pub struct Told {
    pub text: String,
    pub is_help: bool,
}

pub fn read(arguments: &[OsString], lang: Lang) -> Result<Wish, Told> {
    let matches = command(lang)
        .try_get_matches_from(with_default(arguments))
        .map_err(|error| tell(&error, lang))?;
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

fn command(lang: Lang) -> Command {
    let words = Words::of(lang);
    let say = |key: &str| StyledStr::from(words.get(&format!("cli.{key}")).to_owned());
    let folder = || {
        Arg::new("folder")
            .value_name(Str::from("DIR"))
            .default_value(".")
            .value_parser(value_parser!(PathBuf))
            .help(say("arg-folder"))
    };
    let as_of = || {
        Arg::new("as-of")
            .long("as-of")
            .value_name("DATE")
            .help(say("arg-as-of"))
    };
    let base_url = || {
        Arg::new("base-url")
            .long("base-url")
            .value_name("URL")
            .help(say("arg-base-url"))
    };
    let sub = |name: &'static str| {
        Command::new(name)
            .about(say(&format!("{name}.about")))
            .after_help(say(&format!("{name}.example")))
            .disable_help_flag(true)
            .arg(help_flag(&say("arg-help")))
            .help_template(template(words))
    };
    let build = sub("build")
        .arg(folder())
        .arg(
            Arg::new("out")
                .long("out")
                .value_name("DIR")
                .value_parser(value_parser!(PathBuf))
                .help(say("arg-out")),
        )
        .arg(as_of())
        .arg(base_url())
        .arg(
            Arg::new("jobs")
                .long("jobs")
                .value_name("N")
                .value_parser(value_parser!(u16).range(1..=256))
                .help(say("arg-jobs")),
        )
        .arg(
            Arg::new("timings")
                .long("timings")
                .action(ArgAction::SetTrue)
                .help(say("arg-timings")),
        );
    let check = sub("check")
        .arg(folder())
        .arg(
            Arg::new("format")
                .long("format")
                .value_name("FORMAT")
                .default_value("text")
                .value_parser(PossibleValuesParser::new(["text", "json", "github"]))
                .help(say("arg-format")),
        )
        .arg(as_of())
        .arg(base_url())
        .arg(
            Arg::new("explain")
                .long("explain")
                .value_name("CODE")
                .help(say("arg-explain")),
        );
    let serve = sub("serve")
        .arg(folder())
        .arg(
            Arg::new("port")
                .long("port")
                .value_name("PORT")
                .default_value("4000")
                .value_parser(value_parser!(u16))
                .help(say("arg-port")),
        )
        .arg(
            Arg::new("open")
                .long("open")
                .action(ArgAction::SetTrue)
                .help(say("arg-open")),
        )
        .arg(as_of());
    let init = sub("init").arg(
        Arg::new("folder")
            .value_name("DIR")
            .required(true)
            .value_parser(value_parser!(PathBuf))
            .help(say("arg-init-folder")),
    );
    let schema = sub("schema").arg(
        Arg::new("kind")
            .value_name("KIND")
            .default_value("project")
            .value_parser(PossibleValuesParser::new(schema::KINDS))
            .help(say("arg-kind")),
    );
    Command::new("mieruka")
        .version(env!("CARGO_PKG_VERSION"))
        .about(say("about"))
        .after_help(say("example"))
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .help_template(template(words))
        .arg(help_flag(&say("arg-help")))
        .arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(ArgAction::Version)
                .help(say("arg-version")),
        )
        .arg(
            Arg::new("lang")
                .long("lang")
                .value_name("LANG")
                .global(true)
                .value_parser(PossibleValuesParser::new(["ja", "en"]))
                .help(say("arg-lang")),
        )
        .subcommands([build, check, serve, init, schema])
}

fn help_flag(text: &StyledStr) -> Arg {
    Arg::new("help")
        .short('h')
        .long("help")
        .action(ArgAction::Help)
        .help(text.clone())
}

/// The help page with its headings in the user's language.
fn template(words: &Words) -> String {
    format!(
        "{{about}}\n\n{}: {{usage}}\n\n{{all-args}}\n\n{{after-help}}",
        words.get("cli.usage")
    )
}

fn wish(name: &str, matches: &ArgMatches, lang: Lang) -> Result<Wish, Told> {
    let folder = || {
        matches
            .get_one::<PathBuf>("folder")
            .cloned()
            .unwrap_or_else(|| ".".into())
    };
    Ok(match name {
        "check" => Wish::Check(CheckWish {
            folder: folder(),
            format: match text(matches, "format").as_deref() {
                Some("json") => Format::Json,
                Some("github") => Format::Github,
                _ => Format::Text,
            },
            chosen: chosen(matches, lang)?,
            explain: text(matches, "explain"),
        }),
        "serve" => Wish::Serve(ServeWish {
            folder: folder(),
            port: matches.get_one("port").copied().unwrap_or(4000),
            open: if matches.get_flag("open") {
                Open::Browser
            } else {
                Open::Nothing
            },
            chosen: Chosen {
                as_of: as_of(matches, lang)?,
                base_url: None,
            },
        }),
        "init" => Wish::Init { folder: folder() },
        "schema" => Wish::Schema {
            kind: text(matches, "kind").unwrap_or_default(),
        },
        _ => {
            let folder = folder();
            let out = matches.get_one::<PathBuf>("out").cloned();
            Wish::Build(BuildWish {
                out: out.unwrap_or_else(|| folder.join("public")),
                folder,
                chosen: chosen(matches, lang)?,
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

fn text(matches: &ArgMatches, name: &str) -> Option<String> {
    matches.get_one::<String>(name).cloned()
}

fn chosen(matches: &ArgMatches, lang: Lang) -> Result<Chosen, Told> {
    let base_url = text(matches, "base-url");
    if let Some(address) = &base_url
        && !(address.starts_with("https://") || address.starts_with("http://"))
    {
        return Err(complaint(
            lang,
            "wrong-address",
            &[("found", &visible(address))],
        ));
    }
    Ok(Chosen {
        as_of: as_of(matches, lang)?,
        base_url,
    })
}

fn as_of(matches: &ArgMatches, lang: Lang) -> Result<Option<Date>, Told> {
    let Some(given) = text(matches, "as-of") else {
        return Ok(None);
    };
    match Date::parse(&given) {
        Some(date) => Ok(Some(date)),
        None => Err(complaint(
            lang,
            "wrong-date",
            &[("found", &visible(&given))],
        )),
    }
}

fn complaint(lang: Lang, key: &str, args: &[(&str, &str)]) -> Told {
    Told {
        text: Words::of(lang).fill(&format!("cli.{key}"), args),
        is_help: false,
    }
}

/// Says in the user's language what the parser says in English.
fn tell(error: &clap::Error, lang: Lang) -> Told {
    if matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
    ) {
        return Told {
            text: error.render().ansi().to_string(),
            is_help: true,
        };
    }
    let of = |kind: ContextKind| error.get(kind).map(plain).unwrap_or_default();
    let found = match error.kind() {
        ErrorKind::InvalidSubcommand => of(ContextKind::InvalidSubcommand),
        ErrorKind::UnknownArgument | ErrorKind::MissingRequiredArgument => {
            of(ContextKind::InvalidArg)
        }
        _ => of(ContextKind::InvalidValue),
    };
    let near = [
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
    ]
    .into_iter()
    .map(of)
    .find(|near| !near.is_empty());
    let usable = [ContextKind::ValidSubcommand, ContextKind::ValidValue]
        .into_iter()
        .map(of)
        .find(|usable| !usable.is_empty());
    let key = match error.kind() {
        ErrorKind::InvalidSubcommand => "wrong-command",
        ErrorKind::UnknownArgument => "wrong-option",
        ErrorKind::MissingRequiredArgument => "missing-argument",
        _ => "wrong-value",
    };
    let argument = of(ContextKind::InvalidArg);
    let mut args = vec![("found", found.as_str()), ("argument", argument.as_str())];
    args.extend(near.as_deref().map(|near| ("near", near)));
    args.extend(usable.as_deref().map(|usable| ("usable", usable)));
    complaint(lang, key, &args)
}

fn plain(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => visible(text),
        ContextValue::Strings(list) => visible(&list.join(" ")),
        other => visible(&other.to_string()),
    }
}
