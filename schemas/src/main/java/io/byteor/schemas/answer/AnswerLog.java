package io.byteor.schemas.answer;

import io.byteor.schemas.event.AgentResponded;
import java.time.Duration;

/**
 * Tells the counted answers of each second that is over. Best effort: what cannot be told now is lost, and counted. Runs on a
 * thread of its own until that is interrupted, and then once more.
 */
public final class AnswerLog implements Runnable {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final AnswerCounts counts;
    private final AnswerChannel channel;

    public AnswerLog(AnswerCounts counts, AnswerChannel channel) {
        this.counts = counts;
        this.channel = channel;
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
            channel.publish(answers, () -> counts.lose(answers.getCount()));
        }
    }
}
