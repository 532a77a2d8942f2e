//! What the screen is made of: keys, forms, look, widgets.

mod forms;
mod keys;
mod look;
mod outside;
pub mod shot;
mod text;
mod views;
mod widgets;
