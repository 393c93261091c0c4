package io.byteor.e2e.tamper;

import io.byteor.cli.api.AuditApi;
import io.byteor.cli.api.GovernApi;
import io.byteor.cli.api.Page;
import io.byteor.cli.api.PageQuery;
import io.byteor.cli.api.ReplayRequest;
import io.byteor.cli.api.Verification;
import io.byteor.cli.http.ApiClient;
import io.byteor.cli.http.CallOptions;
import io.byteor.cli.http.Waiting;
import io.byteor.e2e.Proof;
import io.byteor.e2e.Verdict;
import io.byteor.e2e.stage.Needs;
import io.byteor.e2e.tamper.postgres.AgedDay;
import io.byteor.e2e.tamper.postgres.TamperedStore;
import io.byteor.e2e.tamper.postgres.Tampering;
import io.byteor.e2e.tamper.postgres.Tamperings;
import io.byteor.launcher.part.Adjustment;
import io.byteor.launcher.part.Part;
import io.byteor.launcher.part.PartCommands;
import io.byteor.launcher.system.RunningSystem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Has replays run, then changes the audit store by SQL in one way after the other and asks it each time to verify itself. A change
 * has to be found at its place and called what it is; once it is put back, nothing may be found any more.
 */
public final class TamperProof implements Proof {
    private static final int REPLAYS_SMALL = 6;
    private static final int REPLAYS_FULL = 100;
    private static final int TAMPERINGS_FULL = 500;
    private static final int PAGE = 500;
    private static final int ENOUGH_CHECKPOINTS = 5;
    /** How many changes are made between two looks at whether all is as it was. */
    private static final int LOOK = 10;

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

    @Override
    public String name() {
        return "tamper";
    }

    @Override
    public String claim() {
        return "whatever is changed in the audit store behind its back is found by verify and told apart, and nothing else is";
    }

    @Override
    public Verdict run(Trial trial) throws Exception {
        return trial.stage().play(needs(Map.of()), system -> new Scene(trial, system).play());
    }

    /** @param more variables of the sink */
    private static Needs needs(Map<String, String> more) {
        Map<String, String> variables = new TreeMap<>(more);
        variables.put("BYTEOR_AUDIT_CHECKPOINT_INTERVAL", "1s");
        return Needs.of(Part.INGEST, Part.VALIDATOR, Part.RUNNER, Part.SINK)
                .adjusted(Part.SINK, new Adjustment(variables, List.of()));
    }

    private static final class Scene {
        private final Trial trial;
        private final RunningSystem system;
        private final AuditApi audits;
        private final GovernApi operator;
        private final Instant begin = Instant.now();
        private final Map<String, Integer> found = new TreeMap<>();
        private final List<String> wrong = new ArrayList<>();

        Scene(Trial trial, RunningSystem system) {
            this.trial = trial;
            this.system = system;
            this.audits = new AuditApi(client("analyst"));
            this.operator = new GovernApi(client("operator"));
        }

        Verdict play() throws Exception {
            int replays = trial.pick(REPLAYS_SMALL, REPLAYS_FULL);
            Filling filling = new Filling(system, operator, audits);
            ReplayRequest another = filling.fill(trial.folder().resolve("capture"), replays);
            awaitCovered(another);
            int made = 0;
            try (TamperedStore store =
                    new TamperedStore(system.client().database(), PartCommands.DATABASE_USER, begin)) {
                AgedDay aged = AgedDay.next(store);
                List<String> old = filling.fillOf(aged.day(), trial.seed());
                awaitCovered(another);
                aged.move(old);
                retire(aged);
                Tamperings tamperings = new Tamperings(store, trial.seed());
                int wanted = trial.pick(tamperings.kinds(), TAMPERINGS_FULL);
                while (made < wanted) {
                    tamper(store, tamperings.next());
                    if (++made % LOOK == 0) {
                        requireSound("after " + made);
                    }
                }
            }
            requireSound("in the end");
            wrong.forEach(trial.out()::println);
            return Verdict.collector()
                    .figure("replays", replays)
                    .figure("tamperings", made)
                    .figure("foundByKind", found)
                    .expect(
                            "foundAndToldApart",
                            found.values().stream().mapToInt(Integer::intValue).sum(),
                            made)
                    .expect("wrong", wrong.size(), 0)
                    .verdict();
        }

