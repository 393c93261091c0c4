package io.byteor.e2e.question;

import io.byteor.schemas.digest.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A store's content, every row a function of its number: replays on days long past, ten to a bundle and an incident, every tenth
 * rejected. Immutable.
 *
 * @param replaysPerDay a multiple of ten
 */
public record Population(int days, int replaysPerDay, int actionsPerReplay) {
    /** A Monday. */
    public static final LocalDate FIRST_DAY = LocalDate.of(2024, 1, 1);

    public static final String NAME = "questions-";
    public static final String ALERTS = NAME + "alerts";
    /** Of every audit that was read. */
    public static final int AUDIT_BYTES = 2_048;

    private static final String PAGER = NAME + "pager";
    private static final String ISSUER = "https://byteor.local#";
    private static final int REPLAYS_PER_BUNDLE = 10;
    private static final int SECOND_ROLE = 20;
    private static final int NEVER_APPLIED = 61;
    private static final int SPREAD_SECONDS = 80_000;
    private static final int HOUR = 3_600;

    /** One replay or rejected request. */
    public record Replay(Population of, int number) {
        public String id() {
            return NAME + "%08d".formatted(number);
        }

        public boolean rejected() {
            return number % 10 == 9;
        }

        public List<String> codes() {
            if (!rejected()) {
                return List.of();
            }
            return number % 20 == 9 ? List.of("APPROVAL_MISSING") : List.of("LIMIT_EXCEEDED", "TARGET_UNRESOLVED");
        }

        public boolean execute() {
            return number % 4 == 3;
        }

        public String mode() {
            return execute() ? "execute" : "dry_run";
        }

        public String outcome() {
            if (rejected()) {
                return "rejected";
            }
            return number % 7 == 0 ? "completed_with_failures" : "completed";
        }

        public int bundle() {
            return number / REPLAYS_PER_BUNDLE;
        }

        public LocalDate day() {
            return FIRST_DAY.plusDays(number / of.replaysPerDay);
        }

        public Instant requestedAt() {
            long second = (long) (number % of.replaysPerDay) * SPREAD_SECONDS / of.replaysPerDay;
            return day().atStartOfDay(ZoneOffset.UTC).toInstant().plusSeconds(HOUR + second);
        }

        public Instant finishedAt() {
            return requestedAt().plusSeconds(600);
        }

        public String requester() {
            return ISSUER + requesterSubject();
        }

        public String requesterSubject() {
            return "r" + number % 7;
        }

        /** Of accepted executes. */
        public String approver() {
            return ISSUER + approverSubject();
        }

        public String approverSubject() {
            return "a" + number % 3;
        }

        public boolean approved() {
            return execute() && !rejected();
        }

        public int actions() {
            return rejected() ? 0 : of.actionsPerReplay;
        }

        public boolean compared() {
            return !execute() && !rejected();
        }

        /** Same, changed, missing and new outputs of a dry-run. */
        public List<Integer> divergence() {
            return List.of(500 + number % 11, number % 5, number % 3, number % 2);
        }

        /** Whether its approver had its audit handed out, when it had ended. */
        public boolean read() {
            return approved() && number % 5 != 0;
        }

        public Instant at(int seq) {
            return requestedAt().plusSeconds(seq / 2);
        }

        /** Every twentieth action is another's: on the target of the one before the last, of its record, at a stage of the same name. */
        public String role(int seq) {
            return ofSecondRole(seq) ? "watch" : "triage";
        }

        private boolean ofSecondRole(int seq) {
            return seq % SECOND_ROLE == SECOND_ROLE - 1;
        }

        /** Of the record that it comes from. */
        public int sequence(int seq) {
            return ofSecondRole(seq) ? seq / 2 - 1 : seq / 2;
        }

        /** Empty for one to a lane. */
        public String target(int seq) {
            if (seq % 2 == 0) {
                return "";
            }
            return seq % 10 == 1 ? PAGER : ALERTS;
        }

        /** Numbers of the actions that failed, or of which nobody knows. */
        public IntStream notApplied() {
            return IntStream.range(0, actions())
                    .filter(seq -> List.of("failed", "unknown").contains(decision(seq)));
        }

        public String decision(int seq) {
            if (seq % 2 == 0) {
                return "emitted";
            }
            if (!execute()) {
                return "would_apply";
            }
            if (ofSecondRole(seq) && (bundle() * 7 + seq / SECOND_ROLE) % NEVER_APPLIED == 0) {
                return "failed"; // in every replay of the bundle, whatever the first role's does
            }
            long drawn = (((long) number * 31 + seq) * 0x9E3779B97F4A7C15L) >>> 33;
            if (drawn % 499 == 0) {
                return "failed";
            }
            return drawn % 997 == 0 ? "unknown" : "applied";
        }
    }

    public int size() {
        return days * replaysPerDay;
    }

    public Stream<Replay> replays() {
        return IntStream.range(0, size()).mapToObj(number -> new Replay(this, number));
    }

    /** Those of the environment that questions are asked about. */
    public Stream<Replay> ofFirstEnvironment() {
        return replays().filter(replay -> environment(replay.bundle()).equals(environment(0)));
    }

    public Replay replay(int number) {
        return new Replay(this, number);
    }

    public int bundles() {
        return size() / REPLAYS_PER_BUNDLE;
    }

    public long actions() {
        return replays().mapToLong(Replay::actions).sum();
    }

    /** An environment, by the bundle that was captured in it. */
    public static String environment(int bundle) {
        return NAME + "abc".charAt(bundle % 3);
    }

    public static String pipeline(int bundle) {
        return NAME + "p" + bundle % 4;
    }

    public static String specHash(int bundle) {
        return digest("spec " + bundle % 50);
    }

    public static String bundleId(int bundle) {
        return digest("bundle " + bundle);
    }

    public static String incident(int bundle) {
        return NAME + bundle;
    }

    /** An hour before the first replay of the bundle was asked for. */
    public Instant capturedAt(int bundle) {
        return replay(bundle * REPLAYS_PER_BUNDLE).requestedAt().minusSeconds(HOUR);
    }

    private static String digest(String name) {
        return Digest.of((NAME + name).getBytes(StandardCharsets.UTF_8)).toString();
    }
}
