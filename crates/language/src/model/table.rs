//! Weights of features, read where they lie in the model file.
//!
//! ```text
//! bucket bits u32 | length of rows u32 | start of each bucket's rows, and the end, u32 each | rows
//! row: 14 bits of the feature, 2 bits of scale (u16) | pairs u8 | pairs: class u8, weight i8
//! ```
//! A feature's bucket is its highest bits. A weight counts times 4 to the power of its row's scale.
//! All numbers are little-endian.

/// Weights of features for a fixed set of classes.
#[derive(Debug, Clone, Copy)]
pub struct Table<'a> {
    bits: u32,
    starts: &'a [u8],
    rows: &'a [u8],
}

impl<'a> Table<'a> {
    /// Reads a table's frame; `None` where the lengths do not fit together.
    pub fn read(bytes: &'a [u8]) -> Option<Self> {
        let (bits, rest) = bytes.split_first_chunk::<4>()?;
        let (rows, rest) = rest.split_first_chunk::<4>()?;
        let bits = u32::from_le_bytes(*bits);
        if !(1..=24).contains(&bits) {
            return None;
        }
        let (starts, rest) = rest.split_at_checked(((1usize << bits) + 1) * 4)?;
        (rest.len() == u32::from_le_bytes(*rows) as usize).then_some(Self { bits, starts, rows: rest })
    }

    /// Adds the weights of features to the scores of the classes.
    ///
    /// Goes over the features three times, so that the memory of many is fetched at once: that is most of the cost.
    pub fn add_all(&self, features: &[u64], scores: &mut [i32]) {
        const TOGETHER: usize = 128;
        let mut buckets: [&[u8]; TOGETHER] = [&[]; TOGETHER];
        for features in features.chunks(TOGETHER) {
            let mut touched = 0;
            for (bucket, feature) in buckets.iter_mut().zip(features) {
                *bucket = self.bucket((feature >> (64 - self.bits)) as usize);
            }
            for bucket in &buckets[..features.len()] {
                touched ^= bucket.first().copied().unwrap_or(0);
            }
            std::hint::black_box(touched);
            for (bucket, &feature) in buckets.iter().zip(features) {
                add(bucket, feature, scores);
            }
        }
    }

    #[inline]
    fn bucket(&self, index: usize) -> &'a [u8] {
        let Some(ends) = self.starts.get(index * 4..index * 4 + 8) else { return &[] };
        let start = u32::from_le_bytes([ends[0], ends[1], ends[2], ends[3]]) as usize;
        let end = u32::from_le_bytes([ends[4], ends[5], ends[6], ends[7]]) as usize;
        self.rows.get(start..end).unwrap_or_default()
    }
}

/// Adds a feature's weights if its row is among `rows`.
#[inline]
fn add(mut rows: &[u8], feature: u64, scores: &mut [i32]) {
    let print = (feature & 0x3fff) as u16;
    while let [a, b, pairs, rest @ ..] = rows {
        let head = u16::from_le_bytes([*a, *b]);
        let Some((pairs, next)) = rest.split_at_checked(usize::from(*pairs) * 2) else { return };
        if head >> 2 == print {
            let scale = u32::from(head & 3) * 2;
            for pair in pairs.chunks_exact(2) {
                if let Some(score) = scores.get_mut(usize::from(pair[0])) {
                    *score += i32::from(pair[1] as i8) << scale;
                }
            }
            return;
        }
        rows = next;
    }
}

/// The weights of a feature by class.
pub type Row = Vec<(u8, f32)>;

/// Writes a table: every feature with its weights by class. Weights are rounded to 8 bits so that the largest
/// counts 8128; rows with nothing left are dropped, and of features that cannot be told apart one is kept.
/// Returns what a weight of one counts beside the bytes.
pub fn write_table(rows: &[(u64, Row)]) -> (Vec<u8>, f32) {
    let largest = rows.iter().flat_map(|(_, row)| row).fold(0f32, |most, (_, w)| most.max(w.abs()));
    let unit = if largest > 0.0 { 8128.0 / largest } else { 1.0 };
    let mut rows: Vec<(u64, Vec<u8>)> =
        rows.iter().filter_map(|(feature, row)| Some((*feature, write_row(*feature, row, unit)?))).collect();
    rows.sort();
    let bits = (rows.len() as u64 * 2 / 3).max(2).next_power_of_two().trailing_zeros().min(24);
    rows.dedup_by_key(|(feature, _)| (*feature >> (64 - bits), *feature & 0x3fff));

    let mut starts = Vec::new();
    let mut body: Vec<u8> = Vec::new();
    for (feature, row) in &rows {
        let bucket = (feature >> (64 - bits)) as usize;
        starts.resize((bucket + 1).max(starts.len()), body.len() as u32);
        body.extend(row);
    }
    starts.resize((1 << bits) + 1, body.len() as u32);

    let mut bytes = Vec::new();
    bytes.extend(bits.to_le_bytes());
    bytes.extend((body.len() as u32).to_le_bytes());
    bytes.extend(starts.iter().flat_map(|start| start.to_le_bytes()));
    bytes.extend(body);
    (bytes, unit)
}

fn write_row(feature: u64, row: &[(u8, f32)], unit: f32) -> Option<Vec<u8>> {
    let most = row.iter().fold(0f32, |most, (_, w)| most.max(w.abs())) * unit;
    let scale = (0..3u16).find(|scale| most.round() <= 127.0 * f32::from(1u16 << (2 * scale))).unwrap_or(3);
    let step = f32::from(1u16 << (2 * scale));
    let pairs: Vec<(u8, i8)> = row
        .iter()
        .map(|&(class, w)| (class, (w * unit / step).round().clamp(-127.0, 127.0) as i8))
        .filter(|&(_, w)| w != 0)
        .take(255)
        .collect();
    if pairs.is_empty() {
        return None;
    }
    let head = (((feature & 0x3fff) as u16) << 2) | scale;
    let mut bytes = head.to_le_bytes().to_vec();
    bytes.push(pairs.len() as u8);
    bytes.extend(pairs.into_iter().flat_map(|(class, w)| [class, w as u8]));
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::features::feature;

    #[test]
    fn weights_come_back_in_proportion() {
        let rows: Vec<_> =
            (0..1000u64).map(|i| (feature(0, i, 0), vec![(0, i as f32 - 500.0), (3, 100.0)])).collect();
        let (bytes, unit) = write_table(&rows);
        let table = Table::read(&bytes).unwrap();
        for (feature, row) in &rows {
            let mut scores = [0; 4];
            table.add_all(&[*feature], &mut scores);
            let found = scores[0] as f32 / unit;
            assert!((found - row[0].1).abs() <= 2.0, "{found} for {}", row[0].1);
            assert!((scores[3] as f32 / unit - 100.0).abs() <= 2.0);
        }
        let mut scores = [0; 4];
        table.add_all(&[feature(9, 9, 9)], &mut scores);
        assert_eq!(scores, [0; 4]);
    }

    #[test]
    fn an_empty_table_has_no_weights() {
        let (bytes, _) = write_table(&[]);
        let mut scores = [0; 2];
        Table::read(&bytes).unwrap().add_all(&[7], &mut scores);
        assert_eq!(scores, [0, 0]);
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), feature: u64) {
            let mut framed = vec![2, 0, 0, 0];
            framed.extend((bytes.len().saturating_sub(20) as u32).to_le_bytes());
            framed.extend(&bytes);
            for bytes in [&bytes, &framed] {
                if let Some(table) = Table::read(bytes) {
                    table.add_all(&[feature; 300], &mut [0; 3]);
                }
            }
        }
    }
}
