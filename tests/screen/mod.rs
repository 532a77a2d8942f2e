//! What the screen is made of: keys, forms, look, widgets.

mod forms;
mod keys;
mod text;
