package io.byteor.cli.escalation;

import java.util.Locale;

/** Where an escalation stands. */
enum State {
    RAISED,
    ACKNOWLEDGED,
    RESOLVED;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
