package io.byteor.ingest.kafka;

import io.byteor.ingest.guard.AnswerCounts;
import io.byteor.schemas.event.AgentResponded;
import java.time.Duration;

/**
 * Publishes the counted answers of each second that is over. Best effort: what cannot be published now is lost, and counted.
 * Runs on a thread of its own until that is interrupted, and then once more.
 */
public final class AnswerLog implements Runnable {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final AnswerCounts counts;
    private final BrokerConnection broker;

    public AnswerLog(AnswerCounts counts, BrokerConnection broker) {
        this.counts = counts;
        this.broker = broker;
    }

    @Override
    public void run() {
        try {
            while (true) {
                Thread.sleep(SECOND);
                publish();
            }
        } catch (InterruptedException e) {
            publish();
            Thread.currentThread().interrupt();
        }
    }

    private void publish() {
        for (AgentResponded answers : counts.takeFinished()) {
            broker.publish(answers, () -> counts.lose(answers.getCount()));
        }
    }
}
