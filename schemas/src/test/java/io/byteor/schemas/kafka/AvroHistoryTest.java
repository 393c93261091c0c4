package io.byteor.schemas.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AvroHistoryTest {
    private final AvroHistory history = AvroHistory.committed();

    static Stream<Schema> events() {
        return AvroHistory.current().stream();
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyEventStandsInTheHistoryAsItIs(Schema event) {
        assertThat(history.of(event))
                .as(
                        "%s changed since it was last recorded. If it was never released, delete its file under"
                                + " schemas/src/main/avro-history and record it again; else record the change as a new version:"
                                + " %s%s",
                        event.getName(), AvroHistory.COMMAND, history.next())
                .isNotEmpty()
                .last()
                .isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyEventReadsAndIsReadByEachOfItsVersions(Schema event) {
        List<Schema> versions = history.of(event);

        for (Schema version : versions) {
            assertCompatible(event, version);
            assertCompatible(version, event);
        }
    }

    private static void assertCompatible(Schema reader, Schema writer) {
        SchemaPairCompatibility result = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        assertThat(result.getType())
                .as(() -> result.getResult().getIncompatibilities().toString())
                .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    }
}
