//! What is sent from a number, and what its reports make of it.
