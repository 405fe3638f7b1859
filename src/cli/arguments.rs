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

/// The words of the command line in one language.
#[derive(Clone, Copy)]
struct Help(&'static Words);

impl Help {
    fn say(self, key: &str) -> StyledStr {
        StyledStr::from(self.0.find_in("cli", key).unwrap_or(key).to_owned())
    }

    fn heading(self, key: &'static str) -> Str {
        Str::from(self.0.find_in("cli", key).unwrap_or(key))
    }

    fn option(self, name: &'static str, value: &'static str, help: &str) -> Arg {
        Arg::new(name)
            .long(name)
            .value_name(value)
            .help(self.say(help))
            .help_heading(self.heading("options"))
            .hide_default_value(true)
            .hide_possible_values(true)
    }

    fn flag(self, name: &'static str, help: &str) -> Arg {
        Arg::new(name)
            .long(name)
            .action(ArgAction::SetTrue)
            .help(self.say(help))
            .help_heading(self.heading("options"))
    }

    fn argument(self, name: &'static str, value: &'static str, help: &str) -> Arg {
        Arg::new(name)
            .value_name(value)
            .help(self.say(help))
            .help_heading(self.heading("arguments"))
            .hide_default_value(true)
            .hide_possible_values(true)
    }

    fn folder(self) -> Arg {
        self.argument("folder", "DIR", "arg-folder")
            .default_value(".")
            .value_parser(value_parser!(PathBuf))
    }

    fn help_flag(self) -> Arg {
        Arg::new("help")
            .short('h')
            .long("help")
            .action(ArgAction::Help)
            .help(self.say("arg-help"))
            .help_heading(self.heading("options"))
    }

    fn subcommand(self, name: &'static str) -> Command {
        Command::new(name)
            .about(self.say(&format!("{name}.about")))
            .after_help(self.say(&format!("{name}.example")))
            .disable_help_flag(true)
            .arg(self.help_flag())
            .help_template(template(self.0))
    }
}

fn command(lang: Lang) -> Command {
    let help = Help(Words::of(lang));
    Command::new("mieruka")
        .version(env!("CARGO_PKG_VERSION"))
        .about(help.say("about"))
        .after_help(help.say("example"))
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .subcommand_help_heading(help.heading("commands"))
        .subcommand_value_name(help.heading("command"))
        .help_template(template(help.0))
        .arg(help.help_flag())
        .arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(ArgAction::Version)
                .help(help.say("arg-version"))
                .help_heading(help.heading("options")),
        )
        .arg(
            help.option("lang", "LANG", "arg-lang")
                .global(true)
                .value_parser(PossibleValuesParser::new(["ja", "en"])),
        )
        .subcommands([
            build_command(help),
            check_command(help),
            serve_command(help),
            init_command(help),
            schema_command(help),
        ])
}

fn build_command(help: Help) -> Command {
    let jobs = value_parser!(u16).range(1..=256);
    help.subcommand("build")
        .arg(help.folder())
        .arg(
            help.option("out", "DIR", "arg-out")
                .value_parser(value_parser!(PathBuf)),
        )
        .arg(help.option("as-of", "DATE", "arg-as-of"))
        .arg(help.option("base-url", "URL", "arg-base-url"))
        .arg(help.option("jobs", "N", "arg-jobs").value_parser(jobs))
        .arg(help.flag("timings", "arg-timings"))
}

fn check_command(help: Help) -> Command {
    let formats = PossibleValuesParser::new(["text", "json", "github"]);
    let format = help.option("format", "FORMAT", "arg-format");
    help.subcommand("check")
        .arg(help.folder())
        .arg(format.default_value("text").value_parser(formats))
        .arg(help.option("as-of", "DATE", "arg-as-of"))
        .arg(help.option("base-url", "URL", "arg-base-url"))
        .arg(help.option("explain", "CODE", "arg-explain"))
}

fn serve_command(help: Help) -> Command {
    let port = help.option("port", "PORT", "arg-port");
    help.subcommand("serve")
        .arg(help.folder())
        .arg(port.default_value("4000").value_parser(value_parser!(u16)))
        .arg(help.flag("open", "arg-open"))
        .arg(help.option("as-of", "DATE", "arg-as-of"))
}

fn init_command(help: Help) -> Command {
    let folder = help.argument("folder", "DIR", "arg-init-folder");
    help.subcommand("init")
        .arg(folder.required(true).value_parser(value_parser!(PathBuf)))
}

fn schema_command(help: Help) -> Command {
    let kind = help.argument("kind", "KIND", "arg-kind");
    let kinds = PossibleValuesParser::new(schema::KINDS);
    help.subcommand("schema")
        .arg(kind.default_value("project").value_parser(kinds))
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
