//! Puts the built page (`ui/dist`) into the program; before it was built, the page that says how to build it.
//!
//! `ui/dist` is made when it is not there: cargo would run this again on every call for a path it cannot watch.
use std::path::Path;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let dist = Path::new("../ui/dist");
    if Path::new("../ui").is_dir() && std::fs::create_dir_all(dist).is_ok() {
        println!("cargo::rerun-if-changed=../ui/dist");
    }
    let built = dist.join("index.html").is_file();
    memory_serve::load_directory_with_embed(if built { dist } else { Path::new("unbuilt") }, true);
    println!("cargo::rustc-env=VERBUND_PAGE_BUILT={built}");
}
