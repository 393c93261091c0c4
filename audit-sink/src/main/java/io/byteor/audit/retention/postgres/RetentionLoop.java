package io.byteor.audit.retention.postgres;

import io.byteor.audit.checkpoint.StoreKeys;
import io.byteor.audit.config.AuditConfig;
import io.byteor.audit.config.SinkConfig;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.signature.SigningKey;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** Retires days when they have been kept for long enough, if anything says how long that is. */
@ApplicationScoped
public class RetentionLoop {
    private static final Logger LOG = Logger.getLogger(RetentionLoop.class);
    private static final Duration ROUND = Duration.ofMinutes(10);

    private final SinkConfig sink;
    private final AuditConfig audit;
    private final StoreKeys keys;
    private final DataSource database;
    private final InstantSource clock;
    private final Thread thread = Thread.ofPlatform().name("retention").daemon().unstarted(this::run);

    RetentionLoop(SinkConfig sink, AuditConfig audit, StoreKeys keys, DataSource database, InstantSource clock) {
        this.sink = sink;
        this.audit = audit;
        this.keys = keys;
        this.database = database;
        this.clock = clock;
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
        Duration kept = sink.retention().orElseThrow();
        try {
            while (true) {
                round(days, clock.instant(), kept);
                Thread.sleep(ROUND);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A day that is unsettled, or that readers kept in place, is looked at again in the next round. */
    private static void round(RetiredDays days, Instant now, Duration kept) {
        try {
            for (LocalDate day : days.before(LocalDate.ofInstant(now.minus(kept), ZoneOffset.UTC))) {
                RetiredDays.Outcome outcome = days.retire(day, now);
                switch (outcome) {
                    case RETIRED, GONE -> LOG.infof("actions of %s: %s", day, outcome);
                    case UNSETTLED -> LOG.warnf("actions of %s stay: a replay did not end, or did not verify", day);
                    case CONTRADICTED ->
                        LOG.errorf("actions of %s stay: there are not as many as its audits list", day);
                }
            }
        } catch (SQLException e) {
            LOG.warnf("retention will be tried again: %s", e.getMessage());
        }
    }

    private SigningKey key() {
        return keys.signing()
                .orElseThrow(() -> new ByteorException(
                        ErrorCode.REQUEST_INVALID, "byteor.sink.retention needs byteor.audit.signing-key"));
    }
}
