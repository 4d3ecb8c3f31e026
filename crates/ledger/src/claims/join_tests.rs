use super::*;

fn telling(days: Option<(i64, i64)>) -> Telling {
    Telling {
        kind: EventType::Assault,
        cameo: Some("190".to_owned()),
        realm: Realm::Done,
        sources: BTreeSet::from(["AGO".to_owned()]),
        targets: BTreeSet::from(["ZMB".to_owned()]),
        window: days.map(|(first, last)| window(first, last)),
        told: Some(100),
    }
}

fn window(first: i64, last: i64) -> Window {
    Window { first, last }
}

fn known(claim: i64, story: i64, first: Telling) -> Known {
    Known {
        claim: ClaimNumber(claim),
        window: first.window,
        told: Some(window(100, 100)),
        others: Vec::new(),
        parted: BTreeSet::new(),
        first,
        stories: BTreeSet::from([StoryNumber(story)]),
        documents: BTreeSet::from([DocumentNumber(claim)]),
    }
}

fn joined(telling: &Telling, story: i64, known: &[Known]) -> Option<(i64, Reason)> {
    match join(telling, DocumentNumber(99), StoryNumber(story), &known.iter().collect::<Vec<_>>()) {
        Joined::Of(claim, reason) => Some((claim.0, reason)),
        Joined::None | Joined::OneOf(..) => None,
    }
}

#[test]
fn the_same_day_joins_over_stories_and_the_next_day_only_within_one() {
    let claims = [known(1, 1, telling(Some((90, 90))))];
    assert_eq!(joined(&telling(Some((90, 90))), 2, &claims), Some((1, Reason::SameDay)));
    assert_eq!(joined(&telling(Some((91, 91))), 1, &claims), Some((1, Reason::NextDay)));
    assert_eq!(joined(&telling(Some((91, 91))), 2, &claims), None);
    assert_eq!(joined(&telling(Some((97, 97))), 1, &claims), None);
}

#[test]
fn without_a_day_only_the_story_joins() {
    let claims = [known(1, 1, telling(Some((99, 99))))];
    assert_eq!(joined(&telling(None), 1, &claims), Some((1, Reason::SameStory)));
    assert_eq!(joined(&telling(None), 2, &claims), None);
    let later = Telling { told: Some(120), ..telling(None) };
    assert_eq!(joined(&later, 1, &claims), None);
}

#[test]
fn of_two_attacks_in_a_story_one_without_a_day_is_neither() {
    let claims = [known(1, 1, telling(Some((96, 96)))), known(2, 1, telling(Some((99, 99))))];
    assert_eq!(joined(&telling(None), 1, &claims), None);
    assert_eq!(joined(&telling(Some((99, 99))), 1, &claims), Some((2, Reason::SameDay)));
}

#[test]
fn a_month_joins_the_one_deed_in_it_and_none_of_two() {
    let mut claims = vec![known(1, 1, telling(Some((90, 90))))];
    assert_eq!(joined(&telling(Some((80, 110))), 2, &claims), Some((1, Reason::OnlyOne)));
    claims.push(known(2, 3, telling(Some((97, 97)))));
    assert_eq!(joined(&telling(Some((80, 110))), 2, &claims), None);
}

#[test]
fn a_plan_is_no_deed_and_a_condition_joins_either() {
    let mut planned = telling(Some((90, 90)));
    planned.realm = Realm::Meant;
    let claims = [known(1, 1, planned)];
    assert_eq!(joined(&telling(Some((90, 90))), 1, &claims), None);
    let supposed = Telling { realm: Realm::Supposed, ..telling(None) };
    assert_eq!(joined(&supposed, 1, &claims), Some((1, Reason::SameStory)));
}

#[test]
fn other_parties_or_codes_never_join_and_a_part_of_a_side_only_in_its_story() {
    let claims = [known(1, 1, telling(Some((90, 90))))];
    let other = Telling { targets: BTreeSet::from(["NAM".to_owned()]), ..telling(Some((90, 90))) };
    assert_eq!(joined(&other, 1, &claims), None);
    let code = Telling { cameo: Some("175".to_owned()), ..telling(Some((90, 90))) };
    assert_eq!(joined(&code, 2, &claims), None);
    let arrest = Telling { cameo: Some("173".to_owned()), ..telling(Some((90, 90))) };
    assert_eq!(joined(&arrest, 1, &claims), None);
    let joint =
        Telling { sources: BTreeSet::from(["AGO".to_owned(), "COD".to_owned()]), ..telling(Some((90, 90))) };
    assert_eq!(joined(&joint, 1, &claims), Some((1, Reason::SameDay)));
    assert_eq!(joined(&joint, 2, &claims), None);
}

