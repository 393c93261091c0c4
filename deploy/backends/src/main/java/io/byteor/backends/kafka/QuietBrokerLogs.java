package io.byteor.backends.kafka;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * Keeps an embedded broker's running commentary out of its host's log: warnings and errors pass. It takes effect where
 * SLF4J ends in {@code java.util.logging} or JBoss LogManager; elsewhere the host's own configuration decides.
 */
final class QuietBrokerLogs {

    // Held on to, since java.util.logging forgets the level of a logger that nobody refers to.
    private static final List<Logger> LOGGERS = Stream.of(
                    "kafka",
                    "state.change.logger",
                    "org.apache.kafka.common.config",
                    "org.apache.kafka.common.metrics",
                    "org.apache.kafka.common.utils.AppInfoParser",
                    "org.apache.kafka.controller",
                    "org.apache.kafka.coordinator",
                    "org.apache.kafka.image",
                    "org.apache.kafka.metadata",
                    "org.apache.kafka.network",
                    "org.apache.kafka.queue",
                    "org.apache.kafka.raft",
                    "org.apache.kafka.security",
                    "org.apache.kafka.server",
                    "org.apache.kafka.snapshot",
                    "org.apache.kafka.storage",
                    "org.apache.kafka.timeline")
            .map(Logger::getLogger)
            .toList();

    private QuietBrokerLogs() {}

    static void apply() {
        LOGGERS.forEach(logger -> logger.setLevel(Level.WARNING));
    }
}
