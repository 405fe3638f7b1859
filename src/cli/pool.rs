//! The threads that commands do their stages on. It says nothing of what is done there.

use rayon::ThreadPoolBuilder;

use super::terminal::Terminal;
use crate::pipeline::STACK;

/// So many threads, or as many as the machine has cores, each with the stack that stages need.
pub fn threads(jobs: Option<usize>) -> ThreadPoolBuilder {
    ThreadPoolBuilder::new()
        .num_threads(jobs.unwrap_or(0))
        .stack_size(STACK)
}

/// Does the work on threads of its own; nothing, and a complaint, where the machine gives none.
pub fn run_on<T: Send>(
    threads: ThreadPoolBuilder,
    terminal: &Terminal,
    work: impl FnOnce() -> T + Send,
) -> Option<T> {
    match threads.build() {
        Ok(pool) => Some(pool.install(work)),
        Err(error) => {
            terminal.complain(&terminal.fill("no-threads", &[("why", &error.to_string())]));
            None
        }
    }
}
