package io.byteor.audit.retention.postgres;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Looks at every day that has been kept for long enough. One that is unsettled, or that fails in whatever way, is looked at again in
 * the next round, and keeps none of the others; what fails is counted. Where readers kept one in place the round is over, since who
 * reads one day holds them all, and each try more would keep the intake waiting as long as itself. For one thread.
 */
final class RetentionRound {
    private static final Logger LOG = Logger.getLogger(RetentionRound.class);

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final RetiredDays days;
    private final Duration kept;
    private final Counter failed;

    /** @param kept how long a day stays when it is over */
    RetentionRound(RetiredDays days, Duration kept, MeterRegistry meters) {
        this.days = days;
        this.kept = kept;
        this.failed = Counter.builder("byteor.sink.retention.failed")
                .description("Days that could not be retired, to be tried again")
                .register(meters);
    }

    void begin(Instant now) {
        List<LocalDate> due;
        try {
            due = days.before(LocalDate.ofInstant(now.minus(kept), ZoneOffset.UTC));
        } catch (SQLException | RuntimeException e) {
            failed("days", e);
            return;
        }
        for (LocalDate day : due) {
            if (!retire(day, now)) {
                return;
            }
        }
    }

    /** @return false where readers of all days were in the way */
    private boolean retire(LocalDate day, Instant now) {
        try {
            RetiredDays.Outcome outcome = days.retire(day, now);
            switch (outcome) {
                case RETIRED, GONE -> LOG.infof("actions of %s: %s", day, outcome);
                case UNSETTLED -> LOG.warnf("actions of %s stay: a replay did not end, or did not verify", day);
                case CONTRADICTED ->
                    LOG.errorf(
                            "actions of %s stay: there are not as many as its audits list, or a replay of it was asked for later",
                            day);
            }
        } catch (SQLException e) {
            failed(day, e);
            return !LOCK_NOT_AVAILABLE.equals(e.getSQLState());
        } catch (RuntimeException e) {
            failed(day, e);
        }
        return true;
    }

    private void failed(Object what, Exception reason) {
        failed.increment();
        LOG.errorf(reason, "retention of %s will be tried again: %s", what, reason.getMessage());
    }
}
