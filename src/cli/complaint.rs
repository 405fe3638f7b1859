//! What was wrong with what was typed after `mieruka`, in the user's language.
//!
//! The parser of the arguments finds it and says it in English; here it is said anew, with the word that
//! was most likely meant.

use std::ffi::OsString;

use clap::Command;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::base::diag::listed;
use crate::base::text::{did_you_mean, visible};
use crate::base::words::{Lang, Words};

/// Help that was asked for, or a complaint.
pub struct Told {
    pub text: String,
    pub is_help: bool,
}

impl Told {
    pub fn complaint(lang: Lang, key: &str, args: &[(&str, &str)]) -> Self {
        Told {
            text: Words::of(lang).fill_in("cli", key, args),
            is_help: false,
        }
    }
}

/// What to say of arguments that the command cannot take.
pub fn of(error: &clap::Error, command: &Command, arguments: &[OsString], lang: Lang) -> Told {
    let kind = error.kind();
    if matches!(kind, ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        return Told {
            text: error.render().ansi().to_string(),
            is_help: true,
        };
    }
    let first = |wanted| texts(error, wanted).into_iter().next();
    let found = match kind {
        ErrorKind::InvalidSubcommand => first(ContextKind::InvalidSubcommand),
        ErrorKind::UnknownArgument => first(ContextKind::InvalidArg),
        _ => first(ContextKind::InvalidValue),
    };
    let found = found.unwrap_or_default();
    let argument = first(ContextKind::InvalidArg).unwrap_or_default();
    let argument = name(&argument);
    let usable = texts(error, ContextKind::ValidValue);
    let near = {
        let known = known_words(kind, command, arguments);
        let known = known.iter().chain(&usable).map(String::as_str);
        did_you_mean(&found, known).map(str::to_owned)
    };
    let mut args = vec![("found", found.as_str()), ("argument", argument)];
    args.extend(near.as_deref().map(|near| ("near", near)));
    let usable = Some(listed(lang, &usable)).filter(|list| !list.is_empty());
    args.extend(usable.as_deref().map(|usable| ("usable", usable)));
    let key = match key(kind, (argument, &found)) {
        // A folder is no argument there.
        "extra-argument" if arguments.iter().any(|word| word == "freeze") => "extra-folder",
        key => key,
    };
    Told::complaint(lang, key, &args)
}

/// `--out` of `--out <DIR>`, `--lan` of `--lan[=<IP>]`, and `DIR` of `[DIR]`, which may be of several words.
fn name(argument: &str) -> &str {
    let whole = argument
        .strip_prefix('<')
        .and_then(|rest| rest.strip_suffix('>'));
    if let Some(whole) = whole.filter(|whole| !whole.contains(['<', '>'])) {
        return whole;
    }
    let name = argument.split([' ', '=']).next().unwrap_or_default();
    name.trim_matches(['[', ']', '<', '>'])
}

fn key(kind: ErrorKind, (argument, found): (&str, &str)) -> &'static str {
    match kind {
        ErrorKind::InvalidSubcommand => "wrong-command",
        ErrorKind::UnknownArgument if !found.starts_with('-') => "extra-argument",
        ErrorKind::UnknownArgument => "wrong-option",
        ErrorKind::MissingRequiredArgument => "missing-argument",
        ErrorKind::ArgumentConflict => "option-twice",
        ErrorKind::InvalidValue | ErrorKind::ValueValidation if argument == "--lan" => "wrong-lan",
        ErrorKind::InvalidValue if found.is_empty() && argument == "--approve" => "missing-post",
        ErrorKind::InvalidValue if found.is_empty() => "missing-value",
        ErrorKind::InvalidValue => "wrong-value",
        ErrorKind::ValueValidation => "wrong-number",
        _ => "wrong-use",
    }
}

/// What the parser says of the error, made harmless.
fn texts(error: &clap::Error, wanted: ContextKind) -> Vec<String> {
    match error.get(wanted) {
        Some(ContextValue::String(text)) => vec![visible(text)],
        Some(ContextValue::Strings(list)) => list.iter().map(|text| visible(text)).collect(),
        _ => Vec::new(),
    }
}

/// The words that a mistyped one may have meant: the commands, or the options of the command.
fn known_words(kind: ErrorKind, command: &Command, arguments: &[OsString]) -> Vec<String> {
    let commands = command.get_subcommands();
    if kind == ErrorKind::InvalidSubcommand {
        return commands.map(|known| known.get_name().to_owned()).collect();
    }
    if kind != ErrorKind::UnknownArgument {
        return Vec::new();
    }
    let is_named = |known: &&Command| arguments.iter().any(|word| word == known.get_name());
    let of_command = commands.filter(is_named).flat_map(Command::get_arguments);
    of_command
        .chain(command.get_arguments())
        .filter_map(|argument| argument.get_long())
        .map(|name| format!("--{name}"))
        .collect()
}
