//! A run that is killed and begun again ends as one that nobody disturbed.
//!
//! The full trial: `TELISIK_KILLS=50 TELISIK_DOCUMENTS=5000 cargo test --release -p telisik --test kill`.

#![allow(clippy::unwrap_used, reason = "what a test cannot unwrap fails it")]

mod program;

use std::io::{BufRead, BufReader};
use std::process::Stdio;
use std::time::Instant;

use program::{command, telisik};

fn asked(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|given| given.parse().ok()).unwrap_or(otherwise)
}

/// Short documents in which something happens.
fn documents(many: u64) -> String {
    let sides = ["Jepang", "Korea Utara", "Filipina", "China", "Prancis", "Chad", "Iran"];
    let deeds = ["mengecam", "menyerang", "mendesak"];
    let line = |n: u64| {
        let (who, whom) = (sides[n as usize % 7], sides[(n as usize / 7 + 1 + n as usize) % 7]);
        let deed = deeds[n as usize % 3];
        let day = n % 27 + 1;
        format!(
            "{{\"id\": \"k{n}\", \"published\": \"2026-03-{day:02}\", \"text\": \"{who} {deed} {whom} pada \
             {day} Maret 2026. Juru bicara {who} mengatakan kapal nomor {n} telah pulang.\"}}\n"
        )
    };
    (0..many).map(line).collect()
}

#[test]
fn a_run_that_is_killed_again_and_again_ends_as_one_that_is_not() {
    let (kills, many) = (asked("TELISIK_KILLS", 4), asked("TELISIK_DOCUMENTS", 700));
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let (input, calm, killed) = (path("many.jsonl"), path("calm.db"), path("killed.db"));
    std::fs::write(&input, documents(many)).unwrap();
    let start = Instant::now();
    assert_eq!(telisik(&["add", "--ledger", &calm, &input]).code, 0);
    let whole = start.elapsed();
    // Moments that differ from run to run of the test, over all of a run of the program.
    let mut seed = u64::from(std::process::id());
    let mut acknowledged = Vec::new();
    for _ in 0..kills {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let mut child =
            command().args(["add", "--ledger", &killed, &input]).stdout(Stdio::piped()).spawn().unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        let reading = std::thread::spawn(move || output.lines().map_while(Result::ok).collect::<Vec<_>>());
        std::thread::sleep(whole.mul_f64((seed >> 40) as f64 / (1_u64 << 24) as f64));
        // It may have ended by itself.
        let _ = child.kill();
        child.wait().unwrap();
        acknowledged.extend(reading.join().unwrap());
        if std::fs::metadata(&killed).is_ok_and(|file| file.len() > 0) {
            let check = telisik(&["check", "--ledger", &killed]);
            assert_eq!(check.code, 0, "{}{}", check.out, check.err);
        }
    }
    let last = telisik(&["add", "--ledger", &killed, &input]);
    assert_eq!(last.code, 0, "{}", last.err);
    for line in acknowledged.iter().filter(|line| line.starts_with("added")) {
        let words: Vec<&str> = line.split_whitespace().collect();
        assert!(last.out.contains(&format!("known  {}  {}\n", words[1], words[2])), "{line}");
    }
    for list in ["events", "statements", "claims", "actors"] {
        let of = |ledger: &str| telisik(&[list, "--ledger", ledger, "--format", "json"]).out;
        assert!(of(&calm) == of(&killed), "{list} differ");
    }
    let of = |ledger: &str| telisik(&["search", "kapal", "--limit", "9", "--ledger", ledger]).out;
    assert_eq!(of(&calm), of(&killed));
}

#[test]
fn two_writers_at_once_bring_every_document_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let (input, ledger) = (path("many.jsonl"), path("t.db"));
    std::fs::write(&input, documents(600)).unwrap();
    let writers: Vec<_> = (0..2)
        .map(|_| {
            let mut command = command();
            command.args(["add", "--quiet", "--ledger", &ledger, &input]).stdout(Stdio::piped());
            command.spawn().unwrap()
        })
        .collect();
    let mut new = 0;
    for writer in writers {
        let output = writer.wait_with_output().unwrap();
        assert!(output.status.success());
        let out = String::from_utf8(output.stdout).unwrap();
        new += out.split_whitespace().next().unwrap().parse::<u64>().unwrap();
    }
    assert_eq!(new, 600);
    assert_eq!(telisik(&["check", "--ledger", &ledger]).code, 0);
}
