package io.byteor.audit.http.parameter;

import io.byteor.audit.query.Wanted;
import io.byteor.audit.query.Window;
import io.byteor.schemas.audit.ActionDecision;
import io.byteor.schemas.audit.AuditEvents;
import io.byteor.schemas.audit.ReplayOutcome;
import io.byteor.schemas.audit.Wording;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.Mode;
import io.byteor.schemas.governance.ApprovalStatus;
import io.byteor.schemas.governance.EscalationCause;
import io.byteor.schemas.governance.EscalationStatus;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values of parameters as they must be; each is refused with REQUEST_INVALID otherwise. Null, which is no condition, is let through. */
public final class Checked {
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final Pattern ORIGIN = Pattern.compile("([^/]+)/([0-9]{1,18})");
    /** No id or name is taken that is longer. */
    private static final int LONGEST_NAME = 256;

    private static final int LONGEST_TEXT = 1_000;
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");
    private static final List<String> MODES = List.of(AuditEvents.text(Mode.DRY_RUN), AuditEvents.text(Mode.EXECUTE));
    private static final List<String> OUTCOMES = texts(ReplayOutcome.values());
    private static final List<String> DECISIONS = texts(ActionDecision.values());
    private static final List<String> ESCALATION_STATES = texts(EscalationStatus.values());
    private static final List<String> CAUSES = texts(EscalationCause.values());
    private static final List<String> APPROVAL_STATES = texts(ApprovalStatus.values());

    private Checked() {}

    /** An id or a name. */
    public static @Nullable String name(String name, @Nullable String value) {
        return atMost(LONGEST_NAME, name, value);
    }

    /** A person as people are written, issuer#subject, or words. */
    static @Nullable String text(String name, @Nullable String value) {
        return atMost(LONGEST_TEXT, name, value);
    }

    private static @Nullable String atMost(int longest, String name, @Nullable String value) {
        if (value != null && value.length() > longest) {
            throw refused("at most " + longest + " characters", name, value);
        }
        return value;
    }

    static @Nullable String mode(@Nullable String value) {
        return oneOf(MODES, "mode", value);
    }

    static @Nullable String outcome(@Nullable String value) {
        return oneOf(OUTCOMES, "outcome", value);
    }

    static @Nullable String decision(@Nullable String value) {
        return oneOf(DECISIONS, "decision", value);
    }

    static @Nullable String escalationState(@Nullable String value) {
        return oneOf(ESCALATION_STATES, "state", value);
    }

    static @Nullable String cause(@Nullable String value) {
        return oneOf(CAUSES, "cause", value);
    }

    static @Nullable String approvalState(@Nullable String value) {
        return oneOf(APPROVAL_STATES, "state", value);
    }

    /** Refuses what replays are not narrowed by. */
    static void ofActionsAlone(String name, @Nullable String value) {
        if (value != null) {
            throw refused("nothing that actions alone have", name, value);
        }
    }

    static @Nullable String oneOf(List<String> allowed, String name, @Nullable String value) {
        if (value != null && !allowed.contains(value)) {
            throw refused("one of " + String.join(", ", allowed), name, value);
        }
        return value;
    }

    /** The word of this text. */
    public static <W extends Wording> W word(W[] words, String name, String value) {
        for (W word : words) {
            if (word.text().equals(value)) {
                return word;
            }
        }
        throw refused("one of " + String.join(", ", texts(words)), name, value);
    }

    public static @Nullable String digest(String name, @Nullable String value) {
        if (value != null && !DIGEST.matcher(value).matches()) {
            throw refused("sha256: and 64 lower-case hex digits", name, value);
        }
        return value;
    }

    /** Of the parameter {@code origin}. A lane's name has no slash. */
    static Wanted.@Nullable Origin origin(@Nullable String value) {
        if (value == null) {
            return null;
        }
        text("origin", value);
        Matcher parts = ORIGIN.matcher(value);
        if (!parts.matches()) {
            throw refused("a lane, / and a sequence", "origin", value);
        }
        return new Wanted.Origin(parts.group(1), Long.parseLong(parts.group(2)));
    }

    /** Of the parameters {@code from} and {@code to}. */
    static Window window(@Nullable String from, @Nullable String to) {
        Instant begin = time("from", from);
        Instant end = time("to", to);
        if (begin != null && end != null && !begin.isBefore(end)) {
            throw refused("a time behind from", "to", to);
        }
        return new Window(begin, end);
    }

    /** The same, of whole hours. */
    static Window hours(@Nullable String from, @Nullable String to) {
        Window window = window(from, to);
        requireHour("from", window.from());
        requireHour("to", window.to());
        return window;
    }

    private static void requireHour(String name, @Nullable Instant time) {
        if (time != null && !time.equals(time.truncatedTo(ChronoUnit.HOURS))) {
            throw refused("a whole hour, since actions are counted by the hour", name, time.toString());
        }
    }

    /** A moment of the years 1 to 9999. */
    public static @Nullable Instant time(String name, @Nullable String value) {
        if (value == null) {
            return null;
        }
        Instant time;
        try {
            time = Instant.parse(value);
        } catch (DateTimeException e) {
            throw new ByteorException(ErrorCode.REQUEST_INVALID, timeForm(), name, value, e);
        }
        if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
            throw refused(timeForm(), name, value);
        }
        return time;
    }

    private static String timeForm() {
        return "a time such as 2026-11-26T10:00:00Z, of the years 1 to 9999";
    }

    private static <W extends Wording> List<String> texts(W[] words) {
        return Arrays.stream(words).map(Wording::text).toList();
    }

    private static ByteorException refused(String expected, String name, @Nullable String value) {
        return new ByteorException(ErrorCode.REQUEST_INVALID, expected, name, value);
    }
}
