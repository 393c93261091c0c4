package io.byteor.e2e.model;

import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.event.ReplayAction;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** One action, whoever says it took place. The arrays are not copied. */
record Act(
        String role,
        String lane,
        String stage,
        String originLane,
        long originSequence,
        int ordinal,
        @Nullable String target,
        @Nullable String toLane,
        String decision,
        byte @Nullable [] key,
        byte[] payload) {

    /** All that is to agree, as one line; a reason only in that it is there. */
    String line() {
        return line(
                role,
                lane,
                stage,
                originLane + "/" + originSequence + "#" + ordinal,
                target,
                toLane,
                decision,
                decision.equals("failed"),
                key(key),
                Digest.of(payload).hex() + ":" + payload.length);
    }

    static String line(ReplayAction action) {
        return line(
                action.getRole(),
                action.getLane(),
                action.getStage(),
                action.getOriginLane() + "/" + action.getOriginSequence() + "#" + action.getOrdinal(),
                action.getTarget(),
                action.getToLane(),
                action.getDecision(),
                action.getReason() != null,
                key(action.getKey()),
                HexFormat.of().formatHex(bytes(action.getPayloadSha256())) + ":" + action.getPayloadBytes());
    }

    private static String line(@Nullable Object... parts) {
        return Arrays.toString(parts);
    }

    /** The key in a form that can be compared. */
    static String key(byte @Nullable [] key) {
        return key == null ? "none" : HexFormat.of().formatHex(key);
    }

    static String key(@Nullable ByteBuffer key) {
        return key == null ? "none" : HexFormat.of().formatHex(bytes(key));
    }

    static byte[] bytes(@Nullable ByteBuffer buffer) {
        byte[] bytes = new byte[buffer == null ? 0 : buffer.remaining()];
        if (buffer != null) {
            buffer.get(buffer.position(), bytes);
        }
        return bytes;
    }
}
