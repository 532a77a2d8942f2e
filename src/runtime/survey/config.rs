//! The files of sshd's settings, read as sshd reads them: what a `Match` block says stands above what is said for
//! all, and of two blocks the first word counts. `sshd_config(5)`; `servconf.c` of `OpenSSH`.

/// Where a line stands.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Scope {
    /// For all.
    All,
    /// In a block for the account.
    Ours,
    /// In a block that may be for the account: where somebody comes from is not known here.
    Perhaps(String),
    /// In a block for others.
    Others,
}

/// One setting.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Setting {
    name: String,
    value: String,
    scope: Scope,
}

/// What is as said here when nobody says anything.
const DEFAULT: [(&str, &str); 11] = [
    ("x11forwarding", "no"),
    ("permittunnel", "no"),
    ("gatewayports", "no"),
    ("permituserenvironment", "no"),
    ("trustedusercakeys", "none"),
    ("authorizedprincipalsfile", "none"),
    ("authorizedprincipalscommand", "none"),
    ("forcecommand", "none"),
    ("chrootdirectory", "none"),
    ("pubkeyauthentication", "yes"),
    ("permittty", "yes"),
];

/// Settings of which every line counts.
const ADDING: [&str; 5] = [
    "acceptenv",
    "allowusers",
    "denyusers",
    "allowgroups",
    "denygroups",
];

/// What may stand in a block: sshd does not start with anything else there.
const IN_BLOCKS: &str = "acceptenv allowagentforwarding allowgroups allowstreamlocalforwarding allowtcpforwarding allowusers authenticationmethods authorizedkeyscommand authorizedkeyscommanduser authorizedkeysfile authorizedprincipalscommand authorizedprincipalscommanduser authorizedprincipalsfile banner casignaturealgorithms challengeresponseauthentication channeltimeout chrootdirectory clientalivecountmax clientaliveinterval denygroups denyusers disableforwarding exposeauthinfo forcecommand gatewayports gssapiauthentication hostbasedacceptedalgorithms hostbasedacceptedkeytypes hostbasedauthentication hostbasedusesnamefrompacketonly ignorerhosts include ipqos kbdinteractiveauthentication kerberosauthentication loglevel logverbose maxauthtries maxsessions pamservicename passwordauthentication permitemptypasswords permitlisten permitopen permitrootlogin permittty permittunnel permituserrc pubkeyacceptedalgorithms pubkeyacceptedkeytypes pubkeyauthentication pubkeyauthoptions refuseconnection rekeylimit revokedkeys rhostsrsaauthentication rsaauthentication setenv skeyauthentication streamlocalbindmask streamlocalbindunlink subsystem trustedusercakeys unusedconnectiontimeout x11displayoffset x11forwarding x11maxdisplays x11uselocalhost";

/// What may stand for all besides.
const FOR_ALL: &str = "addressfamily ciphers compression debianbanner dsaauthentication fingerprinthash fipsmode gssapicleanupcredentials gssapienablek5users gssapikexalgorithms gssapikeyexchange gssapistorecredentialsonrekey gssapistrictacceptorcheck hostcertificate hostkey hostkeyagent hostkeyalgorithms ignoreuserknownhosts kbdinteractivedevices kerberosgetafstoken kerberosorlocalpasswd kerberosticketcleanup kexalgorithms keyregenerationinterval listenaddress logingracetime macs match maxstartups moduli modulifile permituserenvironment persourcemaxstartups persourcenetblocksize persourcepenalties persourcepenaltyexemptlist pidfile port printlastlog printmotd protocol requiredrsasize rdomain securitykeyprovider serverkeybits sshdauthpath sshdsessionpath strictmodes syslogfacility tcpkeepalive usedns uselogin usepam useprivilegeseparation verifyhostkeydns versionaddendum xauthlocation";

/// The settings in force for an account, in the order in which they were found.
#[derive(Debug, Default)]
pub struct Settings {
    found: Vec<Setting>,
    /// Lines at which sshd would not start.
    pub wrong: Vec<String>,
}

impl Settings {
    /// Takes the lines of a file; `include` gives the texts that an `Include` names.
    pub fn take(&mut self, text: &str, account: &str, include: &impl Fn(&str) -> Vec<String>) {
        self.lines(text, account, &Scope::All, include, 0);
    }

    fn lines(
        &mut self,
        text: &str,
        account: &str,
        outer: &Scope,
        include: &impl Fn(&str) -> Vec<String>,
        depth: usize,
    ) {
        let mut scope = outer.clone();
        for line in text.lines().map(str::trim) {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let part = |c: char| c.is_whitespace() || c == '=';
            let (name, value) = line.split_once(part).unwrap_or((line, ""));
            let name = name.to_lowercase();
            let words = words(value.trim_start_matches(part));
            if !fits(&name, &scope) || words.is_empty() {
                self.wrong.push(line.to_owned());
                continue;
            }
            match name.as_str() {
                // A block in a file that is not read for the account is not for it either.
                "match" if *outer == Scope::Others => {}
                "match" => scope = scope_of(&words, account, outer),
                "include" if scope != Scope::Others && depth < 16 => {
                    for text in words.iter().flat_map(|pattern| include(pattern)) {
                        // A condition in an included file ends with it.
                        self.lines(&text, account, &scope, include, depth + 1);
                    }
                }
                _ if scope != Scope::Others => self.found.push(Setting {
                    name,
                    value: words.join(" "),
                    scope: scope.clone(),
                }),
                _ => {}
            }
        }
    }

