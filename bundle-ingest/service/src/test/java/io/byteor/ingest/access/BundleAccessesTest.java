package io.byteor.ingest.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.byteor.schemas.access.AccessChannel;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.AccessEnding;
import io.byteor.schemas.event.AccessRecorded;
import io.byteor.schemas.event.Person;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BundleAccessesTest {
    private static final Instant AT = Instant.parse("2026-11-26T10:00:00Z");
    private static final byte[] CONTENT = {1, 2, 3, 4, 5, 6, 7};
    private static final Digest BUNDLE = Digest.of(new byte[] {1});

    private final Broker broker = new Broker();
    private final BundleAccesses accesses = new BundleAccesses(broker, () -> "access-1", InstantSource.fixed(AT));
    private final ByteArrayOutputStream reader = new ByteArrayOutputStream();

    @Test
    void keepsARecordBeforeTheFirstByteAndTellsBehindTheLastHowMuchItWas() throws IOException {
        Body body = accesses.begin(of("data/spec.json", "bytes 0-6/9"), out -> {
            assertThat(broker.told).hasSize(1);
            out.write(CONTENT[0]);
            out.write(CONTENT, 1, CONTENT.length - 1);
        });
        assertThat(broker.told).singleElement().satisfies(begun -> {
            assertThat(begun.getAccessId()).isEqualTo("access-1");
            assertThat(begun.getKind()).isEqualTo("bundle_file");
            assertThat(begun.getRoles()).containsExactly("admin", "analyst");
            assertThat(begun.getBundleId()).isEqualTo(BUNDLE.toString());
            assertThat(begun.getEnvironments()).containsExactly("demo");
            assertThat(begun.getAsked())
                    .isEqualTo("{\"bundleId\":\"%s\",\"path\":\"data/spec.json\",\"range\":\"bytes 0-6/9\"}"
                            .formatted(BUNDLE));
            assertThat(begun.getEnd()).isNull();
        });

        body.writeTo(reader);

        assertThat(reader.toByteArray()).isEqualTo(CONTENT);
        assertThat(end())
                .isEqualTo(new AccessEnding(
                        "completed", 1L, 7L, ByteBuffer.wrap(Digest.of(CONTENT).raw()), null, AT));
    }

    @Test
    void saysThatTheReaderWentAway() {
        Body body = accesses.begin(of(null, null), out -> {
            out.write(CONTENT);
            out.write(CONTENT);
        });
        OutputStream gone = new OutputStream() {
            private boolean once;

            @Override
            public void write(int b) {
                throw new AssertionError("one byte alone");
            }

            @Override
            public void write(byte[] source, int from, int length) throws IOException {
                if (once) {
                    throw new IOException("connection reset");
                }
                once = true;
            }
        };

        assertThatIOException().isThrownBy(() -> body.writeTo(gone));

        assertThat(broker.told.getFirst().getKind()).isEqualTo("bundle");
        assertThat(end()).isEqualTo(new AccessEnding("cut", 0L, 7L, null, null, AT));
    }

    @Test
    void saysThatTheStoreBrokeOff() {
        Body body = accesses.begin(of("data/spec.json", null), out -> {
            out.write(CONTENT);
            throw new IOException("the disk is gone");
        });

        assertThatIOException().isThrownBy(() -> body.writeTo(reader));

        assertThat(end()).isEqualTo(new AccessEnding("failed", 0L, 7L, null, "INTERNAL", AT));
    }

    @Test
    void handsOutNothingThatNoRecordCanBeKeptOf() {
        broker.away = true;

        assertThatExceptionOfType(ByteorException.class)
                .isThrownBy(() -> accesses.begin(of(null, null), out -> out.write(CONTENT)));

        assertThat(broker.told).isEmpty();
    }

    @Test
    void countsAnEndThatNobodyWillBeToldOf() throws IOException {
        Body body = accesses.begin(of(null, null), out -> out.write(CONTENT));
        broker.away = true;

        body.writeTo(reader);

        assertThat(reader.toByteArray()).isEqualTo(CONTENT);
        assertThat(accesses.lost()).isOne();
    }

    private AccessEnding end() {
        assertThat(broker.told).hasSize(2);
        assertThat(broker.told.getLast().getAccessId()).isEqualTo("access-1");
        return broker.told.getLast().getEnd();
    }

    private static Reading of(@Nullable String path, @Nullable String range) {
        return new Reading(
                new Person("https://byteor.local", "ana", false),
                Set.of("analyst", "admin"),
                BUNDLE,
                "demo",
                path,
                range);
    }

    private static final class Broker implements AccessChannel {
        private final List<AccessRecorded> told = new ArrayList<>();
        private boolean away;

        @Override
        public void tell(AccessRecorded access) {
            if (away) {
                throw new ByteorException(ErrorCode.UNAVAILABLE, "away");
            }
            told.add(access);
        }

        @Override
        public void tell(AccessRecorded access, Runnable lost) {
            if (away) {
                lost.run();
            } else {
                told.add(access);
            }
        }
    }
}
