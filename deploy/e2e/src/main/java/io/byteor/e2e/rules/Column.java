package io.byteor.e2e.rules;

/** What a rule is tried with. */
enum Column {
    PASS,
    FAIL,
    /** A fact that the rule needs is not there. */
    MISSING
}
