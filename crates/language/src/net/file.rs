//! The model file: a head with version and checksum, then named sections.
//!
//! All numbers are little-endian. Head: magic (8 bytes), version (u32), length of the body (u32), checksum of the
//! body (u64). Body: sections, each a name (length u8, then its bytes), rows (u32), columns (u32), and what it
//! holds by its kind (u8):
//!
//! | kind | holds |
//! |---|---|
//! | 0 | characters: rows bytes of UTF-8 |
//! | 1 | numbers: rows × columns f32 |
//! | 2 | weights: a scale (f32) for each row, then rows × columns i8 |
//! | 3 | keys: rows u32, rising |

use std::collections::BTreeMap;

use super::ModelError;

const MAGIC: [u8; 8] = *b"TELISIKN";

/// The form of file this program reads. Counted up whenever the form, or what is seen of a word, changes.
pub const VERSION: u32 = 3;

/// One section to be written.
#[derive(Debug, Clone)]
pub enum Section {
    /// Characters.
    Text(String),
    /// Numbers, row by row.
    Numbers {
        /// Numbers in a row.
        columns: usize,
        /// All of them.
        values: Vec<f32>,
    },
    /// Numbers that are rounded to 8 bits, with a scale for each row.
    Weights {
        /// Numbers in a row.
        columns: usize,
        /// All of them.
        values: Vec<f32>,
    },
    /// Keys in rising order.
    Keys(Vec<u32>),
}

/// Puts named sections together into a file.
pub fn write_file(sections: &[(&str, Section)]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, section) in sections {
        body.push(name.len() as u8);
        body.extend(name.as_bytes());
        section.write(&mut body);
    }
    let mut file = MAGIC.to_vec();
    file.extend(VERSION.to_le_bytes());
    file.extend((body.len() as u32).to_le_bytes());
    file.extend(checksum(&body).to_le_bytes());
    file.extend(body);
    file
}

impl Section {
    fn write(&self, body: &mut Vec<u8>) {
        let mut head = |rows: usize, columns: usize, kind: u8| {
            body.extend((rows as u32).to_le_bytes());
            body.extend((columns as u32).to_le_bytes());
            body.push(kind);
        };
        match self {
            Self::Text(text) => {
                head(text.len(), 1, 0);
                body.extend(text.as_bytes());
            }
            Self::Numbers { columns, values } => {
                head(values.len() / columns, *columns, 1);
                values.iter().for_each(|value| body.extend(value.to_le_bytes()));
            }
            Self::Weights { columns, values } => {
                head(values.len() / columns, *columns, 2);
                let scale = |row: &[f32]| row.iter().fold(0f32, |most, value| most.max(value.abs())) / 127.0;
                values.chunks_exact(*columns).for_each(|row| body.extend(scale(row).to_le_bytes()));
                for row in values.chunks_exact(*columns) {
                    let scale = scale(row).max(f32::MIN_POSITIVE);
                    body.extend(
                        row.iter().map(|value| (value / scale).round().clamp(-127.0, 127.0) as i8 as u8),
                    );
                }
            }
            Self::Keys(keys) => {
                head(keys.len(), 1, 3);
                keys.iter().for_each(|key| body.extend(key.to_le_bytes()));
            }
        }
    }
}

/// One section as it lies in the file.
#[derive(Debug, Clone, Copy)]
struct Lying<'a> {
    rows: usize,
    columns: usize,
    kind: u8,
    bytes: &'a [u8],
}

/// The sections of a file by name.
#[derive(Debug, Clone)]
pub(super) struct Sections<'a>(BTreeMap<&'a str, Lying<'a>>);

/// Weights as they lie in the file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Weights<'a> {
    pub(super) rows: usize,
    pub(super) columns: usize,
    scales: &'a [u8],
    bytes: &'a [u8],
}

impl<'a> Weights<'a> {
    /// The scale of each row.
    pub(super) fn scales(&self) -> Vec<f32> {
        numbers(self.scales)
    }

    /// Row by row, one `i8` a byte.
    pub(super) fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// Adds a row to `sum`; one that is not there adds nothing.
    pub(super) fn add_row(&self, row: usize, sum: &mut [f32]) {
        let Some(row_bytes) = self.bytes.get(row * self.columns..(row + 1) * self.columns) else { return };
        let Some(scale) = self.scales.get(row * 4..row * 4 + 4) else { return };
        let scale = f32::from_le_bytes([scale[0], scale[1], scale[2], scale[3]]);
        sum.iter_mut().zip(row_bytes).for_each(|(sum, &byte)| *sum += scale * f32::from(byte as i8));
    }
}

fn numbers(bytes: &[u8]) -> Vec<f32> {
    bytes.chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect()
}

