package io.byteor.e2e.remedy;

import io.byteor.e2e.Proof;
import io.byteor.e2e.Verdict;
import io.byteor.e2e.replay.Acceptance;
import io.byteor.e2e.replay.InMemoryRun;
import io.byteor.e2e.replay.Output;
import io.byteor.e2e.replay.Sample;
import io.byteor.e2e.replay.StoredBundle;
import io.byteor.schemas.audit.AuditRecord;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.event.Mode;
import io.byteor.schemas.event.Selection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Captures what a faulty spec made of real webhooks, in the order of a disordered lane and not in canonical JSON, and dry-runs a
 * fixed candidate over it. Its divergence must be the one that plain code computes, difference by difference, and that of the
 * original none.
 */
public final class RemedyProof implements Proof {
    private static final int SHOWN = 100;
    private static final int COPIES_FULL = 40;
    private static final int SEGMENT_BYTES = 1 << 20;

    @Override
    public String name() {
        return "remedy";
    }

    @Override
    public String claim() {
        return "a dry-run of a fixed candidate tells exactly what it changes, on 329 real webhooks";
    }

    @Override
    public Verdict run(Trial trial) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int copy = 0; copy < trial.pick(1, COPIES_FULL); copy++) {
            lines.addAll(Webhooks.lines());
        }
        List<Sample> hooks = new ArrayList<>();
        List<Output> captured = new ArrayList<>();
        Expected expected = new Expected();
        for (int sequence = 0; sequence < lines.size(); sequence++) {
            String line = lines.get(sequence);
            hooks.add(new Sample(Webhooks.LANE, sequence, sequence, null, Map.of(), utf8(line)));
            Map<String, Object> before = Webhooks.faulty(line);
            if (before != null) {
                captured.add(new Output(Webhooks.LANE + "/" + sequence, null, utf8(written(before))));
            }
            expected.take(sequence, before, Webhooks.fixed(line));
        }
        Collections.shuffle(captured, new Random(trial.seed()));
        StoredBundle bundle = StoredBundle.write(
                trial.folder().resolve("bundle"),
                Webhooks.FAULTY,
                List.of(hooks),
                new TreeMap<>(Map.of(Webhooks.OUTPUT, captured)),
                SEGMENT_BYTES);
        AuditRecord audit = InMemoryRun.of(
                        bundle,
                        Acceptance.of(
                                "remedy",
                                bundle.captured(),
                                Mode.DRY_RUN,
                                Selection.newBuilder().build(),
                                Webhooks.FIXED,
                                Long.MAX_VALUE,
                                List.of()),
                        new Random(trial.seed()))
                .audit();
        return judge(lines.size(), expected, audit);
    }

    private static Verdict judge(int webhooks, Expected expected, AuditRecord audit) throws IOException {
        AuditRecord.Divergence said = Objects.requireNonNull(audit.divergence());
        AuditRecord.Divergence original = Objects.requireNonNull(said.original());
        List<String> differences = new ArrayList<>();
        for (AuditRecord.Difference difference : said.first()) {
            differences.add(line(difference));
        }
        int alike = 0;
        while (alike < Math.min(differences.size(), expected.lines.size())
                && differences.get(alike).equals(expected.lines.get(alike))) {
            alike++;
        }
        return Verdict.collector()
                .figure("webhooks", webhooks)
                .expect("outcome", audit.outcome().text(), "completed")
                .expect("match", Objects.requireNonNull(audit.pipeline()).match(), "candidate")
                .expect("same", said.same(), expected.same)
                .expect("changed", said.changed(), expected.changed)
                .expect("missing", said.missing(), expected.missing)
                .expect("new", said.added(), expected.added)
                .expect("shown", differences.size(), Math.min(SHOWN, expected.lines.size()))
                .expect("shownAsExpected", alike, differences.size())
                .expect("originalSame", original.same(), expected.same + expected.changed + expected.missing)
                .expect("originalDifferent", original.changed() + original.missing() + original.added(), 0L)
                .expect(
                        "wouldTouch",
                        audit.actions().byTarget(),
                        Map.of(
                                Webhooks.TARGET,
                                Map.of("would_apply", expected.same + expected.changed + expected.added)))
                .verdict();
    }

    /** The divergence by plain code. */
    private static final class Expected {
        private final List<String> lines = new ArrayList<>();
        private long same;
        private long changed;
        private long missing;
        private long added;

        void take(int sequence, @Nullable Map<String, Object> before, @Nullable Map<String, Object> after)
                throws IOException {
            if (before == null && after == null) {
                return;
            }
            if (before == null) {
                added++;
                lines.add(line(
                        "new",
                        sequence,
                        null,
                        after,
                        "[{\"op\":\"add\",\"path\":\"\",\"value\":" + Webhooks.json(Objects.requireNonNull(after))
                                + "}]"));
            } else if (after == null) {
                missing++;
                lines.add(line("missing", sequence, before, null, "null"));
            } else if (before.equals(after)) {
                same++;
            } else {
                changed++;
                String draft = "[{\"op\":\"add\",\"path\":\"/draft\",\"value\":true}]";
                lines.add(line("changed", sequence, before, after, draft));
            }
        }

        private static String line(
                String kind,
                int sequence,
                @Nullable Map<String, Object> before,
                @Nullable Map<String, Object> after,
                String patch)
                throws IOException {
            return "%s %d %s %s %s"
                    .formatted(
                            kind,
                            sequence,
                            before == null ? null : Digest.of(utf8(written(before))),
                            after == null ? null : Digest.of(utf8(Webhooks.json(after))),
                            patch);
        }
    }

    private static String line(AuditRecord.Difference difference) throws IOException {
        return "%s %d %s %s %s"
                .formatted(
                        difference.kind(),
                        difference.originSequence(),
                        difference.captured(),
                        difference.produced(),
                        difference.change() == null
                                ? "null"
                                : Webhooks.json(difference.change().patch()));
    }

    /** As a runtime might write it: with its members in an order of their own, and white space. */
    private static String written(Map<String, Object> ticket) throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        new TreeMap<>(ticket).descendingMap().forEach(members::put);
        return " " + Webhooks.json(members) + "\n";
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
