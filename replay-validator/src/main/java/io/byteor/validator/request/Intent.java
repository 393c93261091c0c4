package io.byteor.validator.request;

import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.event.ReplayRequested;
import io.byteor.schemas.event.Selection;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a requester asked for, as far as repeating it goes: all but the call's own id and time, what the caller had seen, and the
 * claim that the caller's token made.
 */
public final class Intent {
    private Intent() {}

    /** Equal for two requests exactly when the second is a repeat of the first. */
    public static Digest of(ReplayRequested request) {
        Selection selection = request.getSelection();
        Parts parts = new Parts()
                .add(request.getReplayId())
                .add(request.getBundleId())
                .add(request.getMode())
                .add(request.getEnvironment())
                .add(request.getLanes().size());
        request.getLanes().forEach(parts::add);
        return parts.add(selection.getFromSequence())
                .add(selection.getToSequence())
                .add(selection.getFromTime())
                .add(selection.getToTime())
                .add(selection.getPredicate())
                .add(selection.getSample())
                .add(selection.getLimit())
                .add(request.getRate())
                .add(request.getSpeed())
                .add(request.getWarmUp())
                .add(request.getWarmUpDivergence())
                .add(request.getCandidate())
                .add(request.getDetail())
                .add(request.getReapply())
                .add(request.getErrorBudget())
                .add(request.getApprovalId())
                .add(request.getRequester().getIssuer())
                .add(request.getRequester().getSubject())
                .add(request.getReason())
                .add(request.getTicket())
                .digest();
    }

    /** Each part with its length before it, so that no two lists of parts make one text. */
    private static final class Parts {
        private final StringBuilder text = new StringBuilder();

        Parts add(@Nullable Object part) {
            if (part == null) {
                text.append('-');
            } else {
                String written = part.toString();
                text.append(written.length()).append(':').append(written);
            }
            return this;
        }

        Digest digest() {
            return Digest.of(text.toString().getBytes(StandardCharsets.UTF_8));
        }
    }
}
