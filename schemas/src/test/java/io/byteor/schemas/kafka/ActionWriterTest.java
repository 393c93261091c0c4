package io.byteor.schemas.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.schemas.event.ReplayAction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ActionWriterTest {
    @ParameterizedTest
    @MethodSource("actions")
    void writesWhatAvrosOwnWriterWrites(ReplayAction action) throws IOException {
        assertThat(written(new ActionWriter(), action))
                .isEqualTo(written(new SpecificDatumWriter<>(action.getSchema(), action.getSpecificData()), action));
    }

    /** With every field filled; then each that may be null in turn; then times around the epoch. */
    private static Stream<ReplayAction> actions() {
        return Stream.of(
                        Stream.of(filled()),
                        filled().getSchema().getFields().stream()
                                .filter(field -> field.schema().isNullable())
                                .map(ActionWriterTest::without),
                        Stream.of("1969-12-31T23:59:59.999999Z", "1969-12-31T23:59:58Z", "1970-01-01T00:00:00.000001Z")
                                .map(at -> ReplayAction.newBuilder(filled())
                                        .setAt(Instant.parse(at))
                                        .build()))
                .flatMap(actions -> actions);
    }

    private static ReplayAction without(Schema.Field field) {
        ReplayAction action = filled();
        action.put(field.pos(), null);
        return action;
    }

    private static ReplayAction filled() {
        ReplayAction action = (ReplayAction) EventSamples.of(ReplayAction.class);
        for (Schema.Field field : action.getSchema().getFields()) {
            if (action.get(field.pos()) == null) {
                boolean text = field.schema().getTypes().getLast().getType() == Schema.Type.STRING;
                action.put(field.pos(), text ? "filled" : ByteBuffer.wrap(new byte[] {1, 2}));
            }
        }
        return action;
    }

    private static byte[] written(DatumWriter<SpecificRecord> writer, ReplayAction action) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        writer.write(action, encoder);
        encoder.flush();
        return out.toByteArray();
    }
}
