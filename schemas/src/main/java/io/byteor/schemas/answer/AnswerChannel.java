package io.byteor.schemas.answer;

import io.byteor.schemas.event.AgentResponded;

/** Where added-up answers are told. */
@FunctionalInterface
public interface AnswerChannel {
    /** Tells without waiting. Where that fails, now or later, {@code lost} is run once, on any thread. */
    void publish(AgentResponded answers, Runnable lost);
}