    fn first(&self, name: &str, scope: &Scope) -> Option<&Setting> {
        self.found
            .iter()
            .find(|s| s.name == name && s.scope == *scope)
    }

    /// The value in force: the account's own, else the one for all, else what sshd does by itself.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        let name = name.to_lowercase();
        let said = self.first(&name, &Scope::Ours);
        said.or_else(|| self.first(&name, &Scope::All))
            .map(|s| s.value.as_str())
            .or_else(|| DEFAULT.iter().find(|(n, _)| *n == name).map(|(_, v)| *v))
    }

    /// Every word of a setting that adds up: of the account's own blocks, else of what is said for all.
    #[must_use]
    pub fn all(&self, name: &str) -> Vec<&str> {
        let of = |scope: Scope| {
            let own = self.found.iter();
            let own = own.filter(move |s| s.name == name && s.scope == scope);
            own.flat_map(|s| s.value.split(' ')).collect::<Vec<_>>()
        };
        Some(of(Scope::Ours))
            .filter(|own| !own.is_empty())
            .unwrap_or_else(|| of(Scope::All))
    }

    /// What blocks say that may be for the account, where it would count: `(condition, name, value)`.
    #[must_use]
    pub fn perhaps(&self) -> Vec<(&str, &str, &str)> {
        let mut ours: Vec<&str> = Vec::new();
        let mut found = Vec::new();
        for setting in &self.found {
            let name = setting.name.as_str();
            match &setting.scope {
                Scope::Ours => ours.push(name),
                Scope::Perhaps(condition) if !ours.contains(&name) || ADDING.contains(&name) => {
                    found.push((condition.as_str(), name, setting.value.as_str()));
                }
                _ => {}
            }
        }
        found
    }
}

/// True when sshd knows a setting at this place.
fn fits(name: &str, scope: &Scope) -> bool {
    let mut known = IN_BLOCKS.split(' ');
    known.any(|k| k == name)
        || name == "match"
        || (*scope == Scope::All && FOR_ALL.split(' ').any(|k| k == name))
}

/// For whom a block is.
fn scope_of(words: &[String], account: &str, outer: &Scope) -> Scope {
    let mut scope = match outer {
        Scope::Perhaps(_) => outer.clone(),
        _ => Scope::Ours,
    };
    let mut rest = words.iter().map(String::as_str);
    while let Some(word) = rest.next() {
        let (word, joined) = word
            .split_once('=')
            .map_or((word, None), |(w, v)| (w, Some(v)));
        match word.to_lowercase().as_str() {
            "all" => {}
            "user" => {
                let names = joined.or_else(|| rest.next()).unwrap_or_default();
                if !listed(names.split(','), account) {
                    return Scope::Others;
                }
            }
            _ => {
                if joined.is_none() {
                    rest.next();
                }
                scope = Scope::Perhaps(words.join(" "));
            }
        }
    }
    scope
}

/// True when a list of patterns holds a name, and none of those with `!` does.
pub fn listed<'a>(patterns: impl Iterator<Item = &'a str>, name: &str) -> bool {
    let mut held = false;
    for pattern in patterns {
        match pattern.strip_prefix('!') {
            Some(not) if glob(not.as_bytes(), name.as_bytes()) => return false,
            Some(_) => {}
            None => held |= glob(pattern.as_bytes(), name.as_bytes()),
        }
    }
    held
}

/// `*` is any number of signs, `?` one.
fn glob(pattern: &[u8], text: &[u8]) -> bool {
    let (mut p, mut t) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while t < text.len() {
        match pattern.get(p) {
            Some(b'*') => {
                star = Some((p, t));
                p += 1;
            }
            Some(sign) if *sign == b'?' || *sign == text[t] => {
                (p, t) = (p + 1, t + 1);
            }
            _ => {
                let Some((at, from)) = star else { return false };
                star = Some((at, from + 1));
                (p, t) = (at + 1, from + 1);
            }
        }
    }
    pattern[p..].iter().all(|sign| *sign == b'*')
}

/// The words of a value, without quotation marks, up to a remark.
fn words(value: &str) -> Vec<String> {
    let mut found = Vec::new();
    let (mut word, mut open, mut any) = (String::new(), None, false);
    for sign in value.chars() {
        match (sign, open) {
            ('#', None) if !any => break,
            ('"' | '\'', None) => (open, any) = (Some(sign), true),
            (quote, Some(mark)) if quote == mark => open = None,
            (blank, None) if blank.is_whitespace() => {
                if any {
                    found.push(std::mem::take(&mut word));
                }
                any = false;
            }
            _ => {
                word.push(sign);
                any = true;
            }
        }
    }
    if any {
        found.push(word);
    }
    found
}
