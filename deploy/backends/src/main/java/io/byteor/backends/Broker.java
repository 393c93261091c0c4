package io.byteor.backends;

/**
 * A running Kafka broker that takes transactions of {@code transaction.version} 2 and creates no topic unasked.
 * Safe for use by several threads.
 */
public interface Broker extends AutoCloseable {

    /** The value for a client's {@code bootstrap.servers}. */
    String bootstrapServers();

    /** Stops the broker, waiting until it has written out what it holds. A second call does nothing. */
    @Override
    void close();
}
