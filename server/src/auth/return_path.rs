//! Where a person goes back to after signing in: a place of our own page, never another host.

/// A path of this site with its query, as it stands behind the host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReturnPath(String);

const MAX_BYTES: usize = 2000;

impl ReturnPath {
    /// The start page.
    pub fn start() -> Self {
        Self("/".to_owned())
    }

    /// `None` for anything a browser could read as an address elsewhere: it must begin with one slash, and
    /// hold no backslash, control character or blank, for browsers drop or turn these before they look.
    /// Places of sign-in itself are refused too: they would turn in a circle.
    pub fn parse(text: &str) -> Option<Self> {
        let plain = text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
        let ours = text.starts_with('/') && !text.starts_with("//");
        let turns = ["/auth", "/local"].iter().any(|place| text.starts_with(place));
        (plain && ours && !turns && text.len() <= MAX_BYTES).then(|| Self(text.to_owned()))
    }

    /// What was asked for if that is usable, else the start page.
    pub fn or_start(asked: Option<&str>) -> Self {
        asked.and_then(Self::parse).unwrap_or_else(Self::start)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;
    use reqwest::Url;

    #[test]
    fn deep_links_come_back_as_they_were() {
        for path in ["/", "/aufgaben?sort=due&page=2", "/vorgang/Q2FzZTox#verlauf", "/suche?q=%C3%84mter"] {
            assert_eq!(ReturnPath::parse(path).unwrap().as_str(), path);
        }
    }

    #[test]
    fn other_hosts_and_circles_are_refused() {
        let bad = ["", "//evil.example", "/\\evil.example", "https://evil.example", "/\t/evil.example", "/a b", "x"];
        for path in bad.iter().chain(&["/auth/login", "/local/login?to=/x", "javascript:alert(1)", "/ä"]) {
            assert_eq!(ReturnPath::parse(path), None, "{path}");
        }
        assert_eq!(ReturnPath::or_start(Some("//evil.example")), ReturnPath::start());
    }

    proptest! {
        #[test]
        fn whatever_is_accepted_stays_on_our_host(text in "[/\\\\a-z:@.?#%\t\n\r ]{0,24}|\\PC{0,24}") {
            if let Some(path) = ReturnPath::parse(&text) {
                let ours = Url::parse("https://verbund.example:8443/").unwrap();
                let there = ours.join(path.as_str()).unwrap();
                prop_assert_eq!(there.origin(), ours.origin());
            }
        }
    }
}
