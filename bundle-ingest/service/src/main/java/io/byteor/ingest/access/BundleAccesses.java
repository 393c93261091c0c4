package io.byteor.ingest.access;

import io.byteor.schemas.access.AccessChannel;
import io.byteor.schemas.access.AccessOutcome;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.AccessEnding;
import io.byteor.schemas.event.AccessRecorded;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Accounts for what is handed out of stored bundles. That it begins is kept before anything goes out; how it ended is told behind the last
 * byte, and nobody waits for that: where it is lost, the record stays one of an access that began. Thread-safe.
 */
public final class BundleAccesses {
    private final AccessChannel channel;
    private final Supplier<String> ids;
    private final InstantSource clock;
    private final AtomicLong lost = new AtomicLong();

    /** @param ids of accesses, each new */
    public BundleAccesses(AccessChannel channel, Supplier<String> ids, InstantSource clock) {
        this.channel = channel;
        this.ids = ids;
        this.clock = clock;
    }

    /** Accesses of which nobody will be told how they ended. */
    public long lost() {
        return lost.get();
    }

    /**
     * Accounts for a body that is about to go out.
     *
     * @return the body to hand out, once
     * @throws ByteorException UNAVAILABLE where no record can be kept now; then nothing may go out
     */
    public Body begin(Reading reading, Body body) {
        String accessId = ids.get();
        Instant beganAt = clock.instant();
        channel.tell(recorded(accessId, reading, beganAt, null));
        return out -> {
            HandedOut handed = new HandedOut(out);
            boolean whole = false;
            try {
                body.writeTo(handed);
                handed.flush();
                whole = true;
            } finally {
                AccessEnding end = whole ? whole(handed) : broken(handed);
                channel.tell(recorded(accessId, reading, beganAt, end), lost::incrementAndGet);
            }
        };
    }

    private static AccessRecorded recorded(
            String accessId, Reading reading, Instant beganAt, @Nullable AccessEnding end) {
        return AccessRecorded.newBuilder()
                .setAccessId(accessId)
                .setReader(reading.reader())
                .setRoles(reading.roles().stream().sorted().toList())
                .setKind(reading.kind().text())
                .setAsked(reading.asked())
                .setBundleId(reading.bundleId().toString())
                .setEnvironments(List.of(reading.environment()))
                .setBeganAt(beganAt)
                .setEnd(end)
                .build();
    }

    private AccessEnding whole(HandedOut handed) {
        return new AccessEnding(
                AccessOutcome.COMPLETED.text(),
                1L,
                handed.bytes(),
                ByteBuffer.wrap(handed.sha256().raw()),
                null,
                clock.instant());
    }

    private AccessEnding broken(HandedOut handed) {
        AccessOutcome outcome = handed.readerGone() ? AccessOutcome.CUT : AccessOutcome.FAILED;
        String code = outcome == AccessOutcome.FAILED ? ErrorCode.INTERNAL.name() : null;
        return new AccessEnding(outcome.text(), 0L, handed.bytes(), null, code, clock.instant());
    }
}
