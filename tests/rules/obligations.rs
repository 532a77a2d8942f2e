//! What is owed along the main line, as tables from the statute.
