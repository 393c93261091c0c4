package io.byteor.validator.request;

import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.event.ReplayRequested;
import io.byteor.schemas.event.Selection;
import io.byteor.schemas.json.JsonForm;
import org.jspecify.annotations.Nullable;

/**
 * What a requester asked for, as far as repeating it goes: all but the call's own id and time, what the caller had seen, and the
 * claim that the caller's token made.
 */
public final class Intent {
    private Intent() {}

    /** Equal for two requests exactly when the second is a repeat of the first. */
    public static Digest of(ReplayRequested request) {
        JsonForm form = new JsonForm();
        if (request.getSpeed() != null) {
            form.put("speed", request.getSpeed());
        }
        if (request.getWarmUp() != null) {
            form.put("warmUp", request.getWarmUp());
        }
        if (request.getWarmUpDivergence() != null) {
            form.put("warmUpDivergence", request.getWarmUpDivergence());
        }
        return form.put("replayId", request.getReplayId())
                .put("bundleId", request.getBundleId())
                .put("mode", request.getMode().name())
                .put("environment", request.getEnvironment())
                .putTexts("lanes", request.getLanes())
                .put("selection", selection(request.getSelection()))
                .put("rate", text(request.getRate()))
                .put("candidate", request.getCandidate())
                .put("detail", request.getDetail().name())
                .put("reapply", request.getReapply())
                .put("errorBudget", text(request.getErrorBudget()))
                .put("approvalId", request.getApprovalId())
                .put("issuer", request.getRequester().getIssuer())
                .put("subject", request.getRequester().getSubject())
                .put("reason", request.getReason())
                .put("ticket", request.getTicket())
                .digest();
    }

    private static JsonForm selection(Selection selection) {
        return new JsonForm()
                .put("fromSequence", text(selection.getFromSequence()))
                .put("toSequence", text(selection.getToSequence()))
                .put("fromTime", text(selection.getFromTime()))
                .put("toTime", text(selection.getToTime()))
                .put("predicate", selection.getPredicate())
                .put("sample", selection.getSample())
                .put("limit", text(selection.getLimit()));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
