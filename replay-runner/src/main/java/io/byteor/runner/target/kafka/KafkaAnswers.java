package io.byteor.runner.target.kafka;

import io.byteor.runner.target.TargetLostException;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;

/** Waits for what Kafka answers. */
public final class KafkaAnswers {
    private KafkaAnswers() {}

    /** The answer of an admin call. */
    public static <T> T await(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        }
    }

    /** The same for whatever asks a target's cluster; any failure of Kafka is one of that cluster. */
    static <T> T of(String doing, Supplier<T> work) {
        try {
            return work.get();
        } catch (KafkaException | IllegalStateException e) {
            throw new TargetLostException("Kafka failed while " + doing, e);
        }
    }
}
