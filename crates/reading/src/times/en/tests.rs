use telisik_record::Lang;

use crate::times::tests::{Expected, check_in};

fn check(cases: &[(&str, &[Expected])]) {
    check_in(Lang::En, cases);
}

#[test]
fn printed_dates_read_in_all_their_orders() {
    check(&[
        ("The pact was signed on March 3, 2019, in Oslo.", &[("March 3, 2019", "2019-03-03", "")]),
        ("The pact was signed on 3 March 2019.", &[("3 March 2019", "2019-03-03", "")]),
        ("The pact took effect on the 3rd of March.", &[("the 3rd of March", "2024-03-03", "")]),
        ("Talks opened Saturday, April 27, in Bern.", &[("Saturday, April 27", "2024-04-27", "")]),
        ("The ship sank on 2019-11-03 off Oman.", &[("2019-11-03", "2019-11-03", "")]),
        ("The ship sank on 31/12/2019 off Oman.", &[("31/12/2019", "2019-12-31", "")]),
        ("Filed Sept. 9, 2023.", &[("Sept. 9, 2023", "2023-09-09", "")]),
        ("He was shot last Oct. 23 at home.", &[("last Oct. 23", "2023-10-23", "")]),
        ("The summit of March 3-5, 2021, failed.", &[("March 3-5, 2021", "2021-03-03/2021-03-05", "")]),
        ("Drills ran 11-13 April in the strait.", &[("11-13 April", "2024-04-11/2024-04-13", "")]),
    ]);
}

#[test]
fn weekdays_are_past_unless_something_is_to_come() {
    check(&[
        ("The envoy arrived on Monday.", &[("Monday", "2024-05-13", "")]),
        ("The court will rule on Monday.", &[("Monday", "2024-05-20", "")]),
        ("The truce holds until Friday.", &[("Friday", "2024-05-17", "")]),
        ("Kenya closed the port last Friday.", &[("last Friday", "2024-05-10", "")]),
        ("They meet next Tuesday night.", &[("next Tuesday night", "2024-05-21TNI", "")]),
        ("Markets fell this past Sunday.", &[("this past Sunday", "2024-05-12", "")]),
        (
            "Planes fly each Thursday and on Mondays.",
            &[("each Thursday", "XXXX-WXX-4", ""), ("Mondays", "XXXX-WXX-1", "")],
        ),
    ]);
}

#[test]
fn times_of_day_take_their_day_and_zone() {
    check(&[
        ("The blast came at 10:40 p.m. on Monday.", &[("10:40 p.m. on Monday", "2024-05-13T22:40", "")]),
        ("Polls close at 9:30 a.m. EST.", &[("9:30 a.m. EST", "2024-05-15T09:30", "")]),
        ("The deadline is midnight GMT.", &[("midnight GMT", "2024-05-15T00:00Z", "")]),
        ("It struck at 1400 GMT on May 9.", &[("1400 GMT on May 9", "2024-05-09T14:00Z", "")]),
        (
            "Shelling went on Tuesday night and again this morning.",
            &[("Tuesday night", "2024-05-14TNI", ""), ("this morning", "2024-05-15TMO", "")],
        ),
        (
            "By mid-afternoon yesterday the road was open.",
            &[("mid-afternoon yesterday", "2024-05-14TAF", "MID")],
        ),
    ]);
}

#[test]
fn months_years_and_longer_periods_read_with_their_stage() {
    check(&[
        ("Fighting broke out in mid-March.", &[("mid-March", "2024-03", "MID")]),
        ("The plant closed in late 2022.", &[("late 2022", "2022", "END")]),
        ("It will reopen at the end of the month.", &[("the end of the month", "2024-05", "END")]),
        ("The strip has been disputed since the late 1970s.", &[("the late 1970s", "197X", "END")]),
        ("A fort of the 17th century fell.", &[("the 17th century", "16", "")]),
        (
            "Exports fell in the third quarter of last year.",
            &[("the third quarter of last year", "2023-Q3", "")],
        ),
        ("Q3 2023 was worse than fiscal 2022.", &[("Q3 2023", "2023-Q3", ""), ("fiscal 2022", "2022", "")]),
        ("They fought in the summer of 2014.", &[("the summer of 2014", "2014-SU", "")]),
        ("The 2019–2021 truce ended.", &[("2019–2021", "2019/2021", "")]),
        (
            "He left late last year, in the year two thousand.",
            &[("late last year", "2023", "END"), ("the year two thousand", "2000", "")],
        ),
        ("Boats were seized earlier this week.", &[("earlier this week", "2024-W20", "START")]),
        ("Rebels advanced over the weekend.", &[("the weekend", "2024-W19-WE", "")]),
    ]);
}

#[test]
fn lengths_and_repetitions_read_with_their_hedges() {
    check(&[
        ("The siege lasted more than 18 days.", &[("more than 18 days", "P18D", "MORE_THAN")]),
        ("A three-year ban ended.", &[("three-year", "P3Y", "")]),
        (
            "In the past two and a half years little changed.",
            &[("the past two and a half years", "P2Y6M", "")],
        ),
        ("The convoy waited a minute and a half.", &[("a minute and a half", "PT1M30S", "")]),
        (
            "The bridge is closed for 24 hours every week.",
            &[("24 hours", "PT24H", ""), ("every week", "P1W", "")],
        ),
        ("Repairs take two to three weeks.", &[("two to three weeks", "P2W/P3W", "")]),
        ("They met two weeks ago.", &[("two weeks ago", "2024-W18", "")]),
        ("Aid is due three days from now.", &[("three days from now", "2024-05-18", "")]),
    ]);
}

#[test]
fn what_was_told_before_tells_what_is_meant() {
    check(&[
        (
            "He won in 2015. Two years later he fled.",
            &[("2015", "2015", ""), ("Two years later", "2017", "")],
        ),
        (
            "They met on May 6. The following day he quit.",
            &[("May 6", "2024-05-06", ""), ("The following day", "2024-05-07", "")],
        ),
        (
            "Sales rose in the first quarter from a year earlier.",
            &[("the first quarter", "2024-Q1", ""), ("a year earlier", "2023-Q1", "")],
        ),
        ("A year ago he was free.", &[("A year ago", "2023", "")]),
    ]);
}

#[test]
fn what_looks_like_a_time_and_is_none_stays_unread() {
    check(&[
        ("The officials may march on the capital to fall on the second try.", &[]),
        ("A 6-year-old boy and his sister, 52 years old, read USA Daily.", &[]),
        ("Resolution 1929 names 2000 troops and 1990 tons of rice.", &[]),
        ("Three-quarters of the F-16 jets cost $1.5 million.", &[]),
        ("One half of the voters and a quarter of the seats.", &[]),
    ]);
}

#[test]
fn a_date_in_figures_that_may_be_two_is_read_the_american_way_and_says_so() {
    let times = crate::times::tests::read_in(Lang::En, "Signed 03/04/2023.", Some("2024-05-15")).times;
    assert_eq!((times[0].value.as_str(), times[0].rule.as_str()), ("2023-03-04", "time.date-month-first"));
}
