package io.byteor.audit.access.kafka;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import io.byteor.audit.access.Access;
import io.byteor.audit.access.AccessEnd;
import io.byteor.audit.access.AccessLog;
import io.byteor.audit.access.Reader;
import io.byteor.audit.access.Standing;
import io.byteor.audit.config.SinkConfig;
import io.byteor.audit.intake.kafka.OpenCodec;
import io.byteor.schemas.access.kafka.KafkaAccesses;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.AccessEnding;
import io.byteor.schemas.event.AccessRecorded;
import io.byteor.schemas.event.Person;
import io.byteor.schemas.kafka.ClientSettings;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** {@link AccessLog} on {@code byteor.access}: a record is durable when all in-sync replicas have it. */
@ApplicationScoped
public class KafkaAccessLog implements AccessLog {
    private static final Duration AT_MOST = Duration.ofSeconds(10);

    private final OpenCodec codec;
    private final Standing standing;
    private final InstantSource clock;
    private final KafkaProducer<String, byte[]> producer;
    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

    KafkaAccessLog(
            SinkConfig sink,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            OpenCodec codec,
            Standing standing,
            InstantSource clock) {
        this.codec = codec;
        this.standing = standing;
        this.clock = clock;
        this.producer = new KafkaProducer<>(
                ClientSettings.of(bootstrapServers).promptProducer(sink.instanceId() + "-accesses", AT_MOST));
    }

    @Override
    public Begun begin(Access access) {
        Recording began = began(access);
        tell(began.event(null));
        return new Begun() {
            @Override
            public String accessId() {
                return began.accessId();
            }

            @Override
            public void end(AccessEnd end) {
                tell(began.event(ending(end)));
            }
        };
    }

    @Override
    public void whole(Access access, AccessEnd end) {
        tell(began(access).event(ending(end)));
    }

    private void tell(AccessRecorded access) {
        new KafkaAccesses(codec.require(), producer, AT_MOST).tell(access);
    }

    private Recording began(Access access) {
        String answeredFrom = Objects.requireNonNullElseGet(access.answeredFrom(), standing::now);
        return new Recording(ids.generate().toString(), access, answeredFrom, clock.instant());
    }

    /** What stands in a record from the beginning. */
    private record Recording(String accessId, Access access, String answeredFrom, Instant beganAt) {
        AccessRecorded event(@Nullable AccessEnding end) {
            Reader reader = access.reader();
            return AccessRecorded.newBuilder()
                    .setAccessId(accessId)
                    .setReader(new Person(reader.issuer(), reader.subject(), false))
                    .setRoles(reader.roles().stream().sorted().toList())
                    .setKind(access.kind().text())
                    .setAsked(access.asked())
                    .setReplayId(access.replayId())
                    .setBundleId(access.bundleId())
                    .setEnvironments(
                            access.reach().environments().stream().sorted().toList())
                    .setAnsweredFrom(answeredFrom)
                    .setMasked(access.masked())
                    .setBeganAt(beganAt)
                    .setEnd(end)
                    .build();
        }
    }

    private AccessEnding ending(AccessEnd end) {
        Digest sha256 = end.sha256();
        ErrorCode code = end.code();
        return new AccessEnding(
                end.outcome().text(),
                end.rows(),
                end.bytes(),
                sha256 == null ? null : ByteBuffer.wrap(sha256.raw()),
                code == null ? null : code.name(),
                clock.instant());
    }

    @PreDestroy
    void close() {
        producer.close(AT_MOST);
    }
}
