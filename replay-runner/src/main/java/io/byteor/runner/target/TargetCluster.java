package io.byteor.runner.target;

import java.util.Optional;

/** What must be known of the cluster before anything is applied on it. Thread-safe. */
public interface TargetCluster {
    /**
     * Checks that the cluster ends transactions of a lost producer for good (KIP-890).
     *
     * @throws io.byteor.schemas.error.ByteorException TRANSACTION_VERSION_UNSUPPORTED
     * @throws TargetLostException if the cluster does not answer now
     */
    void requireSafeTransactions();

    /**
     * The largest record that a topic takes, in bytes; empty where there is no such topic.
     *
     * @throws TargetLostException if the cluster does not answer now
     */
    Optional<Integer> largestRecord(String topic);
}
