//! Who is signed in, with which rights; erasing persons; the bodies people serve.

pub mod administration;
pub mod erase_person;
pub mod list_bodies;
pub mod membership;
pub mod set_absence;
pub mod set_deputy;
pub mod sign_in;
