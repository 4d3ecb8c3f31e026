use std::io::{IsTerminal, Write};

use indicatif::{ProgressBar, ProgressStyle};

/// How far the inputs are read, on a terminal; nothing where nobody looks.
pub(crate) struct Progress {
    bar: ProgressBar,
    /// What is counted, and how many were read.
    things: &'static str,
    count: u64,
}

impl Progress {
    /// A bar over so many bytes; a count alone where the size is not known.
    pub(crate) fn new(bytes: Option<u64>, shown: bool, things: &'static str) -> Self {
        let bar = match bytes {
            _ if !shown || !std::io::stderr().is_terminal() => ProgressBar::hidden(),
            Some(bytes) => ProgressBar::new(bytes)
                .with_style(style("{bar:30} {percent}% {msg} {elapsed_precise} left {eta_precise}")),
            None => ProgressBar::no_length().with_style(style("{spinner} {msg} {elapsed_precise}")),
        };
        Self { bar, things, count: 0 }
    }

    pub(crate) fn advance(&mut self, consumed: u64, more: usize) {
        self.count += more as u64;
        self.bar.set_position(consumed);
        self.bar.set_message(format!("{} {}", self.count, self.things));
    }

    /// Prints something above the bar.
    pub(crate) fn complain(&self, message: &str) {
        self.bar.suspend(|| complain(message));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

/// Tells a person what went wrong. Where standard error is closed there is nobody to tell.
pub(crate) fn complain(message: &str) {
    let _ = writeln!(std::io::stderr(), "telisik: {}", crate::excerpt::harmless(message));
}
