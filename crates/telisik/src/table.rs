use std::fmt::Write;

/// Columns of a list, for a person or as CSV.
pub(crate) struct Table {
    heads: &'static [&'static str],
    rows: Vec<Vec<String>>,
}

/// Columns are cut to this many characters in the printed table; CSV has them whole.
const WIDEST: usize = 60;

impl Table {
    pub(crate) fn new(heads: &'static [&'static str]) -> Self {
        Self { heads, rows: Vec::new() }
    }

    /// Adds a row with as many cells as there are heads.
    pub(crate) fn row(&mut self, cells: Vec<String>) {
        self.rows.push(cells);
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Aligned columns; the last is not padded.
    pub(crate) fn text(&self) -> String {
        let heads: Vec<String> = self.heads.iter().map(|head| head.to_uppercase()).collect();
        let cut: Vec<Vec<String>> = std::iter::once(&heads)
            .chain(&self.rows)
            .map(|row| row.iter().map(|c| cell(c)).collect())
            .collect();
        let width = |column: usize| {
            cut.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..self.heads.len()).map(width).collect();
        let mut text = String::new();
        for row in &cut {
            let mut line = String::new();
            for (cell, width) in row.iter().zip(&widths) {
                let _ = write!(line, "{cell:width$}  ");
            }
            let _ = writeln!(text, "{}", line.trim_end());
        }
        text
    }

    /// Quoted as RFC 4180 has it, lines ended by a line feed, with a heading line. A cell that a spreadsheet would
    /// take for a formula is kept from it.
    pub(crate) fn csv(&self) -> String {
        let mut text = String::new();
        let heads: Vec<String> = self.heads.iter().map(|head| head.replace(' ', "_")).collect();
        for row in std::iter::once(&heads).chain(&self.rows) {
            let cells: Vec<String> = row.iter().map(|cell| csv_cell(cell)).collect();
            let _ = writeln!(text, "{}", cells.join(","));
        }
        text
    }
}

fn cell(full: &str) -> String {
    let full = crate::excerpt::one_line(full);
    if full.chars().count() <= WIDEST {
        return full;
    }
    let cut: String = full.chars().take(WIDEST - 1).collect();
    format!("{}…", cut.trim_end())
}

fn csv_cell(full: &str) -> String {
    let guarded = if full.starts_with(['=', '+', '-', '@', '\t', '\r']) && full.len() > 1 {
        format!("'{full}")
    } else {
        full.to_owned()
    };
    if guarded.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", guarded.replace('"', "\"\""))
    } else {
        guarded
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let mut table = Table::new(&["date", "event"]);
        table.row(vec!["2026-01-03".into(), "says \"no\", twice".into()]);
        table.row(vec!["-".into(), "=HYPERLINK(1)".into()]);
        table
    }

    #[test]
    fn columns_are_aligned() {
        assert_eq!(
            table().text(),
            "DATE        EVENT\n2026-01-03  says \"no\", twice\n-           =HYPERLINK(1)\n"
        );
    }

    #[test]
    fn csv_quotes_what_must_be_quoted_and_disarms_formulas() {
        assert_eq!(table().csv(), "date,event\n2026-01-03,\"says \"\"no\"\", twice\"\n-,'=HYPERLINK(1)\n");
    }
}
