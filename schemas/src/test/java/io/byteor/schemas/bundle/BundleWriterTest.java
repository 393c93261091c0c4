package io.byteor.schemas.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gov.loc.repository.bagit.domain.Bag;
import gov.loc.repository.bagit.reader.BagReader;
import gov.loc.repository.bagit.verify.BagVerifier;
import io.byteor.schemas.bundle.verify.BundleVerifier;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.journal.Codec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundleWriterTest {
    @TempDir
    Path folder;

    @Test
    void writesABagThatAnIndependentReaderVerifies() throws Exception {
        SampleBundle.write(folder.resolve("bundle"));

        Bag bag = new BagReader().read(folder.resolve("bundle"));
        try (BagVerifier verifier = new BagVerifier()) {
            assertThatCode(() -> verifier.isValid(bag, false)).doesNotThrowAnyException();
            assertThatCode(() -> verifier.isComplete(bag, false)).doesNotThrowAnyException();
        }
        assertThat(bag.getMetadata().get("External-Identifier")).containsExactly("INC-1");
        assertThat(bag.getMetadata().get("Bagging-Date")).containsExactly("2026-02-03");
    }

    @Test
    void sameInputGivesTheSameBundleId() throws IOException {
        Digest one = SampleBundle.write(folder.resolve("one"));
        Digest two = SampleBundle.write(folder.resolve("two"));

        assertThat(one).isEqualTo(two);
        assertThat(Files.readAllBytes(folder.resolve("one/tagmanifest-sha256.txt")))
                .isEqualTo(Files.readAllBytes(folder.resolve("two/tagmanifest-sha256.txt")))
                .satisfies(stored -> assertThat(Digest.of(stored)).isEqualTo(one));
    }

    @Test
    void leavesNothingWhenItIsNotFinished() throws IOException {
        try (BundleWriter bundle = BundleWriter.begin(folder.resolve("bundle"))) {
            bundle.add(BundleLayout.SPEC, new byte[] {1});
        }

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void doesNotOverwrite() throws IOException {
        SampleBundle.write(folder.resolve("bundle"));

        assertThatThrownBy(() -> BundleWriter.begin(folder.resolve("bundle")))
                .isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void refusesALaneNameThatEscapes() throws IOException {
        try (BundleWriter bundle = BundleWriter.begin(folder.resolve("bundle"))) {
            LaneWriter lane = bundle.lane("../../evil", Incident.Direction.INPUT, Codec.NULL);

            assertThatThrownBy(() -> lane.append(0, 0, null, Map.of(), "x".getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOfSatisfying(
                            ByteorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PATH_REFUSED));
        }
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0001-12-31T23:59:59.999999Z", "+10000-01-01T00:00:00Z", "+294247-01-10T04:00:54.775807Z"})
    void refusesARecordOfATimeThatIncidentJsonHasNoFormFor(String time) throws IOException {
        try (BundleWriter bundle = BundleWriter.begin(folder.resolve("bundle"))) {
            LaneWriter lane = bundle.lane("feed", Incident.Direction.INPUT, Codec.NULL);
            lane.append(6, 0, null, Map.of(), new byte[1]);

            assertThatThrownBy(() -> lane.append(7, micros(time), null, Map.of(), new byte[1]))
                    .isInstanceOfSatisfying(ByteorException.class, e -> {
                        assertThat(e.code()).isEqualTo(ErrorCode.DOCUMENT_INVALID);
                        assertThat(e.place()).isEqualTo("feed/7");
                    });
        }
    }

    @Test
    void takesEveryTimeThatIncidentJsonHasAFormFor() throws IOException {
        try (BundleWriter bundle = BundleWriter.begin(folder.resolve("bundle"))) {
            SampleBundle.addDocuments(bundle);
            LaneWriter lane = bundle.lane("feed", Incident.Direction.INPUT, Codec.NULL);
            lane.append(0, micros("0000-01-01T00:00:00Z"), null, Map.of(), new byte[1]);
            lane.append(1, micros("9999-12-31T23:59:59.999999Z"), null, Map.of(), new byte[1]);
            bundle.finish(SampleBundle::incident);
        }

        Incident incident = new BundleVerifier(BundleLimits.STANDARD)
                .examine(folder.resolve("bundle"))
                .orThrow()
                .incident();
        Incident.Segment segment = incident.lanes().getFirst().segments().getFirst();
        assertThat(segment.leastTime()).isEqualTo("0000-01-01T00:00:00Z");
        assertThat(segment.greatestTime()).isEqualTo("9999-12-31T23:59:59.999999Z");
    }

    private static long micros(String time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(time));
    }

    @Test
    void incidentReadsBackAsItWasWritten() throws IOException {
        SampleBundle.write(folder.resolve("bundle"));
        byte[] stored = Files.readAllBytes(folder.resolve("bundle/incident.json"));

        Incident incident = Incident.parse(stored);

        assertThat(incident.encoded()).isEqualTo(stored);
        assertThat(incident.lanes()).extracting(Incident.Lane::name).containsExactly("feed", "strong");
        assertThat(incident.lanes().getFirst().segments().getFirst().records()).isEqualTo(20);
    }
}
