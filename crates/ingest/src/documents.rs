use std::fs::File;
use std::io::{BufRead, BufReader, Read, Stdin};
use std::path::{Path, PathBuf};

use telisik_record::{Document, Edtf, Lang};

use crate::lines::{Line, next_line};
use crate::{Fault, IngestError, LONGEST, guess, jsonl};

/// Where documents come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A file.
    Path(PathBuf),
    /// Standard input.
    Stdin,
}

impl Input {
    /// An input as named on the command line: `-` is standard input.
    pub fn named(name: &Path) -> Self {
        if name.as_os_str() == "-" { Self::Stdin } else { Self::Path(name.to_owned()) }
    }

    pub(crate) fn title(&self) -> String {
        match self {
            Self::Path(path) => path.display().to_string(),
            Self::Stdin => "standard input".to_owned(),
        }
    }

    /// The id of a text that has no other: the file's name without its ending.
    fn stem(&self) -> String {
        match self {
            Self::Path(path) => path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy().into_owned(),
            Self::Stdin => "stdin".to_owned(),
        }
    }
}

/// How an input is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// One document, the whole input its text.
    Text,
    /// JSON Lines: one document a line.
    Jsonl,
}

/// What is known about documents that do not say it themselves.
#[derive(Debug, Clone, Default)]
pub struct Defaults {
    /// How inputs are written; by name and first line where not given.
    pub form: Option<Form>,
    /// Their language; guessed where not given.
    pub lang: Option<Lang>,
    /// When they were published.
    pub published: Option<Edtf>,
    /// Who published them.
    pub outlet: Option<String>,
}

/// The documents of one input, in its order.
///
/// An error for one document does not end the iteration; where reading breaks off nothing more comes.
pub struct Documents {
    title: String,
    stem: String,
    form: Form,
    reader: Box<dyn BufRead + Send>,
    defaults: Defaults,
    line: u64,
    consumed: u64,
    total: Option<u64>,
    done: bool,
    found_any: bool,
}

impl Documents {
    /// Opens an input.
    ///
    /// # Errors
    ///
    /// If it cannot be opened or is a folder.
    pub fn open(input: &Input, defaults: &Defaults) -> Result<Self, IngestError> {
        let failed = |fault| IngestError { input: input.title(), line: None, fault };
        let (reader, total) = open(input).map_err(failed)?;
        let by_name = match input {
            Input::Path(path) => form_of(path),
            Input::Stdin => None,
        };
        let mut documents = Self::from_reader(input.title(), reader, Form::Text, defaults);
        documents.stem = input.stem();
        documents.total = total;
        documents.form = match defaults.form.or(by_name) {
            Some(form) => form,
            None => documents.sniff().map_err(|e| failed(Fault::Read(e)))?,
        };
        Ok(documents)
    }

    /// Reads documents from anything that gives bytes; `title` names it in errors.
    pub fn from_reader(
        title: impl Into<String>,
        reader: Box<dyn BufRead + Send>,
        form: Form,
        defaults: &Defaults,
    ) -> Self {
        let title = title.into();
        Self {
            stem: title.clone(),
            title,
            form,
            reader,
            defaults: defaults.clone(),
            line: 0,
            consumed: 0,
            total: None,
            done: false,
            found_any: false,
        }
    }

    /// Bytes read so far.
    pub fn consumed(&self) -> u64 {
        self.consumed
    }

    /// Bytes in all, where the input is a plain file.
    pub fn total(&self) -> Option<u64> {
        self.total
    }

    /// JSON Lines begin with a brace; articles do not.
    fn sniff(&mut self) -> std::io::Result<Form> {
        let start = self.reader.fill_buf()?;
        let start = start.strip_prefix(BOM.as_bytes()).unwrap_or(start);
        let first = start.iter().find(|byte| !byte.is_ascii_whitespace());
        Ok(if first == Some(&b'{') { Form::Jsonl } else { Form::Text })
    }

    fn error(&self, fault: Fault) -> IngestError {
        IngestError { input: self.title.clone(), line: (self.line > 0).then_some(self.line), fault }
    }

    fn next_text(&mut self) -> Result<Document, Fault> {
        self.done = true;
        let mut bytes = Vec::new();
        let limit = LONGEST as u64 + 1;
        self.consumed = self.reader.by_ref().take(limit).read_to_end(&mut bytes).map_err(Fault::Read)? as u64;
        if bytes.len() > LONGEST {
            return Err(Fault::TooLong);
        }
        let text = text_of(bytes)?;
        if text.trim().is_empty() {
            return Err(Fault::Empty);
        }
        let lang = self.defaults.lang.unwrap_or_else(|| guess(&text));
        let mut document = Document::new(self.stem.clone(), lang, text);
        document.published = self.defaults.published.clone();
        document.outlet = self.defaults.outlet.clone();
        Ok(document)
    }

    fn next_json(&mut self) -> Option<Result<Document, Fault>> {
        loop {
            let (line, used) = match next_line(&mut *self.reader, LONGEST) {
                Ok(read) => read,
                Err(error) => {
                    self.done = true;
                    return Some(Err(Fault::Read(error)));
                }
            };
            let Some(line) = line else {
                self.done = true;
                self.line = 0;
                return (!self.found_any).then_some(Err(Fault::Empty));
            };
            self.line += 1;
            self.consumed += used;
            let bytes = match line {
                Line::TooLong => {
                    self.found_any = true;
                    return Some(Err(Fault::TooLong));
                }
                Line::Whole(bytes) => bytes,
            };
            if bytes.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            self.found_any = true;
            let place = format!("{}:{}", self.stem, self.line);
            let defaults = &self.defaults;
            return Some(text_of(bytes).and_then(|line| {
                jsonl::document(line.strip_prefix(BOM).unwrap_or(&line), &place, defaults)
            }));
        }
    }
}

