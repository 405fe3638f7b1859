//! The program: hands its arguments to [`mieruka::cli`] and nothing else.

use std::process::ExitCode;

fn main() -> ExitCode {
    mieruka::cli::run(std::env::args_os())
}
