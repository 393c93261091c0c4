package io.byteor.schemas.audit;

import io.byteor.schemas.event.ReplayAction;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The canonical byte form of an action, the content of its leaf in the tree of its replay.
 *
 * <p>Version 1: one byte 1, then every field in this order: replayId, seq, role, lane, stage, originLane, originSequence,
 * ordinal, target, toLane, decision, reason, key, payloadSha256, payloadBytes, at. A field is a four-byte length and that many
 * bytes: UTF-8 for text, eight bytes for a number or a time (whole microseconds since 1970), the bytes themselves for bytes.
 * Length -1 and nothing behind it stands for null. Numbers are big-endian. So no two different actions have one form, and the
 * form does not depend on how a store writes its values. A released version never changes.
 *
 * <p>Thread-safe.
 */
public final class ActionForm {
    private static final byte VERSION_1 = 1;
    private static final int LENGTH = Integer.BYTES;
    private static final int NUMBER = LENGTH + Long.BYTES;
    private static final int NUMBERS = 5;
    private static final int NULL = -1;

    private ActionForm() {}

    /** The form of version 1. */
    public static byte[] v1(ReplayAction action) {
        byte @Nullable [] replayId = utf8(action.getReplayId());
        byte @Nullable [] role = utf8(action.getRole());
        byte @Nullable [] lane = utf8(action.getLane());
        byte @Nullable [] stage = utf8(action.getStage());
        byte @Nullable [] originLane = utf8(action.getOriginLane());
        byte @Nullable [] target = utf8(action.getTarget());
        byte @Nullable [] toLane = utf8(action.getToLane());
        byte @Nullable [] decision = utf8(action.getDecision());
        byte @Nullable [] reason = utf8(action.getReason());
        byte @Nullable [] key = bytes(action.getKey());
        byte @Nullable [] payload = bytes(action.getPayloadSha256());
        int size = 1
                + NUMBERS * NUMBER
                + size(replayId)
                + size(role)
                + size(lane)
                + size(stage)
                + size(originLane)
                + size(target)
                + size(toLane)
                + size(decision)
                + size(reason)
                + size(key)
                + size(payload);
        ByteBuffer form = ByteBuffer.allocate(size).put(VERSION_1);
        put(form, replayId);
        put(form, action.getSeq());
        put(form, role);
        put(form, lane);
        put(form, stage);
        put(form, originLane);
        put(form, action.getOriginSequence());
        put(form, action.getOrdinal());
        put(form, target);
        put(form, toLane);
        put(form, decision);
        put(form, reason);
        put(form, key);
        put(form, payload);
        put(form, action.getPayloadBytes());
        put(form, micros(action.getAt()));
        return form.array();
    }

    /** The leaf of the action: {@link MerkleTree#leafHash} of its form. */
    public static byte[] leafHash(ReplayAction action) {
        return MerkleTree.leafHash(v1(action));
    }

    /**
     * Whole microseconds since 1970, rounded down.
     *
     * @throws ArithmeticException if they do not fit into 64 bits
     */
    public static long micros(Instant at) {
        return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000L), at.getNano() / 1_000);
    }

    private static byte @Nullable [] utf8(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte @Nullable [] bytes(@Nullable ByteBuffer buffer) {
        if (buffer == null) {
            return null;
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(buffer.position(), bytes);
        return bytes;
    }

    private static int size(byte @Nullable [] field) {
        return LENGTH + (field == null ? 0 : field.length);
    }

    private static void put(ByteBuffer form, byte @Nullable [] field) {
        if (field == null) {
            form.putInt(NULL);
        } else {
            form.putInt(field.length).put(field);
        }
    }

    private static void put(ByteBuffer form, long number) {
        form.putInt(Long.BYTES).putLong(number);
    }
}
