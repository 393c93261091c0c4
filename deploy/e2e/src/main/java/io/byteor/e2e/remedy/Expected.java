package io.byteor.e2e.remedy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.byteor.e2e.Verdict;
import io.byteor.schemas.audit.AuditRecord;
import io.byteor.schemas.digest.Digest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The divergence of the fixed spec from what the faulty one put out, by plain code. Not thread-safe. */
final class Expected {
    private static final int SHOWN = 100;
    private static final String DRAFT = "[{\"op\":\"add\",\"path\":\"/draft\",\"value\":true}]";

    private final List<String> lines = new ArrayList<>();
    private long same;
    private long changed;
    private long missing;
    private long added;

    /** Takes what the two specs make of one webhook; null for nothing. */
    void take(int sequence, @Nullable Map<String, Object> before, @Nullable Map<String, Object> after)
            throws IOException {
        if (before == null && after == null) {
            return;
        }
        if (before == null) {
            added++;
            String whole = Webhooks.json(Objects.requireNonNull(after));
            lines.add(line("new", sequence, null, after, "[{\"op\":\"add\",\"path\":\"\",\"value\":" + whole + "}]"));
        } else if (after == null) {
            missing++;
            lines.add(line("missing", sequence, before, null, "null"));
        } else if (before.equals(after)) {
            same++;
        } else {
            changed++;
            lines.add(line("changed", sequence, before, after, DRAFT));
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
                        before == null
                                ? null
                                : Digest.of(Webhooks.captured(before).getBytes(UTF_8)),
                        after == null ? null : Digest.of(Webhooks.json(after).getBytes(UTF_8)),
                        patch);
    }

    /**
     * Holds the audit of a dry-run of the fixed spec against it.
     *
     * @param run begins the names of the figures
     */
    void judge(String run, AuditRecord audit, Verdict.Collector verdict) throws IOException {
        AuditRecord.Divergence said = Objects.requireNonNull(audit.divergence());
        AuditRecord.Divergence original = Objects.requireNonNull(said.original());
        List<String> differences = new ArrayList<>();
        for (AuditRecord.Difference difference : said.first()) {
            differences.add(line(difference));
        }
        verdict.expect(run + "Outcome", audit.outcome().text(), "completed")
                .expect(run + "Match", Objects.requireNonNull(audit.pipeline()).match(), "candidate")
                .expect(run + "Same", said.same(), same)
                .expect(run + "Changed", said.changed(), changed)
                .expect(run + "Missing", said.missing(), missing)
                .expect(run + "New", said.added(), added)
                .expect(run + "Shown", differences.size(), Math.min(SHOWN, lines.size()))
                .expect(run + "ShownAsExpected", alike(differences), differences.size())
                .expect(run + "OriginalSame", original.same(), same + changed + missing)
                .expect(run + "OriginalDifferent", original.changed() + original.missing() + original.added(), 0L)
                .expect(
                        run + "WouldTouch",
                        audit.actions().byTarget(),
                        Map.of(Webhooks.TARGET, Map.of("would_apply", same + changed + added)));
    }

    private int alike(List<String> differences) {
        int alike = 0;
        while (alike < Math.min(differences.size(), lines.size())
                && differences.get(alike).equals(lines.get(alike))) {
            alike++;
        }
        return alike;
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
}
