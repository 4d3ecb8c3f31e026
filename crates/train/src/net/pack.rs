//! What was learnt, as the file that `telisik-language` reads.

use std::collections::BTreeMap;

use telisik_language::net::{MARKS, Section, key, write_file};

use super::network::Network;
use super::weights::{Id, Weights};
use super::words::Words;

/// Puts a network into a model file.
pub(crate) fn pack(
    network: &Network,
    w: &Weights,
    words: &Words,
    corpora: &[&str],
    relations: &[&str],
) -> Vec<u8> {
    let s = network.sizes;
    let sizes = [s.hidden, s.tag, s.name, s.arc].map(|size| size as f32).to_vec();
    let (keys, vectors) = vectors(network, w, words);
    let stacked = |ids: &[Id]| ids.iter().flat_map(|&id| w.values(id)).copied().collect::<Vec<f32>>();
    let weights = |ids: &[Id]| Section::Weights { columns: w.matrix(ids[0]).cols, values: stacked(ids) };
    let numbers = |ids: &[Id], columns: usize| Section::Numbers { columns, values: stacked(ids) };
    let bias = |ids: &[Id]| numbers(ids, stacked(ids).len());
    let mut sections = vec![
        ("corpora", Section::Text(corpora.join("\n"))),
        ("relations", Section::Text(relations.join("\n"))),
        ("sizes", Section::Numbers { columns: 4, values: sizes }),
        ("keys", Section::Keys(keys)),
        ("vectors", Section::Weights { columns: s.vector, values: vectors }),
        ("prefixes", weights(&[network.prefixes])),
        ("suffixes", weights(&[network.suffixes])),
        ("shapes", weights(&[network.shapes])),
        ("corpus", weights(&[network.corpora])),
    ];
    let names =
        [["1.input", "1.bias", "1.onward", "1.backward"], ["2.input", "2.bias", "2.onward", "2.backward"]];
    for ([input, bias_name, onward, backward], layer) in
        names.into_iter().zip([network.first, network.second])
    {
        let (f, b) = (layer.onward, layer.backward);
        sections.push((input, weights(&[f.input, b.input])));
        sections.push((bias_name, bias(&[f.bias, b.bias])));
        sections.push((onward, weights(&[f.recurrent])));
        sections.push((backward, weights(&[b.recurrent])));
    }
    let early = [network.first_tags, network.first_names];
    let late = [
        network.tags,
        network.names,
        network.arc_dependent,
        network.arc_head,
        network.relation_dependent,
        network.relation_head,
    ];
    sections.extend([
        ("early", weights(&early.map(|dense| dense.weights))),
        ("early.bias", bias(&early.map(|dense| dense.bias))),
        ("tag_beds", numbers(&[network.tag_beds], s.tag)),
        ("name_beds", numbers(&[network.name_beds], s.name)),
        ("late", weights(&late.map(|dense| dense.weights))),
        ("late.bias", bias(&late.map(|dense| dense.bias))),
        ("name_steps", numbers(&[network.name_steps], MARKS)),
        ("arc", weights(&[network.arc.weights])),
        ("arc.bias", bias(&[network.arc.bias])),
        ("arc_root", bias(&[network.arc_root])),
        ("relation", weights(&[network.relation.weights])),
        ("relation.bias", bias(&[network.relation.bias])),
        ("relation_root", bias(&[network.relation_root])),
    ]);
    write_file(&sections)
}

/// The keys of all words known, in rising order, with their vectors, given and learnt together; last comes the vector
/// of a word not known.
fn vectors(network: &Network, w: &Weights, words: &Words) -> (Vec<u32>, Vec<f32>) {
    let size = network.sizes.vector;
    let mut by_key = BTreeMap::new();
    for (word, given, token) in words.all() {
        let mut vector = w.matrix(network.tokens).row(token as usize).to_vec();
        if let Some(given) = given {
            let given = &network.vectors[given as usize * size..(given as usize + 1) * size];
            vector.iter_mut().zip(given).for_each(|(sum, value)| *sum += value);
        }
        by_key.entry(key(word)).or_insert(vector);
    }
    let keys = by_key.keys().copied().collect();
    let mut vectors: Vec<f32> = by_key.into_values().flatten().collect();
    vectors.extend_from_slice(w.matrix(network.tokens).row(0));
    (keys, vectors)
}
