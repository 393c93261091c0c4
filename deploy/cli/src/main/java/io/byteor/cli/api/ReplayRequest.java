package io.byteor.cli.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request for a replay. What is null or empty is left to the validator's defaults.
 *
 * @param environment another one than the source agent's
 * @param lanes input lanes; empty for all
 * @param rate records per second
 * @param speed original pacing so many times as fast, in place of a rate
 * @param candidate dry-run: the spec hash of the version to walk instead
 * @param detail actions or counts
 * @param errorBudget failed effects after which an execute halts
 * @param warmUp where an execute halts after 1, 10 or 100 records; null for nowhere
 */
public record ReplayRequest(
        String bundleId,
        Mode mode,
        @Nullable String environment,
        List<String> lanes,
        Selection selection,
        @Nullable Long rate,
        @Nullable Double speed,
        @Nullable String candidate,
        @Nullable String detail,
        boolean reapply,
        @Nullable Long errorBudget,
        @Nullable WarmUp warmUp,
        @Nullable String reason,
        @Nullable String ticket,
        @Nullable String approvalId) {

    /** What is done with the effects. */
    public enum Mode {
        DRY_RUN("dry_run"),
        EXECUTE("execute");

        private final String text;

        Mode(String text) {
            this.text = text;
        }

        /** As it goes over the wire. */
        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * What a warm-up holds against its records.
     *
     * @param errorRatio the greatest share of effects that may fail
     * @param maxDivergence the greatest share of outputs that may differ from the captured ones; null where none are compared
     */
    public record WarmUp(
            @Nullable Double errorRatio, @Nullable Double maxDivergence) {}

    public ReplayRequest {
        Objects.requireNonNull(bundleId);
        Objects.requireNonNull(mode);
        Objects.requireNonNull(selection);
        lanes = List.copyOf(lanes);
    }

    /** Everything in the bundle, without effects. */
    public static ReplayRequest dryRun(String bundleId, String reason) {
        return whole(bundleId, Mode.DRY_RUN, reason);
    }

    /** Everything in the bundle, with effects. */
    public static ReplayRequest execute(String bundleId, String reason) {
        return whole(bundleId, Mode.EXECUTE, reason);
    }

    private static ReplayRequest whole(String bundleId, Mode mode, String reason) {
        return new ReplayRequest(
                bundleId,
                mode,
                null,
                List.of(),
                Selection.ALL,
                null,
                null,
                null,
                null,
                false,
                null,
                null,
                reason,
                null,
                null);
    }

    /** The same, under an approval; null for none. The request digest stays what it is. */
    public ReplayRequest withApproval(@Nullable String approval) {
        Change change = change();
        change.approvalId = approval;
        return change.made();
    }

    /** Begins another request like this one. */
    public Change change() {
        return new Change(this);
    }

    /** A request in the making: what is not set stays as it was. Not thread-safe. */
    public static final class Change {
        private final ReplayRequest from;
        private @Nullable String environment;
        private Selection selection;
        private @Nullable Long rate;
        private boolean reapply;
        private @Nullable String approvalId;

        private Change(ReplayRequest from) {
            this.from = from;
            this.environment = from.environment;
            this.selection = from.selection;
            this.rate = from.rate;
            this.reapply = from.reapply;
            this.approvalId = from.approvalId;
        }

        /** @param environment null for the source agent's */
        public Change environment(@Nullable String environment) {
            this.environment = environment;
            return this;
        }

        public Change selection(Selection selection) {
            this.selection = selection;
            return this;
        }

        /** @param rate in records per second; null for as fast as it goes */
        public Change rate(@Nullable Long rate) {
            this.rate = rate;
            return this;
        }

        public Change reapply(boolean reapply) {
            this.reapply = reapply;
            return this;
        }

        public ReplayRequest made() {
            return new ReplayRequest(
                    from.bundleId,
                    from.mode,
                    environment,
                    from.lanes,
                    selection,
                    rate,
                    from.speed,
                    from.candidate,
                    from.detail,
                    reapply,
                    from.errorBudget,
                    from.warmUp,
                    from.reason,
                    from.ticket,
                    approvalId);
        }
    }

    /** As it goes over the wire. */
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("bundleId", bundleId).put("mode", mode.toString());
        put(json, "environment", environment);
        if (!lanes.isEmpty()) {
            lanes.forEach(json.putArray("lanes")::add);
        }
        ObjectNode selected = selection.json();
        if (!selected.isEmpty()) {
            json.set("selection", selected);
        }
        if (rate != null) {
            json.put("rate", rate);
        }
        if (speed != null) {
            json.putObject("pacing").put("speed", speed);
        }
        put(json, "candidate", candidate);
        put(json, "detail", detail);
        if (reapply) {
            json.put("reapply", true);
        }
        if (errorBudget != null) {
            json.put("errorBudget", errorBudget);
        }
        if (warmUp != null) {
            ObjectNode ladder = json.putObject("warmUp");
            put(ladder, "errorRatio", warmUp.errorRatio);
            put(ladder, "maxDivergence", warmUp.maxDivergence);
        }
        put(json, "reason", reason);
        put(json, "ticket", ticket);
        put(json, "approvalId", approvalId);
        return json;
    }

    private static void put(ObjectNode json, String name, @Nullable Double value) {
        if (value != null) {
            json.put(name, value);
        }
    }

    private static void put(ObjectNode json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }
}