impl<'a> Sections<'a> {
    /// Takes a file apart.
    pub(super) fn read(bytes: &'a [u8]) -> Result<Self, ModelError> {
        let short = ModelError::Damaged("it is too short");
        let (magic, rest) = bytes.split_first_chunk::<8>().ok_or(short.clone())?;
        if *magic != MAGIC {
            return Err(ModelError::NotAModel);
        }
        let (version, rest) = number(rest)?;
        if version != VERSION {
            return Err(ModelError::Version { found: version });
        }
        let (length, rest) = number(rest)?;
        let (expected, body) = rest.split_first_chunk::<8>().ok_or(short)?;
        if body.len() != length as usize || checksum(body) != u64::from_le_bytes(*expected) {
            return Err(ModelError::Damaged("its checksum differs"));
        }
        let mut sections = BTreeMap::new();
        let mut rest = body;
        while !rest.is_empty() {
            let (name, section);
            (name, section, rest) = take_section(rest).ok_or(ModelError::Damaged("a section is cut off"))?;
            sections.insert(name, section);
        }
        Ok(Self(sections))
    }

    fn lying(&self, name: &'static str, kind: u8) -> Result<Lying<'a>, ModelError> {
        let section = self.0.get(name).ok_or(ModelError::Section(name))?;
        if section.kind == kind { Ok(*section) } else { Err(ModelError::Section(name)) }
    }

    pub(super) fn text(&self, name: &'static str) -> Result<&'a str, ModelError> {
        std::str::from_utf8(self.lying(name, 0)?.bytes).map_err(|_| ModelError::Section(name))
    }

    /// Numbers, `columns` in a row.
    pub(super) fn numbers(&self, name: &'static str, columns: usize) -> Result<Vec<f32>, ModelError> {
        let section = self.lying(name, 1)?;
        if section.columns != columns { Err(ModelError::Section(name)) } else { Ok(numbers(section.bytes)) }
    }

    pub(super) fn weights(&self, name: &'static str) -> Result<Weights<'a>, ModelError> {
        let Lying { rows, columns, bytes, .. } = self.lying(name, 2)?;
        let (scales, bytes) = bytes.split_at_checked(rows * 4).ok_or(ModelError::Section(name))?;
        Ok(Weights { rows, columns, scales, bytes })
    }

    pub(super) fn keys(&self, name: &'static str) -> Result<Keys<'a>, ModelError> {
        Ok(Keys(self.lying(name, 3)?.bytes))
    }
}

/// Keys in rising order as they lie in the file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Keys<'a>(&'a [u8]);

impl Keys<'_> {
    pub(super) fn len(&self) -> usize {
        self.0.len() / 4
    }

    /// The place of a key.
    pub(super) fn find(&self, key: u32) -> Option<usize> {
        let at = |index: usize| {
            let b = &self.0[index * 4..index * 4 + 4];
            u32::from_le_bytes([b[0], b[1], b[2], b[3]])
        };
        // Keys are hashes, spread evenly: the place is near where their size says.
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low + (high - low) / 2;
            match at(middle).cmp(&key) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return Some(middle),
            }
        }
        None
    }
}

fn take_section(bytes: &[u8]) -> Option<(&str, Lying<'_>, &[u8])> {
    let (&length, rest) = bytes.split_first()?;
    let (name, rest) = rest.split_at_checked(usize::from(length))?;
    let name = std::str::from_utf8(name).ok()?;
    let (rows, rest) = number(rest).ok()?;
    let (columns, rest) = number(rest).ok()?;
    let (&kind, rest) = rest.split_first()?;
    let (rows, columns) = (rows as usize, columns as usize);
    let cells = rows.checked_mul(columns)?;
    let size = match kind {
        0 => cells,
        1 | 3 => cells.checked_mul(4)?,
        2 => cells.checked_add(rows.checked_mul(4)?)?,
        _ => return None,
    };
    let (bytes, rest) = rest.split_at_checked(size)?;
    Some((name, Lying { rows, columns, kind, bytes }, rest))
}

fn number(bytes: &[u8]) -> Result<(u32, &[u8]), ModelError> {
    let (number, rest) = bytes.split_first_chunk::<4>().ok_or(ModelError::Damaged("it is too short"))?;
    Ok((u32::from_le_bytes(*number), rest))
}

/// Four sums side by side, eight bytes each a turn, so that megabytes take no time to speak of.
fn checksum(bytes: &[u8]) -> u64 {
    const TIMES: u64 = 0x9fb2_1c65_1e98_df25;
    let mut sums = [1u64, 2, 3, 4];
    let blocks = bytes.chunks_exact(32);
    let rest = blocks.remainder();
    for block in blocks {
        for (sum, part) in sums.iter_mut().zip(block.chunks_exact(8)) {
            let part = part.iter().rev().fold(0, |whole, &byte| whole << 8 | u64::from(byte));
            *sum = (*sum ^ part).wrapping_mul(TIMES).rotate_left(29);
        }
    }
    let tail = rest.iter().map(|&byte| u64::from(byte));
    sums.into_iter()
        .chain(tail)
        .chain([bytes.len() as u64])
        .fold(0, |sum, part| (sum ^ part).wrapping_mul(TIMES).rotate_left(31))
}
