package io.byteor.schemas.audit.log;

import io.byteor.schemas.audit.ActionForm;
import io.byteor.schemas.audit.MerkleTree;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A record as it was consumed, and its place in the log of its partition. Headers are no part of it.
 *
 * <p>Its canonical form, version 1, is one byte 1, then topic, partition, place, offset, timestamp, takenAt, key and value, each
 * as in {@link ActionForm}: a four-byte length and that many bytes, -1 for null; UTF-8 for text, eight bytes big-endian for a
 * number, whole microseconds since 1970 for takenAt. A released version never changes.
 *
 * <p>Arrays are not to be changed.
 *
 * @param place counts the records of the partition that were taken, from 0
 * @param offset the record's offset in the partition
 * @param timestamp the record's, in milliseconds since 1970; -1 where it had none
 * @param takenAt when the store took it, in whole microseconds
 * @param key null where there was none
 * @param value null where the record forgets its key
 */
@SuppressWarnings("ArrayRecordComponent") // bytes as they came; nobody compares records
public record LogRecord(
        String topic,
        int partition,
        long place,
        long offset,
        long timestamp,
        Instant takenAt,
        byte @Nullable [] key,
        byte @Nullable [] value) {
    private static final byte VERSION_1 = 1;
    private static final int NULL = -1;
    private static final int NUMBERS = 5;

    // In full, because the parameters of a compact constructor lose their annotations.
    public LogRecord(
            String topic,
            int partition,
            long place,
            long offset,
            long timestamp,
            Instant takenAt,
            byte @Nullable [] key,
            byte @Nullable [] value) {
        this.topic = topic;
        this.partition = partition;
        this.place = place;
        this.offset = offset;
        this.timestamp = timestamp;
        this.takenAt = takenAt.truncatedTo(ChronoUnit.MICROS);
        this.key = key;
        this.value = value;
    }

    /** The canonical form. */
    public byte[] form() {
        byte[] name = topic.getBytes(StandardCharsets.UTF_8);
        ByteBuffer form =
                ByteBuffer.allocate(1 + NUMBERS * (Integer.BYTES + Long.BYTES) + size(name) + size(key) + size(value));
        form.put(VERSION_1);
        put(form, name);
        put(form, partition);
        put(form, place);
        put(form, offset);
        put(form, timestamp);
        put(form, ActionForm.micros(takenAt));
        put(form, key);
        put(form, value);
        return form.array();
    }

    /** The record of a form; empty where the bytes are none of version 1. */
    public static Optional<LogRecord> parse(byte[] bytes) {
        ByteBuffer form = ByteBuffer.wrap(bytes);
        try {
            if (form.get() != VERSION_1) {
                return Optional.empty();
            }
            byte[] topic = field(form);
            LogRecord record = new LogRecord(
                    new String(topic == null ? new byte[0] : topic, StandardCharsets.UTF_8),
                    Math.toIntExact(number(form)),
                    number(form),
                    number(form),
                    number(form),
                    Instant.EPOCH.plus(number(form), ChronoUnit.MICROS),
                    field(form),
                    field(form));
            return form.hasRemaining() ? Optional.empty() : Optional.of(record);
        } catch (BufferUnderflowException | ArithmeticException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** The leaf: {@link MerkleTree#leafHash} of the form. */
    public byte[] leafHash() {
        return MerkleTree.leafHash(form());
    }

    /** The same record elsewhere in its log. */
    public LogRecord at(long elsewhere) {
        return new LogRecord(topic, partition, elsewhere, offset, timestamp, takenAt, key, value);
    }

    private static int size(byte @Nullable [] field) {
        return Integer.BYTES + (field == null ? 0 : field.length);
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

    private static byte @Nullable [] field(ByteBuffer form) {
        int length = form.getInt();
        if (length == NULL) {
            return null;
        }
        if (length < 0 || length > form.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] field = new byte[length];
        form.get(field);
        return field;
    }

    private static long number(ByteBuffer form) {
        if (form.getInt() != Long.BYTES) {
            throw new IllegalArgumentException("a number has eight bytes");
        }
        return form.getLong();
    }
}
