//! The whole way: keys in browsers, bids in envelopes, openers at the table.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use proptest::prelude::*;
use sealing::{Ceremony, Dealt, Error, PrivateKey, PublicKey, Receipt, deal, open_share, padded_len, seal};

const TENDER: &str = "tender-17";
const AT: &str = "2026-12-27T22:14:03Z";

struct Office {
    keys: Vec<PrivateKey>,
    dealt: Dealt,
}

fn office(needed: u8, openers: usize) -> Office {
    let keys: Vec<_> = (0..openers).map(|_| PrivateKey::generate().unwrap()).collect();
    let named: Vec<_> =
        keys.iter().enumerate().map(|(at, key)| (format!("opener-{at}"), key.public().unwrap())).collect();
    Office { dealt: deal(TENDER, needed, &named).unwrap(), keys }
}

impl Office {
    fn bring(&self, ceremony: &mut Ceremony<'_>, opener: usize) -> Result<u8, Error> {
        let dealt = &self.dealt.shares[opener];
        ceremony.bring(&dealt.opener, open_share(TENDER, dealt, &self.keys[opener]).unwrap())
    }

    fn bid(&self, id: &str, content: &[u8]) -> (Receipt, Vec<u8>) {
        let (sealed, receipt) = seal(&self.dealt.public_key, TENDER, id, content, AT).unwrap();
        (receipt, sealed)
    }
}

#[test]
fn any_two_of_four_open_and_one_alone_does_not() {
    let office = office(2, 4);
    let (receipt, sealed) = office.bid("e1", b"Firma A; 211.500,00 EUR");
    for first in 0..4 {
        for second in (0..4).filter(|other| *other != first) {
            let mut ceremony = Ceremony::new(&office.dealt);
            assert_eq!(office.bring(&mut ceremony, first), Ok(1));
            assert!(matches!(office.bring(&mut ceremony, first), Err(Error::ShareTwice { .. })));
            assert_eq!(office.bring(&mut ceremony, second), Ok(0));
            let opened = ceremony.open(&[(receipt.clone(), &sealed)]).unwrap();
            assert_eq!(opened[0].content.as_ref().unwrap().as_slice(), b"Firma A; 211.500,00 EUR");
        }
        let mut alone = Ceremony::new(&office.dealt);
        office.bring(&mut alone, first).unwrap();
        let refused = alone.open(&[(receipt.clone(), &sealed)]).err();
        assert_eq!(refused, Some(Error::TooFewShares { given: 1, needed: 2 }));
    }
}

#[test]
fn a_changed_envelope_is_named_and_the_others_open() {
    let office = office(2, 4);
    let bids: Vec<_> = (0..3).map(|nth| office.bid(&format!("e{nth}"), format!("bid {nth}").as_bytes())).collect();
    let mut changed = bids[1].1.clone();
    let middle = changed.len() / 2;
    changed[middle] ^= 1;
    let swapped_receipt = Receipt { sha256: sealing::sha256(&bids[0].1), ..bids[2].0.clone() };
    assert!(bids[2].0.is_intact() && !swapped_receipt.is_intact());
    let mut ceremony = Ceremony::new(&office.dealt);
    office.bring(&mut ceremony, 3).unwrap();
    office.bring(&mut ceremony, 0).unwrap();
    // one changed, one replaced by another bidder's envelope with the receipt forged to fit
    let stored: Vec<(Receipt, &[u8])> =
        vec![(bids[0].0.clone(), &bids[0].1), (bids[1].0.clone(), &changed), (swapped_receipt, &bids[0].1)];
    let opened = ceremony.open(&stored).unwrap();
    assert_eq!(opened[0].content.as_ref().unwrap().as_slice(), b"bid 0");
    assert_eq!(opened[1].content.as_ref().unwrap_err(), &Error::NotAsReceived { id: "e1".into() });
    assert_eq!(opened[2].content.as_ref().unwrap_err(), &Error::Tampered { id: "e2".into() });
}

#[test]
fn an_envelope_opens_for_no_other_tender_and_a_share_for_no_other_opener() {
    let office = office(1, 2);
    let (sealed, receipt) = seal(&office.dealt.public_key, "tender-18", "e1", b"x", AT).unwrap();
    let moved = Receipt { tender: TENDER.into(), ..receipt };
    let mut ceremony = Ceremony::new(&office.dealt);
    office.bring(&mut ceremony, 0).unwrap();
    let opened = ceremony.open(&[(moved, &sealed)]).unwrap();
    assert_eq!(opened[0].content.as_ref().unwrap_err().code(), "SEAL_TAMPERED");
    let mut stolen = office.dealt.shares[0].clone();
    stolen.opener = "opener-1".into();
    assert!(open_share(TENDER, &stolen, &office.keys[0]).is_err());
    assert!(open_share("tender-18", &office.dealt.shares[0], &office.keys[0]).is_err());
    assert!(open_share(TENDER, &office.dealt.shares[0], &office.keys[1]).is_err());
}

