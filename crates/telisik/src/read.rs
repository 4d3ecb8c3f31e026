use crate::arguments::{ReadArguments, RecordFormat};
use crate::output::Output;
use crate::{page, source};

/// `telisik read`: prints a record for each document; returns how many could not be read.
pub(crate) fn run(arguments: &ReadArguments, output: &mut Output) -> anyhow::Result<usize> {
    let by_reader = if output.is_terminal() { RecordFormat::Text } else { RecordFormat::Jsonl };
    let format = arguments.format.unwrap_or(by_reader);
    let reader = source::reader(arguments.reading.lexicon.as_deref())?;
    // A bar would fight with records on the same terminal.
    let show_progress = !output.is_terminal();
    let mut first = true;
    source::each_batch(&arguments.reading, &reader, show_progress, |records| {
        for record in records {
            match format {
                RecordFormat::Jsonl => output.line(&serde_json::to_string(&record)?)?,
                RecordFormat::Text => {
                    if !std::mem::take(&mut first) {
                        output.page("")?;
                    }
                    output.page(page::of(&record).trim_end())?;
                }
            }
        }
        Ok(())
    })
}
