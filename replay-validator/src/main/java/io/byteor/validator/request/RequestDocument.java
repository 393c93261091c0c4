package io.byteor.validator.request;

import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.event.Detail;
import io.byteor.schemas.event.Mode;
import io.byteor.schemas.event.Person;
import io.byteor.schemas.event.ReplayRequested;
import io.byteor.schemas.event.SeenRevision;
import io.byteor.schemas.event.Selection;
import io.byteor.schemas.expression.Expression;
import io.byteor.schemas.expression.Scope;
import io.byteor.schemas.json.JsonFields;
import io.byteor.schemas.pipeline.PipelineSpec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The JSON form of a replay request. */
public final class RequestDocument {
    private static final Double AS_IT_WAS = 1.0;
    private static final Double NO_ERROR = 0.0;
    private static final double SLOWEST = 0.001;
    private static final double FASTEST = 1_000;

    private RequestDocument() {}

    /**
     * Who asks, under which ids, and when.
     *
     * @param environments of the requester's claim
     * @param seen the revisions that the requester's gateway has seen
     */
    public record Frame(
            String commandId,
            String replayId,
            Person requester,
            List<String> environments,
            List<SeenRevision> seen,
            Instant requestedAt) {
        public Frame {
            environments = List.copyOf(environments);
            seen = List.copyOf(seen);
        }

        /** The same with what was seen. */
        public Frame seeing(List<SeenRevision> revisions) {
            return new Frame(commandId, replayId, requester, environments, revisions, requestedAt);
        }
    }

    /**
     * Reads a request that may name its approval.
     *
     * @throws ByteorException REQUEST_INVALID with the JSON Pointer of what is wrong, unknown or too much; EXPRESSION_INVALID for the
     *     predicate
     */
    public static ReplayRequested parse(JsonFields fields, Frame frame) {
        String approvalId = fields.optionalName("approvalId");
        return read(fields, approvalId, frame);
    }

    /** As {@link #parse}, for the request inside a request for approval, which cannot name one. */
    public static ReplayRequested parseUnapproved(JsonFields fields, Frame frame) {
        return read(fields, null, frame);
    }

    private static ReplayRequested read(JsonFields fields, @Nullable String approvalId, Frame frame) {
        Mode mode = mode(fields);
        String candidate = fields.optionalString("candidate");
        if (candidate != null) {
            requireDigest(fields, "candidate", candidate);
            if (mode == Mode.EXECUTE) {
                throw fields.refusal("candidate", "only a dry-run walks a candidate");
            }
        }
        String bundleId = fields.string("bundleId");
        requireDigest(fields, "bundleId", bundleId);
        Long rate = fields.optionalWhole("rate", 1, JsonFields.LARGEST);
        Double speed = speed(fields, rate);
        Grounds grounds = mode == Mode.EXECUTE ? Grounds.required(fields) : Grounds.optional(fields);
        ReplayRequested.Builder request = ReplayRequested.newBuilder()
                .setCommandId(frame.commandId())
                .setReplayId(frame.replayId())
                .setBundleId(bundleId)
                .setMode(mode)
                .setEnvironment(fields.optionalName("environment"))
                .setLanes(fields.names("lanes", PipelineSpec.MOST))
                .setSelection(selection(fields.optionalObject("selection")))
                .setRate(rate)
                .setSpeed(speed)
                .setCandidate(candidate)
                .setDetail(detail(fields))
                .setReapply(fields.flag("reapply", false))
                .setErrorBudget(fields.optionalWhole("errorBudget", 0, JsonFields.LARGEST))
                .setApprovalId(approvalId)
                .setRequester(frame.requester())
                .setReason(grounds.reason())
                .setTicket(grounds.ticket())
                .setSeen(frame.seen())
                .setEnvironments(frame.environments())
                .setRequestedAt(frame.requestedAt());
        fields.optionalObject("warmUp").ifPresent(ladder -> warmUp(ladder, request));
        fields.end();
        return request.build();
    }

    private static Mode mode(JsonFields fields) {
        return switch (fields.string("mode")) {
            case "dry_run" -> Mode.DRY_RUN;
            case "execute" -> Mode.EXECUTE;
            default -> throw fields.refusal("mode", "dry_run or execute");
        };
    }

    private static Detail detail(JsonFields fields) {
        String word = fields.optionalString("detail");
        return switch (word == null ? "actions" : word) {
            case "actions" -> Detail.ACTIONS;
            case "counts" -> Detail.COUNTS;
            default -> throw fields.refusal("detail", "actions or counts");
        };
    }

    /** Of original pacing; null where none is asked for. */
    private static @Nullable Double speed(JsonFields fields, @Nullable Long rate) {
        Optional<JsonFields> pacing = fields.optionalObject("pacing");
        if (pacing.isEmpty()) {
            return null;
        }
        if (rate != null) {
            throw fields.refusal("pacing", "either a rate or the original pacing");
        }
        Double speed = pacing.get().optionalNumber("speed", SLOWEST, FASTEST);
        pacing.get().end();
        return speed == null ? AS_IT_WAS : speed;
    }

    private static void warmUp(JsonFields ladder, ReplayRequested.Builder request) {
        Double ratio = ladder.optionalShare("errorRatio");
        request.setWarmUp(ratio == null ? NO_ERROR : ratio).setWarmUpDivergence(ladder.optionalShare("maxDivergence"));
        ladder.end();
    }

    private static Selection selection(Optional<JsonFields> given) {
        Selection.Builder selection = Selection.newBuilder();
        given.ifPresent(fields -> {
            fields.optionalObject("sequences").ifPresent(sequences -> sequences(sequences, selection));
            fields.optionalObject("times").ifPresent(times -> times(times, selection));
            String predicate = fields.optionalString("predicate");
            if (predicate != null) {
                Expression.compileCondition(Scope.RECORD, predicate, "/selection/predicate");
            }
            selection
                    .setPredicate(predicate)
                    .setSample(fields.optionalFraction("sample"))
                    .setLimit(fields.optionalWhole("limit", 1, JsonFields.LARGEST));
            fields.end();
        });
        return selection.build();
    }

    private static void sequences(JsonFields fields, Selection.Builder selection) {
        Long from = fields.optionalWhole("from", 0, Long.MAX_VALUE);
        Long to = fields.optionalWhole("to", 0, Long.MAX_VALUE);
        fields.end();
        if (from != null && to != null && to < from) {
            throw fields.refusal("to", "a range ends where it begins or after");
        }
        selection.setFromSequence(from).setToSequence(to);
    }

    private static void times(JsonFields fields, Selection.Builder selection) {
        Instant from = fields.optionalInstant("from");
        Instant to = fields.optionalInstant("to");
        fields.end();
        if (from != null && to != null && to.isBefore(from)) {
            throw fields.refusal("to", "a range ends where it begins or after");
        }
        selection.setFromTime(from).setToTime(to);
    }

    private static void requireDigest(JsonFields fields, String name, String value) {
        try {
            Digest.parse(value);
        } catch (ByteorException e) {
            throw fields.refusal(name, e.detail());
        }
    }
}
