package io.byteor.schemas.kafka;

import io.byteor.schemas.audit.ActionForm;
import io.byteor.schemas.event.ReplayAction;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.Encoder;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes an action as Avro's own writer does, field by field, without asking the schema for each: one comes with every effect, and
 * asking takes longer than writing. Thread-safe.
 */
final class ActionWriter implements DatumWriter<SpecificRecord> {
    private static final int NULL = 0;
    private static final int VALUE = 1;

    /** There is but one that it writes. */
    @Override
    public void setSchema(Schema schema) {}

    @Override
    public void write(SpecificRecord event, Encoder out) throws IOException {
        ReplayAction action = (ReplayAction) event;
        out.writeString(action.getReplayId());
        out.writeLong(action.getSeq());
        out.writeString(action.getRole());
        out.writeString(action.getLane());
        out.writeString(action.getStage());
        out.writeString(action.getOriginLane());
        out.writeLong(action.getOriginSequence());
        out.writeInt(action.getOrdinal());
        write(action.getTarget(), out);
        write(action.getToLane(), out);
        out.writeString(action.getDecision());
        write(action.getReason(), out);
        write(action.getKey(), out);
        write(action.getPayloadSha256(), out);
        out.writeLong(action.getPayloadBytes());
        out.writeLong(ActionForm.micros(action.getAt()));
    }

    private static void write(@Nullable String text, Encoder out) throws IOException {
        if (text == null) {
            out.writeIndex(NULL);
        } else {
            out.writeIndex(VALUE);
            out.writeString(text);
        }
    }

    private static void write(@Nullable ByteBuffer bytes, Encoder out) throws IOException {
        if (bytes == null) {
            out.writeIndex(NULL);
        } else {
            out.writeIndex(VALUE);
            out.writeBytes(bytes);
        }
    }
}
