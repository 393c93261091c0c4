package io.byteor.validator.request;

import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.event.ReplayRequested;
import java.time.Instant;
import java.util.List;

/** What a requester asked for, as far as repeating it goes: all but the call's own id, its time, and what the caller had seen. */
public final class Intent {
    private Intent() {}

    /** Equal for two requests exactly when the second is a repeat of the first. */
    public static Digest of(ReplayRequested request) {
        String intent = ReplayRequested.newBuilder(request)
                .setCommandId("")
                .setSeen(List.of())
                .setEnvironments(List.of())
                .setRequestedAt(Instant.EPOCH)
                .build()
                .toString();
        return Digest.of(intent.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
