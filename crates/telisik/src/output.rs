use std::io::{self, BufWriter, IsTerminal, Stdout, Write};

use crate::excerpt::harmless;

/// Standard output, buffered, and whether a person looks at it.
pub(crate) struct Output {
    writer: BufWriter<Stdout>,
    terminal: bool,
}

impl Output {
    pub(crate) fn stdout() -> Self {
        let stdout = io::stdout();
        let terminal = stdout.is_terminal();
        Self { writer: BufWriter::with_capacity(1 << 16, stdout), terminal }
    }

    pub(crate) fn is_terminal(&self) -> bool {
        self.terminal
    }

    /// A line for a program, whole; a terminal is kept from what would command it.
    pub(crate) fn line(&mut self, line: &str) -> anyhow::Result<()> {
        if self.terminal { self.write(&harmless(line)) } else { self.write(line) }
    }

    /// Lines for a program, each with its end; a terminal is kept from what would command it.
    pub(crate) fn text(&mut self, lines: &str) -> anyhow::Result<()> {
        if self.terminal {
            return Ok(self.writer.write_all(harmless(lines).as_bytes())?);
        }
        Ok(self.writer.write_all(lines.as_bytes())?)
    }

    /// Lines for a person, who may look at them later or through a pager.
    pub(crate) fn page(&mut self, page: &str) -> anyhow::Result<()> {
        self.write(&harmless(page))
    }

    fn write(&mut self, line: &str) -> anyhow::Result<()> {
        self.writer.write_all(line.as_bytes())?;
        Ok(self.writer.write_all(b"\n")?)
    }

    /// Sends out all that was written: what is announced as done must be seen, even if we are killed next.
    pub(crate) fn finish(&mut self) -> anyhow::Result<()> {
        Ok(self.writer.flush()?)
    }
}

pub(crate) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
