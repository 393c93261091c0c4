package io.byteor.audit.retention.postgres;

import io.byteor.audit.checkpoint.StoreKeys;
import io.byteor.audit.config.AuditConfig;
import io.byteor.audit.config.SinkConfig;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.signature.SigningKey;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import javax.sql.DataSource;

/** Retires days when they have been kept for long enough, if anything says how long that is. */
@ApplicationScoped
public class RetentionLoop {
    private static final Duration PAUSE = Duration.ofMinutes(10);

    private final SinkConfig sink;
    private final AuditConfig audit;
    private final StoreKeys keys;
    private final DataSource database;
    private final InstantSource clock;
    private final MeterRegistry meters;
    private final Thread thread = Thread.ofPlatform().name("retention").daemon().unstarted(this::run);

    RetentionLoop(
            SinkConfig sink,
            AuditConfig audit,
            StoreKeys keys,
            DataSource database,
            InstantSource clock,
            MeterRegistry meters) {
        this.sink = sink;
        this.audit = audit;
        this.keys = keys;
        this.database = database;
        this.clock = clock;
        this.meters = meters;
    }

    /** @throws ByteorException REQUEST_INVALID where nothing can sign the notes; the service does not start */
    void start(@Observes StartupEvent event) {
        if (sink.retention().isPresent()) {
            key();
            thread.start();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        thread.interrupt();
    }

    private void run() {
        RetiredDays days = new RetiredDays(database, audit.store(), key());
        RetentionRound round = new RetentionRound(days, sink.retention().orElseThrow(), meters);
        try {
            while (true) {
                round.begin(clock.instant());
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private SigningKey key() {
        return keys.signing()
                .orElseThrow(() -> new ByteorException(
                        ErrorCode.REQUEST_INVALID, "byteor.sink.retention needs byteor.audit.signing-key"));
    }
}
