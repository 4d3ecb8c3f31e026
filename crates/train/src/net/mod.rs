//! The network that `telisik-language` runs, learnt.
mod choice;
pub(crate) mod decide;
mod dense;
pub(crate) mod example;
pub(crate) mod fit;
mod learn;
mod lstm;
mod matrix;
pub(crate) mod network;
pub(crate) mod pack;
pub(crate) mod weights;
pub(crate) mod words;

#[cfg(test)]
mod tests;
