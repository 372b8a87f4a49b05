//! Stories: what is given, what happens, what comes out.
