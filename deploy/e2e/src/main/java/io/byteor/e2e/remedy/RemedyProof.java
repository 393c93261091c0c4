package io.byteor.e2e.remedy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.byteor.e2e.Proof;
import io.byteor.e2e.Verdict;
import io.byteor.e2e.replay.Acceptance;
import io.byteor.e2e.replay.InMemoryRun;
import io.byteor.e2e.replay.Output;
import io.byteor.e2e.replay.Sample;
import io.byteor.e2e.replay.StoredBundle;
import io.byteor.e2e.stage.Needs;
import io.byteor.schemas.audit.AuditRecord;
import io.byteor.schemas.event.Mode;
import io.byteor.schemas.event.Selection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Captures what a faulty spec made of real webhooks, in the order of a disordered lane and not in canonical JSON, and dry-runs a
 * fixed candidate over it: by command lines on a running system, and by the runner alone with its commits failing at random. The
 * divergence of each must be the one that plain code computes, difference by difference, and that of the original none.
 */
public final class RemedyProof implements Proof {
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
    public Verdict run(Trial trial) throws Exception {
        List<String> lines = new ArrayList<>();
        for (int copy = 0; copy < trial.pick(1, COPIES_FULL); copy++) {
            lines.addAll(Webhooks.lines());
        }
        List<Output> captured = new ArrayList<>();
        Expected expected = new Expected();
        for (int sequence = 0; sequence < lines.size(); sequence++) {
            String line = lines.get(sequence);
            Map<String, Object> before = Webhooks.faulty(line);
            if (before != null) {
                captured.add(new Output(
                        Webhooks.LANE + "/" + sequence,
                        null,
                        Webhooks.captured(before).getBytes(UTF_8)));
            }
            expected.take(sequence, before, Webhooks.fixed(line));
        }
        Collections.shuffle(captured, new Random(trial.seed()));
        Verdict.Collector verdict = Verdict.collector().figure("webhooks", lines.size());
        expected.judge("alone", alone(trial, lines, captured), verdict);
        AuditRecord byCommandLine = trial.stage()
                .play(
                        Needs.whole(),
                        system -> new Operator(system, trial.folder().resolve("operator")).tries(lines, captured));
        expected.judge("byCommandLine", byCommandLine, verdict);
        return verdict.verdict();
    }

    private static AuditRecord alone(Trial trial, List<String> lines, List<Output> captured) throws IOException {
        List<Sample> hooks = new ArrayList<>();
        for (String line : lines) {
            hooks.add(new Sample(Webhooks.LANE, hooks.size(), hooks.size(), null, Map.of(), line.getBytes(UTF_8)));
        }
        StoredBundle bundle = StoredBundle.write(
                trial.folder().resolve("bundle"),
                Webhooks.FAULTY,
                List.of(hooks),
                new TreeMap<>(Map.of(Webhooks.OUTPUT, captured)),
                SEGMENT_BYTES);
        return InMemoryRun.of(
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
    }
}
