//! Roles and their colours: the only file that says a colour. Sixteen colours suffice, and none does.

use ratatui::style::{Color, Modifier, Style};

use crate::domain::alert::Level;

/// What a piece of text is on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Plain text.
    Text,
    /// Less important.
    Quiet,
    /// A heading.
    Title,
    /// The name of a key.
    Key,
    /// The chosen row where the focus is.
    Chosen,
    /// The chosen row of a pane without the focus.
    Rest,
    /// Past due, refused, destructive.
    Danger,
    /// Near, doubtful.
    Warn,
    /// Done, paid, agreed.
    Good,
    /// What the office owes.
    Debt,
    /// A border.
    Border,
    /// The border of the pane in focus.
    Focus,
    /// Characters that matched what was typed.
    Lit,
    /// The line one types in.
    Field,
    /// Selected text.
    Selected,
    /// The banner of a special period.
    Banner,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 16] = [
        Self::Text,
        Self::Quiet,
        Self::Title,
        Self::Key,
        Self::Chosen,
        Self::Rest,
        Self::Danger,
        Self::Warn,
        Self::Good,
        Self::Debt,
        Self::Border,
        Self::Focus,
        Self::Lit,
        Self::Field,
        Self::Selected,
        Self::Banner,
    ];

    /// How loud an obligation is that stands so near its day.
    #[must_use]
    pub const fn of(level: Level) -> Self {
        match level {
            Level::Overdue => Self::Danger,
            Level::Due => Self::Warn,
            Level::Near | Level::Far => Self::Text,
        }
    }
}

/// A set of colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Palette {
    /// The terminal's own sixteen colours, for dark grounds.
    #[default]
    Ansi,
    /// The same for light grounds.
    Light,
    /// White on black, whatever the terminal's own colours are.
    Contrast,
    /// No colour at all (`NO_COLOR`): a colour beside a reversed text would make crossterm 0.29 send
    /// a reset that wipes the reversal out.
    Mono,
}

impl Palette {
    /// Reads `ansi`, `light`, `contrast` or `mono`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "ansi" => Some(Self::Ansi),
            "light" => Some(Self::Light),
            "contrast" => Some(Self::Contrast),
            "mono" => Some(Self::Mono),
            _ => None,
        }
    }
}

/// Roles to styles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Theme {
    palette: Palette,
}

impl Theme {
    /// The theme of a palette.
    #[must_use]
    pub const fn new(palette: Palette) -> Self {
        Self { palette }
    }

    /// Its palette.
    #[must_use]
    pub const fn palette(self) -> Palette {
        self.palette
    }

    /// The style of a blank that is drawn as a block of a role's ink, or of its ground when it has
    /// one of its own: reversed, so that it is seen without colour.
    #[must_use]
    pub const fn block(self, role: Role) -> Style {
        let style = self.style(role);
        let reversed = Style::new().add_modifier(Modifier::REVERSED);
        match (style.fg, style.bg) {
            (Some(ink), None) => reversed.fg(ink),
            (Some(ink), Some(Color::Black)) => on(Color::Black, ink),
            (_, Some(_)) => style,
            (None, None) => reversed,
        }
    }

    /// The style of a role. A ground never comes without its own ink.
    #[must_use]
    pub const fn style(self, role: Role) -> Style {
        match self.palette {
            Palette::Mono => mono(role),
            Palette::Contrast => contrast(role),
            Palette::Ansi => match role {
                Role::Key | Role::Focus => Style::new().fg(Color::Cyan),
                Role::Danger => mono(Role::Title).fg(Color::LightRed),
                Role::Warn => Style::new().fg(Color::Yellow),
                Role::Good => Style::new().fg(Color::Green),
                Role::Debt => mono(Role::Title).fg(Color::LightMagenta),
                Role::Lit => mono(Role::Lit).fg(Color::LightYellow),
                Role::Banner => Style::new().fg(Color::Black).bg(Color::Yellow),
                role => mono(role),
            },
            Palette::Light => match role {
                Role::Key | Role::Focus => Style::new().fg(Color::Blue),
                Role::Danger => mono(Role::Title).fg(Color::Red),
                Role::Warn | Role::Debt => mono(Role::Title).fg(Color::Magenta),
                Role::Good => Style::new().fg(Color::Green),
                Role::Lit => mono(Role::Lit).fg(Color::Red),
                Role::Banner => Style::new().fg(Color::White).bg(Color::Blue),
                role => mono(role),
            },
        }
    }
}

/// Modifiers only.
const fn mono(role: Role) -> Style {
    let style = Style::new();
    match role {
        Role::Text | Role::Good => style,
        Role::Quiet | Role::Border => style.add_modifier(Modifier::DIM),
        Role::Title | Role::Key | Role::Rest | Role::Debt | Role::Warn | Role::Focus => {
            style.add_modifier(Modifier::BOLD)
        }
        Role::Chosen | Role::Selected | Role::Banner => style.add_modifier(Modifier::REVERSED),
        Role::Danger => style.add_modifier(Modifier::BOLD.union(Modifier::UNDERLINED)),
        Role::Lit | Role::Field => style.add_modifier(Modifier::UNDERLINED),
    }
}

/// White on black and strong grounds.
const fn contrast(role: Role) -> Style {
    match role {
        Role::Text | Role::Quiet | Role::Border => on(Color::White, Color::Black),
        Role::Title => on(Color::White, Color::Black).add_modifier(Modifier::BOLD),
        Role::Key | Role::Focus => on(Color::LightCyan, Color::Black).add_modifier(Modifier::BOLD),
        Role::Chosen | Role::Selected => on(Color::Black, Color::White),
        Role::Rest => {
            on(Color::White, Color::Black).add_modifier(Modifier::BOLD.union(Modifier::UNDERLINED))
        }
        Role::Danger => on(Color::White, Color::Red).add_modifier(Modifier::BOLD),
        Role::Warn | Role::Banner => on(Color::Black, Color::Yellow),
        Role::Good => on(Color::Black, Color::Green),
        Role::Debt => on(Color::Black, Color::LightMagenta),
        Role::Lit | Role::Field => {
            on(Color::LightYellow, Color::Black).add_modifier(Modifier::UNDERLINED)
        }
    }
}

/// Ink on a ground.
const fn on(ink: Color, ground: Color) -> Style {
    Style::new().fg(ink).bg(ground)
}
