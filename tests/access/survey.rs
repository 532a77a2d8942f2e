//! What `ssh doctor` says of settings of sshd and sudo, without a server.

use zhuoluo::runtime::survey::sshd::{self, Settings};
use zhuoluo::runtime::survey::{Finding, Stand, hides, people};

fn judged(text: &str) -> Vec<Finding> {
    let mut settings = Settings::default();
    settings.take(text, "zhuoluo", &|_| Vec::new());
    sshd::judge(&settings, &["zhuoluo".to_owned()])
}

/// What is wrong, in English.
fn wrong(text: &str) -> Vec<String> {
    let found = judged(text);
    let bad = found.iter().filter(|f| f.stand == Stand::Bad);
    bad.map(|f| f.what.en.to_string()).collect()
}

fn block() -> String {
    sshd::block("/usr/bin/zhuoluo")
}

#[test]
fn the_printed_block_holds_whatever_stands_for_all() {
    assert_eq!(wrong(&block()), Vec::<String>::new());
    for said in [
        "TrustedUserCAKeys /etc/ssh/ca.pub",
        "ForceCommand /bin/sh",
        "ChrootDirectory /srv",
        "AuthorizedKeysFile .ssh/authorized_keys",
        "AuthorizedPrincipalsFile /etc/principals",
        "PubkeyAuthentication no",
        "PermitTTY no",
        "AcceptEnv ZHUOLUO_DB",
    ] {
        assert_eq!(
            wrong(&format!("{said}\n{}", block())),
            Vec::<String>::new(),
            "{said}"
        );
    }
}

#[test]
fn a_setting_that_opens_another_way_in_or_shuts_everybody_out_is_named() {
    // A block as it was printed before, which leaves to all what it does not say.
    let older: String = block()
        .lines()
        .filter(|l| {
            ![
                "Trusted",
                "ForceCommand",
                "Chroot",
                "Principals",
                "PubkeyAuth",
                "PermitTTY",
                "AcceptEnv",
            ]
            .iter()
            .any(|gone| l.contains(gone))
        })
        .flat_map(|l| [l, "\n"])
        .collect();
    assert_eq!(wrong(&older), Vec::<String>::new());
    for said in [
        "TrustedUserCAKeys /etc/ssh/ca.pub",
        "ForceCommand /bin/sh",
        "ChrootDirectory /srv",
        "PubkeyAuthentication no",
        "PermitTTY no",
        "SetEnv ZHUOLUO_DB=/tmp/x",
        "DenyUsers mallory zhuo*",
        "AllowUsers wang li",
        "AllowUsers * !zhuoluo",
        "AllowGroups staff",
        "DenyGroups zhuoluo",
    ] {
        let found = wrong(&format!("{said}\n{older}"));
        let name = said.split(' ').next().unwrap();
        assert!(
            found.len() == 1 && found[0].contains(name),
            "{said}: {found:?}"
        );
    }
    for said in [
        "AllowUsers zhuoluo wang",
        "DenyUsers mallory",
        "AllowGroups zhuoluo",
    ] {
        assert_eq!(wrong(&format!("{said}\n{older}")), Vec::<String>::new());
    }
}

#[test]
fn a_block_for_somewhere_counts_where_it_stands_before_the_accounts_own() {
    for said in [
        "AuthorizedKeysFile /tmp/keys",
        "ForceCommand /bin/sh",
        "TrustedUserCAKeys /etc/ca",
        "AuthorizedPrincipalsCommand /bin/x",
        "DenyUsers zhuoluo",
        "SetEnv SUDO_UID=0",
    ] {
        let other = format!("Match Address 10.0.0.0/8\n    {said}\nMatch All\n");
        let found = wrong(&format!("{other}{}", block()));
        assert!(
            found.len() == 1 && found[0].contains("Match Address 10.0.0.0/8"),
            "{said}: {found:?}"
        );
    }
    // Behind it the account's own words came first; and what is for others is for others.
    let behind = format!(
        "{}Match Address 10.0.0.0/8\nForceCommand /bin/sh\n",
        block()
    );
    assert_eq!(wrong(&behind), Vec::<String>::new());
    let others = "Match User wang Address 10.0.0.0/8\nForceCommand /bin/sh\nMatch User !zhuoluo,*\nPermitTTY no\n";
    assert_eq!(wrong(&format!("{others}{}", block())), Vec::<String>::new());
}

#[test]
fn what_stands_for_all_does_not_hide_what_the_accounts_own_block_says() {
    // Read from the top, the first line would win; sshd lets the block win.
    let spoilt = block().replace("AuthorizedKeysFile none", "AuthorizedKeysFile .ssh/keys");
    let found = wrong(&format!("AuthorizedKeysFile none\n{spoilt}"));
    assert!(
        found.len() == 1 && found[0].contains("AuthorizedKeysFile .ssh/keys"),
        "{found:?}"
    );
}

#[test]
fn a_line_at_which_sshd_does_not_start_is_named() {
    for said in [
        "PermitTTTY yes",
        "PermitTTY",
        "Match User zhuoluo\n    PermitUserEnvironment no",
        "Match User zhuoluo\n    Port 22",
    ] {
        let found = wrong(&format!("{}{said}\n", block()));
        assert!(
            found.iter().any(|f| f.contains("does not take")),
            "{said}: {found:?}"
        );
    }
    let sound = "# remark\nPort 22 # and another\nUsePAM=yes\nSubsystem sftp internal-sftp\n";
    assert_eq!(wrong(&format!("{sound}{}", block())), Vec::<String>::new());
}

/// What `ps` shows to others is told from the mounts: the last one on /proc counts.
#[test]
fn whether_others_read_command_lines_is_known() {
    let open = "sysfs /sys sysfs rw 0 0\nproc /proc proc rw,nosuid,nodev,noexec,relatime 0 0\n";
    let shut = "proc /proc proc rw,relatime,hidepid=invisible 0 0\n";
    assert!(!hides(open) && !hides("") && hides(shut));
    assert!(!hides(&[shut, open].concat()) && hides(&[open, shut].concat()));
    assert!(hides("proc /proc proc rw,hidepid=2 0 0"));
    for off in ["rw,hidepid=0", "rw,hidepid=off"] {
        assert!(!hides(&format!("proc /proc proc {off} 0 0")), "{off}");
    }
    // What is mounted elsewhere hides nothing here.
    assert!(!hides(
        &[open, "proc /mnt/proc proc rw,hidepid=2 0 0"].concat()
    ));
}

#[test]
fn sudo_that_keeps_who_came_is_named() {
    for line in [
        "Defaults env_keep += \"SUDO_UID SUDO_USER\"",
        "Defaults:wang env_keep+=SSH_USER_AUTH",
        "Defaults env_keep = \"LANG ZHUOLUO_DB\"",
        "Defaults env_keep += \"*\"",
        "Defaults env_keep += \"LD_PRELOAD\"",
    ] {
        assert!(people::keeps(line), "{line}");
    }
    for line in [
        "Defaults env_keep += \"LANG LC_* COLORTERM\"",
        "Defaults env_keep -= \"SSH_AUTH_SOCK\"",
        "Defaults secure_path=/usr/bin",
    ] {
        assert!(!people::keeps(line), "{line}");
    }
}