        /** Waits until all is there, signed and published, and has more happen until it was signed often enough. */
        private void awaitCovered(ReplayRequest another) throws InterruptedException {
            long deadline = System.nanoTime() + SOON.toNanos();
            while (!covered(verdicts(begin))) {
                if (checkpoints(verdicts(begin)) < ENOUGH_CHECKPOINTS) {
                    String replayId =
                            operator.request(another, CallOptions.once()).replayId();
                    audits.audit(replayId, SOON, Waiting.SILENT);
                }
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("the store does not come to rest: " + verdicts(begin));
                }
                Thread.sleep(LOOK_AGAIN);
            }
        }

        /** Has retention remove the actions of the replays of a day. */
        private void retire(AgedDay aged) throws Exception {
            system.serve(needs(Map.of("BYTEOR_SINK_RETENTION", AgedDay.KEPT.toString()))
                    .parts());
            long deadline = System.nanoTime() + SOON.toNanos();
            while (!aged.retired()) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("retention leaves a day of long ago as it is");
                }
                Thread.sleep(LOOK_AGAIN);
            }
            requireSound("after the retirement");
        }

        private static boolean covered(Map<String, Verified> verdicts) {
            return unsound(verdicts).isEmpty()
                    && verdicts.values().stream().noneMatch(Verified::pending)
                    && verdicts.values().stream().allMatch(it -> it.checkpoint() > 0)
                    && checkpoints(verdicts) >= ENOUGH_CHECKPOINTS
                    && verdicts.keySet().stream().anyMatch(place -> place.startsWith("escalation:"))
                    && verdicts.keySet().stream().anyMatch(place -> place.startsWith("approval:"));
        }

        private static long checkpoints(Map<String, Verified> verdicts) {
            return verdicts.getOrDefault("checkpoints:", Verified.NONE).checkpoint();
        }

        private void tamper(TamperedStore store, Tampering tampering) throws Exception {
            TamperedStore.Undo undo = store.apply(tampering);
            try {
                // What no record tells of is only seen by whoever looks at everything.
                Instant since = tampering.verdict().equals("unanchored") ? null : begin;
                String verdict = verdicts(since)
                        .getOrDefault(tampering.place(), Verified.NONE)
                        .verdict();
                if (verdict.equals(tampering.verdict())) {
                    found.merge(tampering.kind(), 1, Integer::sum);
                } else {
                    wrong.add("%s at %s was called %s, not %s: %s"
                            .formatted(
                                    tampering.kind(),
                                    tampering.place(),
                                    verdict,
                                    tampering.verdict(),
                                    tampering.statements()));
                }
            } finally {
                undo.run();
            }
        }

        private void requireSound(String when) {
            String unsound = unsound(verdicts(begin));
            if (!unsound.isEmpty()) {
                wrong.add("false alarm " + when + ": " + unsound);
            }
        }

        private static String unsound(Map<String, Verified> verdicts) {
            return verdicts.entrySet().stream()
                    .filter(entry -> !Verification.sound(entry.getValue().verdict()))
                    .map(entry -> entry.getKey() + " " + entry.getValue().verdict())
                    .collect(Collectors.joining(", "));
        }

        private record Verified(String verdict, boolean pending, long checkpoint) {
            static final Verified NONE = new Verified("not verified", false, 0);
        }

        private Map<String, Verified> verdicts(@Nullable Instant since) {
            Map<String, Verified> verdicts = new TreeMap<>();
            String after = null;
            do {
                Page page = audits.verifyStore(since, new PageQuery(after, PAGE));
                page.items()
                        .forEach(item -> verdicts.put(
                                item.path("kind").asText() + ":"
                                        + item.path("id").asText(),
                                new Verified(
                                        item.path("verdict").asText(),
                                        item.path("pending").asBoolean(),
                                        item.path("checkpoint").asLong())));
                after = page.next().isEmpty() ? null : page.next();
            } while (after != null);
            return verdicts;
        }

        private ApiClient client(String role) {
            return ApiClient.of(
                    system.client().url(),
                    String.valueOf(system.client().tokens().get(role)));
        }
    }
}
