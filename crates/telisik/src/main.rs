//! The program: commands, progress and what a person sees. All reading and keeping is done by the libraries.

mod add;
mod arguments;
mod care;
mod changes;
mod claims;
mod correct;
mod corrections;
mod excerpt;
mod explain;
mod list;
mod output;
mod page;
mod parse;
mod progress;
mod read;
mod recast;
mod recode;
mod regroup;
mod review;
mod roots;
mod search;
mod signed;
mod source;
mod stories;
mod table;
mod titles;
mod views;

use std::process::ExitCode;

use clap::Parser;

use crate::arguments::{Command, Telisik};
use crate::output::Output;

/// Everything was done.
const DONE: u8 = 0;
/// Some inputs could not be read, the rest was done; or the command failed.
const FAILED: u8 = 1;

fn main() -> ExitCode {
    let arguments = Telisik::parse();
    let mut output = Output::stdout();
    let outcome = match arguments.command {
        Command::Read(read) => read::run(&read, &mut output),
        Command::Parse(parse) => parse::run(&parse, &mut output),
        Command::Add(add) => add::run(&add, &mut output),
        Command::Events(list) => list::events(&list, &mut output),
        Command::Statements(list) => list::statements(&list, &mut output),
        Command::Claims(list) => claims::list(&list, &mut output),
        Command::Claim(one) => claims::one(&one, &mut output),
        Command::Stories(stories) => stories::run(&stories, &mut output),
        Command::Timeline(list) => views::timeline::run(&list, &mut output),
        Command::Actor(actor) => views::actor::run(&actor, &mut output),
        Command::Dossier(dossier) => views::dossier::run(&dossier, &mut output),
        Command::Norms(norms) => views::norms::run(&norms, &mut output),
        Command::Warnings(warnings) => views::warnings::run(&warnings, &mut output),
        Command::Dyads(dyads) => views::dyads::run(&dyads, &mut output),
        Command::Actors(list) => list::actors(&list, &mut output),
        Command::Search(search) => search::run(&search, &mut output),
        Command::Check(check) => care::check(&check, &mut output),
        Command::Backup(backup) => care::backup(&backup, &mut output),
        Command::Revisions(revisions) => list::revisions(&revisions, &mut output),
        Command::Correct(correct) => correct::run(&correct, &mut output),
        Command::Regroup(regroup) => regroup::run(&regroup, &mut output),
        Command::Corrections(corrections) => corrections::list(&corrections, &mut output),
        Command::Recode(recode) => recode::run(&recode, &mut output),
        Command::Changes(changes) => changes::run(&changes, &mut output),
        Command::Review(review) => review::run(&review, &mut output),
        Command::Why(why) => explain::run(&why, &mut output),
    };
    let outcome = outcome.and_then(|failures| output.finish().map(|()| failures));
    match outcome {
        Ok(0) => ExitCode::from(DONE),
        Ok(_) => ExitCode::from(FAILED),
        // Whoever reads the output has seen enough: `telisik events | head`.
        Err(error) if output::is_broken_pipe(&error) => ExitCode::from(DONE),
        Err(error) => {
            progress::complain(&format!("{error:#}"));
            ExitCode::from(FAILED)
        }
    }
}