#[test]
fn of_claims_that_a_person_parted_days_alone_choose_none() {
    let mut claims = vec![known(1, 1, telling(Some((90, 90)))), known(2, 1, telling(Some((90, 90))))];
    assert_eq!(joined(&telling(Some((90, 90))), 1, &claims), Some((1, Reason::SameDay)));
    claims[1].parted.insert(ClaimNumber(1));
    let (document, story) = (DocumentNumber(99), StoryNumber(1));
    let found = join(&telling(Some((90, 90))), document, story, &claims.iter().collect::<Vec<_>>());
    assert_eq!(found, Joined::OneOf(vec![ClaimNumber(1), ClaimNumber(2)], Reason::SameDay));
}

#[test]
fn what_a_person_put_into_a_claim_draws_what_is_told_like_it() {
    let mut claims = vec![known(1, 1, telling(Some((90, 90))))];
    claims[0].others.push(telling(Some((97, 97))));
    assert_eq!(joined(&telling(Some((97, 97))), 2, &claims), Some((1, Reason::SameDay)));
    assert_eq!(joined(&telling(Some((94, 94))), 2, &claims), None);
}

fn to(targets: &[&str]) -> Telling {
    let targets = targets.iter().map(|target| (*target).to_owned()).collect();
    Telling { targets, ..telling(Some((90, 90))) }
}

#[test]
fn whom_it_was_done_to_may_be_left_out_or_described_where_one_claim_of_the_story_fits() {
    let mut claims = vec![known(1, 1, to(&["ZMB"]))];
    for told in [to(&[]), to(&["fisherman"])] {
        assert_eq!(joined(&told, 1, &claims), Some((1, Reason::SameDay)), "{told:?}");
        assert_eq!(joined(&told, 2, &claims), None);
    }
    claims.push(known(2, 1, to(&["NAM"])));
    assert_eq!(joined(&to(&["fisherman"]), 1, &claims), None);
    claims.push(known(3, 1, to(&["fisherman"])));
    assert_eq!(joined(&to(&["fisherman"]), 1, &claims), Some((3, Reason::SameDay)));
    assert_eq!(joined(&to(&["student"]), 1, &claims[2..]), None);
    assert_eq!(joined(&to(&["Tonga Islanders"]), 1, &claims[..1]), None);
    assert_eq!(joined(&to(&["AGO"]), 1, &claims[..1]), None);
    assert_eq!(joined(&to(&["AGO"]), 2, &[known(1, 1, to(&[]))]), Some((1, Reason::SameDay)));
}

#[test]
fn what_is_agreed_has_one_side() {
    let agreed = |sources: &[&str], targets: &[&str]| Telling {
        kind: EventType::Agree,
        cameo: None,
        sources: sources.iter().map(|one| (*one).to_owned()).collect(),
        ..to(targets)
    };
    let claims = [known(1, 1, agreed(&["MWI", "MOZ"], &["MWI", "MOZ"]))];
    for told in [agreed(&["MOZ"], &["MWI"]), agreed(&["MWI"], &["MOZ"])] {
        assert_eq!(joined(&told, 2, &claims), Some((1, Reason::SameDay)), "{told:?}");
    }
    let host = agreed(&["MWI", "MOZ"], &["TZA"]);
    assert_eq!(joined(&host, 1, &claims), Some((1, Reason::SameDay)));
    assert_eq!(joined(&host, 2, &claims), None);
    assert_eq!(joined(&agreed(&["MWI"], &["TZA"]), 1, &claims), None);
}

#[test]
fn a_threat_of_last_week_is_the_one_that_is_known() {
    let threat = |days| Telling { kind: EventType::Threaten, ..telling(Some(days)) };
    let claims = [known(1, 1, threat((90, 90)))];
    assert_eq!(joined(&threat((87, 93)), 2, &claims), Some((1, Reason::OnlyOne)));
    assert_eq!(joined(&threat((80, 93)), 2, &claims), None);
}

#[test]
fn two_events_of_one_document_are_two_claims() {
    let claims = [known(99, 1, telling(Some((90, 90))))];
    assert_eq!(joined(&telling(Some((90, 90))), 1, &claims), None);
}
