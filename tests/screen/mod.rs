//! What the screen is made of: keys, forms, look, widgets.

mod keys;
