use super::sight::{Gap, Line};

/// Prepositions after which a city is a place.
const PLACES: &[&str] =
    &["di", "kota", "ibu", "ibukota", "sekitar", "menuju", "via", "luar", "dekat", "bandara", "pusat"];

/// Verbs and nouns of people who move: *berkunjung ke*, *tiba dari*.
const MOVES: &[&str] = &[
    "tiba",
    "berkunjung",
    "kunjungan",
    "terbang",
    "bertolak",
    "pergi",
    "pulang",
    "kembali",
    "perjalanan",
    "datang",
    "bepergian",
    "lawatan",
    "melawat",
    "penerbangan",
    "kedatangan",
    "keberangkatan",
    "berangkat",
    "melarikan",
    "kabur",
    "pindah",
    "dipindahkan",
    "dievakuasi",
    "mengungsi",
    "dibawa",
    "diterbangkan",
    "diekstradisi",
    "mengunjungi",
    "meninggalkan",
    "masuk",
];

/// Whether a city's name at these pieces is only a place: after *di*, after a verb of motion, in a dateline, or
/// with its country behind a comma. Elsewhere it stands for the government.
pub(super) fn is_place(line: &Line<'_>, start: usize, end: usize) -> bool {
    if line.sentence.block == telisik_language::Block::Dateline {
        return true;
    }
    let before = start.checked_sub(1).map_or("", |at| line.key(at));
    let adjacent = start > 0 && line.gap(start) == Gap::Space;
    if adjacent && PLACES.contains(&before) {
        return true;
    }
    let moved = |from: usize| (from.saturating_sub(4)..from).any(|at| MOVES.contains(&line.key(at)));
    if adjacent && ["ke", "dari"].contains(&before) && moved(start - 1) {
        return true;
    }
    if adjacent && ["mengunjungi", "meninggalkan", "tinggalkan", "kunjungi"].contains(&before) {
        return true;
    }
    // *Istanbul, Turki*: the country after the comma places the city; a list of governments goes on with *dan*.
    let country = line.gap(end) == Gap::Comma && line.sighted(end);
    country && adjacent && ["ke", "dari"].contains(&before)
}
