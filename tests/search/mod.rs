//! Finding people: tables of queries, recall over an invented county, and what must always hold.

mod addresses;
mod always;
mod called;
mod county;
mod documents;
mod few;
mod further;
mod houses;
mod initials;
mod joined;
mod labels;
mod live;
mod oracle;
mod pasted;
mod pickers;
mod readings;
mod recall;
mod said;
mod shown;
mod spelled;
mod table;
mod whole;
