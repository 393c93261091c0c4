package io.byteor.validator.gateway.kafka;

import io.byteor.schemas.answer.AnswerChannel;
import io.byteor.schemas.answer.kafka.KafkaAnswers;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.kafka.ClientSettings;
import io.byteor.schemas.kafka.EventCodec;
import io.byteor.schemas.topic.Topic;
import io.byteor.validator.escalation.EscalationIds;
import io.byteor.validator.gateway.Command;
import io.byteor.validator.gateway.CommandChannel;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/** Commands onto their topics, acknowledged by all in-sync replicas. Thread-safe. */
public final class KafkaCommands implements CommandChannel, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration STOP = Duration.ofSeconds(5);

    private final EventCodec codec;
    private final KafkaProducer<String, byte[]> producer;

    public KafkaCommands(ClientSettings clients, String instanceId, EventCodec codec) {
        this.codec = codec;
        this.producer = new KafkaProducer<>(clients.promptProducer(instanceId + "-commands", PATIENCE));
    }

    @Override
    public void send(Command command) {
        switch (command) {
            case Command.Put(var event) ->
                send(Topic.GOVERNANCE_COMMAND, event.getKind() + ":" + event.getKey(), event);
            case Command.RequestReplay(var event) -> send(Topic.REPLAY_REQUESTED, event.getReplayId(), event);
            case Command.ControlReplay(var event) -> send(Topic.REPLAY_REQUESTED, event.getReplayId(), event);
            case Command.RequestApproval(var event) -> send(Topic.APPROVAL_COMMAND, event.getApprovalId(), event);
            case Command.Vote(var event) -> send(Topic.APPROVAL_COMMAND, event.getApprovalId(), event);
            case Command.Revoke(var event) -> send(Topic.APPROVAL_COMMAND, event.getApprovalId(), event);
            case Command.MoveEscalation(var event) ->
                send(
                        Topic.ESCALATION_COMMAND,
                        EscalationIds.caseOf(event.getEscalationId()).orElseThrow(),
                        event);
        }
    }

    /** Answers go the same way, without being waited for. */
    public AnswerChannel answers() {
        return new KafkaAnswers(codec, producer);
    }

    private void send(Topic topic, String key, SpecificRecord event) {
        try {
            producer.send(new ProducerRecord<>(topic.topicName(), key, codec.encode(topic, event)))
                    .get();
        } catch (ExecutionException | KafkaException e) {
            throw unavailable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(e);
        }
    }

    private static ByteorException unavailable(Exception cause) {
        return new ByteorException(
                ErrorCode.UNAVAILABLE,
                "the command may not have been taken; send it again under the same key",
                null,
                null,
                cause);
    }

    @Override
    public void close() {
        producer.close(STOP);
    }
}
