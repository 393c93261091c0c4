package io.byteor.schemas.kafka;

import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.ReplayAction;
import io.byteor.schemas.topic.Topic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** The bytes of a value: magic, content id, Avro. Knows no registry. */
final class AvroFrame {
    static final int HEADER = 1 + Integer.BYTES;
    private static final byte MAGIC = 0;
    private static final int USUAL_SIZE = 4 << 10;
    private static final int KEPT_SIZE = 64 << 10;

    /** Writers by type: finding a type's model takes longer than writing an event. */
    private static final ClassValue<DatumWriter<SpecificRecord>> WRITERS = new ClassValue<>() {
        @Override
        protected DatumWriter<SpecificRecord> computeValue(Class<?> type) {
            if (type == ReplayAction.class) {
                return new ActionWriter();
            }
            Class<? extends SpecificRecord> recordType = type.asSubclass(SpecificRecord.class);
            SpecificData data = modelOf(recordType);
            // Records that hold no time then write their fields themselves and do not ask the schema for each.
            data.setCustomCoders(true);
            return new SpecificDatumWriter<>(schemaOf(recordType), data);
        }
    };

    /** Memory to write into, of each thread: taking it anew for every event costs more than writing the event. */
    private static final ThreadLocal<Desk> DESKS = ThreadLocal.withInitial(Desk::new);

    private static final class Desk {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream(USUAL_SIZE);
        private @Nullable BinaryEncoder encoder;

        byte[] write(int contentId, SpecificRecord event) throws IOException {
            out.reset();
            out.write(MAGIC);
            out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(contentId).array());
            encoder = EncoderFactory.get().binaryEncoder(out, encoder);
            WRITERS.get(event.getClass()).write(event, encoder);
            encoder.flush();
            return out.toByteArray();
        }
    }

    private AvroFrame() {}

    /** The schema of a generated class. */
    static Schema schemaOf(Class<? extends SpecificRecord> type) {
        return SpecificData.get().getSchema(type);
    }

    static byte[] write(int contentId, SpecificRecord event) {
        Desk desk = DESKS.get();
        boolean kept = false;
        try {
            byte[] bytes = desk.write(contentId, event);
            kept = bytes.length <= KEPT_SIZE;
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException("a byte array takes every byte", e);
        } finally {
            // Neither a large event's memory nor what a failure left in the encoder stays.
            if (!kept) {
                DESKS.remove();
            }
        }
    }

    /** Whether the bytes can have a content id at all. */
    static boolean framed(byte[] bytes) {
        return bytes.length >= HEADER && bytes[0] == MAGIC;
    }

    static int contentId(byte[] framed) {
        return ByteBuffer.wrap(framed).getInt(1);
    }

    /**
     * A reader from a writer's schema into the class of this release that has its name, for records of one topic.
     *
     * @return none if the topic does not hold that type
     */
    static Optional<DatumReader<SpecificRecord>> reader(Topic topic, Schema writer) {
        return topic.recordTypes().stream()
                .filter(type -> schemaOf(type).getFullName().equals(writer.getFullName()))
                .findFirst()
                .map(type -> new SpecificDatumReader<>(writer, schemaOf(type), readingInto(type)));
    }

    private static SpecificData readingInto(Class<? extends SpecificRecord> type) {
        SpecificData data = modelOf(type);
        data.setFastReaderEnabled(true);
        return data;
    }

    /** The type's own model, but bound to the type's loader: left alone, Avro asks the thread for one. */
    private static SpecificData modelOf(Class<? extends SpecificRecord> type) {
        SpecificData data = new SpecificData(type.getClassLoader());
        SpecificData.getForClass(type).getConversions().forEach(data::addLogicalTypeConversion);
        return data;
    }

    static Decoded read(byte[] framed, DatumReader<SpecificRecord> reader) {
        BoundedDecoder decoder = new BoundedDecoder(framed, HEADER);
        try {
            SpecificRecord event = reader.read(null, decoder);
            if (decoder.remaining() > 0) {
                return undecodable(decoder.remaining() + " bytes follow the record");
            }
            return new Decoded.Event(event);
        } catch (IOException | RuntimeException e) {
            // The outcome depends on the bytes alone, so whatever went wrong here goes wrong each time.
            return undecodable("not a value of its schema: " + e.getMessage());
        }
    }

    static Decoded undecodable(String detail) {
        return new Decoded.Poison(ErrorCode.RECORD_UNDECODABLE, detail);
    }

    static Decoded unexpected(Topic topic, Schema writer) {
        return new Decoded.Poison(ErrorCode.RECORD_UNEXPECTED, topic.topicName() + " holds no " + writer.getFullName());
    }
}