#[test]
fn a_share_that_was_not_dealt_is_refused_by_name() {
    let (office, other) = (office(2, 4), office(2, 4));
    let foreign = open_share(TENDER, &other.dealt.shares[0], &other.keys[0]).unwrap();
    let mut ceremony = Ceremony::new(&office.dealt);
    assert_eq!(ceremony.bring("opener-0", foreign), Err(Error::WrongShare { opener: "opener-0".into() }));
    assert!(ceremony.bring("nobody", vec![1; 33].into()).is_err());
    assert!(ceremony.bring("opener-0", vec![].into()).is_err());
}

#[test]
fn thresholds_and_ids_that_make_no_sense_are_refused() {
    let key = || PrivateKey::generate().unwrap().public().unwrap();
    let two = [("a".to_owned(), key()), ("b".to_owned(), key())];
    let same = [("a".to_owned(), key()), ("a".to_owned(), key())];
    assert_eq!(deal(TENDER, 0, &two), Err(Error::BadThreshold));
    assert_eq!(deal(TENDER, 3, &two), Err(Error::BadThreshold));
    assert_eq!(deal(TENDER, 1, &[]), Err(Error::BadThreshold));
    assert_eq!(deal(TENDER, 2, &same), Err(Error::BadThreshold));
    assert_eq!(deal("a\nb", 2, &two), Err(Error::BadId));
    assert!(PublicKey::from_bytes(&[4; 65]).is_err() && PublicKey::from_bytes(&[]).is_err());
}

#[test]
fn sizes_come_in_classes() {
    assert_eq!((padded_len(0), padded_len(65_528), padded_len(65_529)), (65_536, 65_536, 131_072));
    assert_eq!(padded_len(16 << 20), 32 << 20);
    let office = office(1, 1);
    assert_eq!(office.bid("a", b"").1.len(), office.bid("b", &[7; 60_000]).1.len());
}

/// One share of a 2-of-4 is, byte by byte, evenly spread whatever the key: chi-square against the uniform law.
#[test]
fn a_single_share_looks_like_noise() {
    let mut seen = [0_u32; 256];
    let rounds = 400;
    for _ in 0..rounds {
        let office = office(2, 4);
        let share = open_share(TENDER, &office.dealt.shares[0], &office.keys[0]).unwrap();
        share[1..].iter().for_each(|byte| seen[usize::from(*byte)] += 1);
    }
    let expected = f64::from(rounds * 32) / 256.0;
    let chi: f64 = seen.iter().map(|count| (f64::from(*count) - expected).powi(2) / expected).sum();
    assert!(chi < 400.0, "chi-square {chi} with 255 degrees of freedom"); // p below 1e-7
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn k_of_n_open_and_one_fewer_never_does(n in 1usize..7, k in 1usize..7, turn in any::<usize>(), content in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        prop_assume!(k <= n);
        let office = office(k as u8, n);
        let (receipt, sealed) = office.bid("e", &content);
        let mut few = Ceremony::new(&office.dealt);
        for nth in 0..k - 1 {
            office.bring(&mut few, (turn % n + nth) % n).unwrap();
        }
        prop_assert!(few.open(&[(receipt.clone(), &sealed)]).is_err());
        let mut enough = Ceremony::new(&office.dealt);
        for nth in 0..k {
            office.bring(&mut enough, (turn % n + nth) % n).unwrap();
        }
        let opened = enough.open(&[(receipt, &sealed)]).unwrap();
        prop_assert_eq!(opened[0].content.as_ref().unwrap().as_slice(), &content[..]);
    }

    /// For every guess of the secret there is a share that would make it so: one share of two excludes nothing.
    #[test]
    fn every_secret_is_still_possible_with_one_share_missing(guess in any::<u8>(), y1 in any::<u8>()) {
        // the line through (0, guess) and (1, y1) over GF(256) meets x = 2 in exactly one y
        let shares = |y2: u8| [blahaj::Share::try_from(&[1, y1][..]).unwrap(), blahaj::Share::try_from(&[2, y2][..]).unwrap()];
        let fitting = (0..=255).filter(|y2| blahaj::Sharks(2).recover(&shares(*y2)).unwrap() == [guess]).count();
        prop_assert_eq!(fitting, 1);
    }

    #[test]
    fn any_flipped_bit_is_found(at in any::<usize>(), bit in 0u8..8) {
        let office = office(1, 1);
        let (receipt, mut sealed) = office.bid("e", b"content");
        let at = at % sealed.len();
        sealed[at] ^= 1 << bit;
        let forged = Receipt { sha256: sealing::sha256(&sealed), ..receipt };
        let mut ceremony = Ceremony::new(&office.dealt);
        office.bring(&mut ceremony, 0).unwrap();
        let opened = ceremony.open(&[(forged, &sealed)]).unwrap();
        prop_assert!(opened[0].content.is_err());
    }
}