impl Iterator for Documents {
    type Item = Result<Document, IngestError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        let next = match self.form {
            Form::Text => Some(self.next_text()),
            Form::Jsonl => self.next_json(),
        };
        next.map(|document| document.map_err(|fault| self.error(fault)))
    }
}

/// The bytes of an input, and how many there are where it is a plain file.
pub(crate) fn open(input: &Input) -> Result<(Box<dyn BufRead + Send>, Option<u64>), Fault> {
    let path = match input {
        Input::Stdin => return Ok((Box::new(BufReader::new(StdinBytes(std::io::stdin()))), None)),
        Input::Path(path) => path,
    };
    let file = File::open(path).map_err(Fault::Open)?;
    let about = file.metadata().map_err(Fault::Open)?;
    if about.is_dir() {
        return Err(Fault::Folder);
    }
    Ok((Box::new(BufReader::with_capacity(1 << 16, file)), about.is_file().then_some(about.len())))
}

pub(crate) const BOM: &str = "\u{feff}";

fn form_of(path: &Path) -> Option<Form> {
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    match ending.as_str() {
        "jsonl" | "ndjson" => Some(Form::Jsonl),
        "txt" | "text" | "md" => Some(Form::Text),
        _ => None,
    }
}

pub(crate) fn text_of(bytes: Vec<u8>) -> Result<String, Fault> {
    if bytes.contains(&0) {
        return Err(Fault::Binary);
    }
    String::from_utf8(bytes).map_err(|error| Fault::Encoding { byte: error.utf8_error().valid_up_to() })
}

/// Standard input, without holding its lock between reads.
struct StdinBytes(Stdin);

impl Read for StdinBytes {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        self.0.lock().read(buffer)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(form: Form, bytes: &[u8]) -> Vec<Result<String, String>> {
        let reader = Box::new(std::io::Cursor::new(bytes.to_vec()));
        Documents::from_reader("berkas", reader, form, &Defaults::default())
            .map(|document| document.map(|d| d.id).map_err(|e| e.to_string()))
            .collect()
    }

    #[test]
    fn a_broken_line_is_named_and_the_rest_goes_on() {
        let found =
            read(Form::Jsonl, b"{\"id\":\"a\",\"text\":\"x\"}\n{oops\n\n{\"id\":\"b\",\"text\":\"y\"}");
        assert_eq!(found.len(), 3);
        assert_eq!(found[0], Ok("a".to_owned()));
        assert!(found[1].as_ref().unwrap_err().starts_with("berkas:2: is no document"), "{:?}", found[1]);
        assert_eq!(found[2], Ok("b".to_owned()));
    }

    #[test]
    fn invalid_utf8_is_named_by_line_and_byte() {
        let found = read(Form::Jsonl, b"{\"text\":\"x\"}\n{\"text\":\"\xff\"}\n");
        assert_eq!(found[0], Ok("berkas:1".to_owned()));
        assert!(
            found[1].as_ref().unwrap_err().contains("berkas:2: is not UTF-8 from byte 9"),
            "{:?}",
            found[1]
        );
    }

    #[test]
    fn empty_and_binary_inputs_are_told_apart() {
        assert!(read(Form::Text, b" \n")[0].as_ref().unwrap_err().contains("is empty"));
        assert!(read(Form::Jsonl, b"\n")[0].as_ref().unwrap_err().contains("is empty"));
        assert!(read(Form::Text, b"\x7fELF\0\0")[0].as_ref().unwrap_err().contains("binary"));
    }

    #[test]
    fn text_is_never_altered() {
        let reader = Box::new(std::io::Cursor::new("\u{feff}Judul\r\n\r\nIsi.\u{a0}\n".as_bytes().to_vec()));
        let mut documents = Documents::from_reader("x", reader, Form::Text, &Defaults::default());
        assert_eq!(documents.next().unwrap().unwrap().text.as_str(), "\u{feff}Judul\r\n\r\nIsi.\u{a0}\n");
    }

    #[test]
    fn a_missing_file_and_a_folder_say_what_they_are() {
        let folder = tempfile::tempdir().unwrap();
        let open = |path: &Path| Documents::open(&Input::named(path), &Defaults::default());
        assert!(open(&folder.path().join("none")).err().unwrap().to_string().contains("cannot be opened"));
        assert!(open(folder.path()).err().unwrap().to_string().contains("is a folder"));
    }

    #[test]
    fn a_file_without_a_telling_name_is_known_by_its_first_character() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("data");
        std::fs::write(&path, "{\"id\":\"q\",\"text\":\"x\"}\n").unwrap();
        let found: Vec<_> = Documents::open(&Input::named(&path), &Defaults::default()).unwrap().collect();
        assert_eq!(found[0].as_ref().unwrap().id, "q");
    }

    proptest! {
        #[test]
        fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            read(Form::Text, &bytes);
            read(Form::Jsonl, &bytes);
        }
    }
}
