package io.byteor.schemas.answer.kafka;

import io.byteor.schemas.answer.AnswerChannel;
import io.byteor.schemas.event.AgentResponded;
import io.byteor.schemas.kafka.EventCodec;
import io.byteor.schemas.topic.Topic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * Answers onto {@code byteor.agent.response}, keyed by the agent, or by the address where nobody is known. Thread-safe.
 *
 * @param producer stays whoever's it is
 */
public record KafkaAnswers(EventCodec codec, Producer<String, byte[]> producer) implements AnswerChannel {
    private static final String ADDRESS = "address:";

    @Override
    public void publish(AgentResponded answers, Runnable lost) {
        String agent = answers.getAgentId();
        ProducerRecord<String, byte[]> told = new ProducerRecord<>(
                Topic.AGENT_RESPONSE.topicName(),
                agent == null ? ADDRESS + answers.getAddress() : agent,
                codec.encode(Topic.AGENT_RESPONSE, answers));
        try {
            var _ = producer.send(told, (where, failure) -> {
                if (failure != null) {
                    lost.run();
                }
            });
        } catch (KafkaException | IllegalStateException e) {
            lost.run(); // which is counted; a closed producer is an IllegalStateException
        }
    }
}
