//! A browser's WebCrypto makes the opener's key and opens the share: Node has the same implementation of the standard.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use sealing::{Ceremony, PublicKey, deal, seal};
use std::io::Write;
use std::process::{Command, Stdio};

/// Makes a key, or opens a share with it; one JSON object in, one out, hex for bytes.
const SCRIPT: &str = r#"
const { subtle } = require('crypto').webcrypto;
const hex = (b) => Buffer.from(b).toString('hex');
const ecdh = { name: 'ECDH', namedCurve: 'P-256' };
let text = '';
process.stdin.on('data', (part) => (text += part)).on('end', async () => {
  const asked = JSON.parse(text);
  if (!asked.sealed) {
    const pair = await subtle.generateKey(ecdh, true, ['deriveBits']);
    const out = { public: hex(await subtle.exportKey('raw', pair.publicKey)), jwk: await subtle.exportKey('jwk', pair.privateKey) };
    return console.log(JSON.stringify(out));
  }
  const sealed = Buffer.from(asked.sealed, 'hex');
  const [ephemeral, nonce, body] = [sealed.subarray(4, 69), sealed.subarray(69, 81), sealed.subarray(81)];
  const own = await subtle.importKey('jwk', asked.jwk, ecdh, false, ['deriveBits']);
  const other = await subtle.importKey('raw', ephemeral, ecdh, false, []);
  const shared = await subtle.deriveBits({ name: 'ECDH', public: other }, own, 256);
  const base = await subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']);
  const info = Buffer.from('verbund share v1');
  const key = await subtle.deriveKey({ name: 'HKDF', hash: 'SHA-256', salt: ephemeral, info }, base, { name: 'AES-GCM', length: 256 }, false, ['decrypt']);
  const additionalData = Buffer.from(['verbund share v1', asked.tender, asked.opener].join('\n'));
  const share = await subtle.decrypt({ name: 'AES-GCM', iv: nonce, additionalData, tagLength: 128 }, key, body);
  console.log(JSON.stringify({ share: hex(share) }));
});
"#;

/// Asks Node; `None` where there is none (never under `CI=true`).
fn node(question: &str) -> Option<String> {
    let started = Command::new("node").args(["-e", SCRIPT]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let mut child = match started {
        Ok(child) => child,
        Err(error) if std::env::var("CI").is_ok_and(|ci| ci == "true") => panic!("node is missing: {error}"),
        Err(_) => {
            eprintln!("skipped: node is not here");
            return None;
        }
    };
    child.stdin.take().unwrap().write_all(question.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    Some(String::from_utf8(output.stdout).unwrap())
}

/// The text of a field of one flat JSON object.
fn field<'a>(json: &'a str, name: &str) -> &'a str {
    let (_, rest) = json.split_once(&format!("\"{name}\":\"")).unwrap();
    rest.split_once('"').unwrap().0
}

#[test]
fn a_browser_opens_its_share_and_two_browsers_open_the_bid() {
    let mut browsers = Vec::new();
    for nth in 0..3 {
        let Some(made) = node("{}") else { return };
        let public = PublicKey::from_bytes(&hex::decode(field(&made, "public")).unwrap()).unwrap();
        let jwk = made.split_once("\"jwk\":").unwrap().1.trim().strip_suffix('}').unwrap().to_owned();
        browsers.push((format!("opener-{nth}"), public, jwk));
    }
    let openers: Vec<_> = browsers.iter().map(|(name, public, _)| (name.clone(), public.clone())).collect();
    let dealt = deal("t-1", 2, &openers).unwrap();
    let (sealed, receipt) =
        seal(&dealt.public_key, "t-1", "e-1", "Angebot für Los 1".as_bytes(), "2026-12-27T22:14:03Z").unwrap();
    let mut ceremony = Ceremony::new(&dealt);
    for nth in [2, 0] {
        let (name, _, jwk) = &browsers[nth];
        let bytes = hex::encode(&dealt.shares[nth].sealed);
        let answer = node(&format!(r#"{{"tender":"t-1","opener":"{name}","sealed":"{bytes}","jwk":{jwk}}}"#)).unwrap();
        ceremony.bring(name, hex::decode(field(&answer, "share")).unwrap().into()).unwrap();
    }
    let opened = ceremony.open(&[(receipt, &sealed)]).unwrap();
    assert_eq!(opened[0].content.as_ref().unwrap().as_slice(), "Angebot für Los 1".as_bytes());
}
