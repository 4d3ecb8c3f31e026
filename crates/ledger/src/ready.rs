//! Documents made ready by other threads while one writes: what comes out does not depend on how many there are.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::thread::{Scope, available_parallelism};

use crate::fault::Fault;

/// More than so many threads would wait for the one that writes.
const THREADS: usize = 4;
/// Fewer than so many are made ready faster than a thread begins.
const FEW: usize = 4;

/// Things in the order in which they were asked for.
pub(crate) struct Ready<'a, T> {
    source: Source<'a, T>,
    next: usize,
}

enum Source<'a, T> {
    Here(Box<dyn Fn(usize) -> Result<T, Fault> + 'a>),
    Threads { made: Receiver<(usize, Result<T, Fault>)>, early: BTreeMap<usize, Result<T, Fault>> },
}

impl<'a, T: Send + 'a> Ready<'a, T> {
    /// Begins to make `many` things in threads of a scope.
    pub(crate) fn begin<'s>(
        scope: &'s Scope<'s, 'a>,
        many: usize,
        make: impl Fn(usize) -> Result<T, Fault> + Clone + Send + 'a,
        given: &'a AtomicUsize,
    ) -> Self {
        if many < FEW {
            return Self { source: Source::Here(Box::new(make)), next: 0 };
        }
        let (send, made) = channel();
        for _ in 0..available_parallelism().map_or(1, usize::from).min(THREADS) {
            let (send, make) = (send.clone(), make.clone());
            scope.spawn(move || {
                loop {
                    let at = given.fetch_add(1, Ordering::Relaxed);
                    // Where nobody waits any more, the batch has failed.
                    if at >= many || send.send((at, make(at))).is_err() {
                        return;
                    }
                }
            });
        }
        Self { source: Source::Threads { made, early: BTreeMap::new() }, next: 0 }
    }

    /// The next thing; waits for it. `None` after the last.
    pub(crate) fn next(&mut self) -> Option<Result<T, Fault>> {
        let at = self.next;
        self.next += 1;
        match &mut self.source {
            Source::Here(make) => Some(make(at)),
            Source::Threads { made, early } => loop {
                if let Some(thing) = early.remove(&at) {
                    return Some(thing);
                }
                let (other, thing) = made.recv().ok()?;
                early.insert(other, thing);
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_come_in_order_and_a_fault_in_its_place() {
        for many in [1, 3, 500] {
            let given = AtomicUsize::new(0);
            let make = |at| if at % 7 == 6 { Err(Fault::unreadable(at as i64, "x")) } else { Ok(at) };
            std::thread::scope(|scope| {
                let mut ready = Ready::begin(scope, many, make, &given);
                for at in 0..many {
                    let thing = ready.next().unwrap();
                    assert!(thing.map_or(at % 7 == 6, |thing| thing == at));
                }
            });
        }
    }

    #[test]
    fn who_stops_asking_does_not_wait_for_the_rest() {
        let given = AtomicUsize::new(0);
        std::thread::scope(|scope| {
            let mut ready = Ready::begin(scope, 1 << 40, Ok, &given);
            assert_eq!(ready.next().unwrap().unwrap(), 0);
        });
        assert!(given.into_inner() < 1 << 40);
    }
}
