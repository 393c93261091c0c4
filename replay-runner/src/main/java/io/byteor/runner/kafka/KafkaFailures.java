package io.byteor.runner.kafka;

import io.byteor.runner.replay.ChunkFailedException;
import io.byteor.runner.replay.ClaimLostException;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;

/**
 * What Kafka's exceptions mean for a claim: fenced, it is lost; everything else, a commit without an answer above all, leaves
 * the chunk's fate to be found out.
 */
final class KafkaFailures {
    private KafkaFailures() {}

    static void run(String doing, Runnable work) {
        call(doing, () -> {
            work.run();
            return true;
        });
    }

    static <T> T call(String doing, Supplier<T> work) {
        try {
            return work.get();
        } catch (KafkaException | IllegalStateException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof ProducerFencedException || cause instanceof InvalidProducerEpochException) {
                    throw new ClaimLostException("fenced while " + doing, e);
                }
            }
            throw new ChunkFailedException("Kafka failed while " + doing, e);
        }
    }
}
