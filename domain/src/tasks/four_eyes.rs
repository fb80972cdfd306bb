//! Four eyes count natural persons: the one who acts and the one represented (architecture, "Bodies and offices").

use crate::ids::PersonId;
use serde::{Deserialize, Serialize};

/// Whose hands were on a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Hands {
    /// The person at the keyboard.
    pub actor: PersonId,
    /// The person in whose right it was done; the same when nobody was represented.
    pub represented: PersonId,
}

impl Hands {
    /// One person acting in its own right.
    #[must_use]
    pub const fn own(person: PersonId) -> Self {
        Self { actor: person, represented: person }
    }

    /// Whether any natural person is in both.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        let others = [other.actor, other.represented];
        others.contains(&self.actor) || others.contains(&self.represented)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_deputy_cannot_be_the_second_pair_of_eyes_for_whom_it_represents() {
        let principal = Hands::own(PersonId(1));
        let deputy = Hands { actor: PersonId(2), represented: PersonId(1) };
        assert!(deputy.overlaps(&principal));
        assert!(deputy.overlaps(&Hands::own(PersonId(2))));
        assert!(!deputy.overlaps(&Hands::own(PersonId(3))));
    }

    proptest! {
        #[test]
        fn overlap_is_mutual(a in 0i64..4, b in 0i64..4, c in 0i64..4, d in 0i64..4) {
            let one = Hands { actor: PersonId(a), represented: PersonId(b) };
            let two = Hands { actor: PersonId(c), represented: PersonId(d) };
            prop_assert_eq!(one.overlaps(&two), two.overlaps(&one));
        }
    }
}
