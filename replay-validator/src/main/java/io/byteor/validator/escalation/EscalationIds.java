package io.byteor.validator.escalation;

import io.byteor.schemas.governance.EscalationCase;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ids of escalations: {@code <case>.<begin of the window>.<number>}. A case is one cause about one subject, named by its id; the window begins at whole multiples since the epoch, in seconds; numbers count from 1 within the window. A
 * window that began before the latest one of the case is not gone back to: it is counted on in the latest. So the ids of one case
 * sort by time, and whoever has an id knows the key of its case.
 */
public final class EscalationIds {
    private static final Pattern FORM =
            Pattern.compile("([0-9a-f]{" + EscalationCase.LENGTH + "})\\.(\\d{10})\\.(\\d{6})");

    private EscalationIds() {}

    /** The case of an escalation; empty where the text is no id of one. */
    public static Optional<String> caseOf(String escalationId) {
        Matcher id = FORM.matcher(escalationId);
        return id.matches() ? Optional.of(id.group(1)) : Optional.empty();
    }

    /**
     * The next id of a case.
     *
     * @param latest the case's latest; empty where it has none
     */
    static String next(String caseId, Optional<String> latest, Instant at, Duration window) {
        long width = Math.max(1, window.toSeconds());
        String due = String.format(Locale.ROOT, "%s.%010d.", caseId, Math.floorDiv(at.getEpochSecond(), width) * width);
        // Where windows have grown since, the one that it is due in may have begun earlier.
        String prefix = latest.map(EscalationIds::prefix)
                .filter(standing -> standing.compareTo(due) > 0)
                .orElse(due);
        long number = latest.filter(id -> id.startsWith(prefix))
                .map(id -> Long.parseLong(id, prefix.length(), id.length(), 10))
                .orElse(0L);
        return prefix + String.format(Locale.ROOT, "%06d", number + 1);
    }

    private static String prefix(String escalationId) {
        return escalationId.substring(0, escalationId.lastIndexOf('.') + 1);
    }
}
