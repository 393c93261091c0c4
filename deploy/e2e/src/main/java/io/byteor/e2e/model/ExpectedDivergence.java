package io.byteor.e2e.model;

import io.byteor.e2e.replay.Output;
import io.byteor.schemas.audit.AuditRecord;
import io.byteor.schemas.digest.Digest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Divergence by comparing two maps. Lines tell the differences, since an audit shows only the first. */
final class ExpectedDivergence {
    private static final Pattern ORIGIN = Pattern.compile("([^/]+)/([0-9]{1,18})");

    private final Map<String, Output> captured = new TreeMap<>();
    private final Map<String, Output> produced = new TreeMap<>();
    private final Map<String, Integer> ordinals = new HashMap<>();
    final List<String> differences = new ArrayList<>();
    long same;
    long changed;
    long missing;
    long added;
    long withoutOrigin;

    ExpectedDivergence(Captured bundle, Interpreter walked) {
        bundle.outputs().forEach((lane, outputs) -> outputs.forEach(output -> captured(lane, output, walked)));
        ordinals.clear();
        for (Act act : walked.acts()) {
            if (act.toLane() != null && bundle.outputs().containsKey(act.toLane())) {
                String origin = act.originLane() + "/" + act.originSequence();
                produced.put(place(act.toLane(), origin), new Output(origin, act.key(), act.payload()));
            }
        }
        captured.forEach((place, output) -> compare(place, output, produced.get(place)));
        produced.forEach((place, output) -> {
            if (!captured.containsKey(place)) {
                added++;
                differences.add(line("new", place, null, output));
            }
        });
    }

    private void captured(String lane, Output output, Interpreter walked) {
        Matcher origin = ORIGIN.matcher(output.origin() == null ? "" : output.origin());
        if (!origin.matches()) {
            withoutOrigin++;
            return;
        }
        boolean selected = walked.selected().stream()
                .anyMatch(record -> (record.lane() + "/" + record.sequence()).equals(output.origin()));
        if (selected) {
            captured.put(place(lane, origin.group()), output);
        }
    }

    private String place(String lane, String origin) {
        String place = lane + " " + origin;
        return place + "#" + (ordinals.merge(place, 1, Integer::sum) - 1);
    }

    private void compare(String place, Output before, @Nullable Output after) {
        if (after == null) {
            missing++;
            differences.add(line("missing", place, before, null));
        } else if (content(before).equals(content(after))) {
            same++;
        } else {
            changed++;
            differences.add(line("changed", place, before, after));
        }
    }

    /** Key and payload, equal for equal outputs. */
    private static String content(Output output) {
        return Act.key(output.key()) + " " + Json.normal(output.payload());
    }

    private static String line(String kind, String place, @Nullable Output before, @Nullable Output after) {
        boolean keyChanged =
                before != null && after != null && !Act.key(before.key()).equals(Act.key(after.key()));
        return "%s %s %s %s %s"
                .formatted(
                        kind,
                        place,
                        before == null ? null : Digest.of(before.payload()),
                        after == null ? null : Digest.of(after.payload()),
                        keyChanged);
    }

    static String line(AuditRecord.Difference shown) {
        return "%s %s %s/%d#%d %s %s %s"
                .formatted(
                        shown.kind(),
                        shown.lane(),
                        shown.originLane(),
                        shown.originSequence(),
                        shown.ordinal(),
                        shown.captured(),
                        shown.produced(),
                        shown.keyChanged());
    }

    /** What an audit says otherwise; null where nothing. */
    @Nullable
    String contradiction(AuditRecord.@Nullable Divergence said) {
        if (said == null) {
            return "no divergence, where %s".formatted(counts());
        }
        List<Long> found = List.of(said.same(), said.changed(), said.missing(), said.added(), said.withoutOrigin());
        List<String> shown = said.first().stream().map(ExpectedDivergence::line).toList();
        boolean all = shown.size() == Math.min(differences.size(), 100) && differences.containsAll(shown);
        return found.equals(counts()) && all
                ? null
                : "%s %s, where %s %s".formatted(found, shown, counts(), differences);
    }

    private List<Long> counts() {
        return List.of(same, changed, missing, added, withoutOrigin);
    }

    /** Whether the changes that the audit shows make the produced payloads of the captured ones. */
    boolean changesHold(AuditRecord.Divergence said) {
        return said.first().stream().allMatch(this::holds);
    }

    private boolean holds(AuditRecord.Difference shown) {
        String place = shown.lane() + " " + shown.originLane() + "/" + shown.originSequence() + "#" + shown.ordinal();
        Output before = captured.get(place);
        Output after = produced.get(place);
        if (shown.change() == null || after == null) {
            return after == null
                    || !Json.normal(after.payload()).startsWith("json ")
                    || (before != null && !Json.normal(before.payload()).startsWith("json "));
        }
        return shown.change().truncated()
                || Patch.apply(before == null ? null : before.payload(), shown.change())
                        .equals(Json.normal(after.payload()));
    }
}
