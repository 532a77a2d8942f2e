//! An archive package sealed to whoever is to open it, in the format of a backup, and opened again to be checked:
//! on its way out of the house it holds whole files.

use std::io::{Read, Write};
use std::path::Path;

use super::input;
use super::out::{not_written, remark, talk};
use super::sealed::{self, PACKAGE};
use crate::exchange::seal::{HEAD, Recipient, Sealer, Unsealer};
use crate::words::{Exit, Lang, Trouble};

/// What the trail says of what was taken out.
pub fn noted(to: &[Recipient]) -> String {
    let keys: Vec<String> = to.iter().map(ToString::to_string).collect();
    if keys.is_empty() {
        return "package".to_owned();
    }
    format!("package sealed to {}", keys.join(" "))
}

/// The bytes as they leave: sealed, where somebody was named.
///
/// # Errors
/// A [`Trouble`] when the system gives no entropy.
pub fn closed(bytes: Vec<u8>, to: &[Recipient], path: &Path) -> Result<Vec<u8>, Trouble> {
    if to.is_empty() {
        return Ok(bytes);
    }
    let seal = || {
        let mut sealer = Sealer::new(Vec::new(), to, &mut sealed::entropy)?;
        sealer.write_all(&bytes)?;
        sealer.finish()
    };
    seal().map_err(|e| not_written(path, &e))
}

/// The bytes of a package that was read, opened where it is sealed, and whether it was.
///
/// # Errors
/// A [`Trouble`]: no key was given or both come by standard input (2), another's key (3), changed (5).
pub fn opened(
    file: &Path,
    identity: Option<&Path>,
    lang: Lang,
) -> Result<(Vec<u8>, bool), Trouble> {
    let stdin = Path::new("-");
    if file == stdin && identity == Some(stdin) {
        return Err(twice());
    }
    let bytes = input::bytes(file)?;
    let is_sealed = bytes.starts_with(HEAD);
    let Some(key) = identity else {
        return if is_sealed {
            Err(keyless())
        } else {
            Ok((bytes, false))
        };
    };
    remark(sealed::exposed(key), lang);
    let text = input::bytes(key)?;
    let identities = sealed::keys(&String::from_utf8_lossy(&text), key)?;
    if !is_sealed {
        let open = say!(
            "这个档案包没有加密，谁都打得开。",
            "This package is not sealed: anybody opens it."
        );
        talk(open.say(lang));
        return Ok((bytes, false));
    }
    let mut plain = Vec::with_capacity(bytes.len());
    Unsealer::by_any(&bytes[..], &identities)
        .and_then(|mut unsealer| unsealer.read_to_end(&mut plain))
        .map_err(|e| sealed::unsealed(PACKAGE, file, &e))?;
    Ok((plain, true))
}

fn keyless() -> Trouble {
    Trouble::unchanged(
        Exit::Wrong,
        say!(
            "这个档案包是加密的，没有给私钥。",
            "This package is sealed, and no private key was given."
        ),
        say!(
            "例：zhuoluo archive check 移交2036.zip.age --identity 甲.key",
            "E.g. zhuoluo archive check 2036.zip.age --identity one.key"
        ),
    )
}

fn twice() -> Trouble {
    Trouble::unchanged(
        Exit::Wrong,
        say!(
            "档案包和私钥不能都从标准输入来。",
            "The package and the key cannot both come by standard input."
        ),
        say!("其中一个请写文件名。", "Give a file for one of them."),
    )
}
