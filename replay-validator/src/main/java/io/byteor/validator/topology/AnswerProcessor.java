package io.byteor.validator.topology;

import io.byteor.schemas.event.AgentResponded;
import io.byteor.schemas.event.AgentState;
import io.byteor.schemas.event.EscalationDue;
import io.byteor.schemas.governance.EscalationCause;
import io.byteor.schemas.kafka.EventCodec;
import io.byteor.schemas.topic.Topic;
import io.byteor.validator.escalation.EscalationSettings;
import io.byteor.validator.escalation.SlidingCount;
import io.byteor.validator.fact.FactMemory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Counts the answers that were no, per agent and status. Only answers to an agent count, whose name a signature vouched for; answers
 * to an address leave no trace here, however many there are. Bounded all the same: when it counts enough agents, others have to wait
 * for their windows to pass.
 */
final class AnswerProcessor extends CommandProcessor {
    private final EscalationSettings settings;

    AnswerProcessor(EventCodec codec, FactMemory memory, EscalationSettings settings) {
        super(Topic.AGENT_RESPONSE, codec, memory);
        this.settings = settings;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        super.init(context);
        context.schedule(settings.window(), PunctuationType.WALL_CLOCK_TIME, _ -> forget());
    }

    @Override
    void handle(SpecificRecord event, byte[] bytes, Instant now) {
        AgentResponded answers = (AgentResponded) event;
        String agent = answers.getAgentId();
        if (agent != null && answers.getCount() > 0) {
            EscalationCause.ofAnswers(answers.getStatus()).ifPresent(cause -> count(cause, agent, answers, now));
        }
    }

    private void count(EscalationCause cause, String agent, AgentResponded answers, Instant now) {
        KeyValueStore<String, byte[]> counts = store(Names.ANSWER_COUNTS);
        String key = cause.text() + '\n' + agent;
        byte[] held = counts.get(key);
        SlidingCount count = (held == null ? SlidingCount.NONE : SlidingCount.of(held))
                .plus(answers.getAt().truncatedTo(ChronoUnit.SECONDS), answers.getCount(), settings.window());
        if (count.total() >= settings.answers()) {
            EscalationProcessor.raise(this, due(cause, agent, count.total(), answers, now));
            counts.delete(key);
        } else if (held != null || counts.approximateNumEntries() < settings.counts()) {
            counts.put(key, count.bytes());
        }
    }

    private EscalationDue due(EscalationCause cause, String agent, long total, AgentResponded answers, Instant now) {
        return EscalationDue.newBuilder()
                .setCause(cause.text())
                .setSubject(agent)
                .setEnvironment(
                        facts().agent(agent).map(AgentState::getEnvironment).orElse(null))
                .setEvidence("%d answers %d to agent %s of %s within %s, the last of them %s by %s"
                        .formatted(
                                total,
                                answers.getStatus(),
                                agent,
                                answers.getIssuer(),
                                settings.window(),
                                answers.getCode(),
                                answers.getPart()))
                .setAt(now)
                .build();
    }

    private void forget() {
        KeyValueStore<String, byte[]> counts = store(Names.ANSWER_COUNTS);
        Instant begin = now().minus(settings.window());
        List<String> old = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> all = counts.all()) {
            while (all.hasNext()) {
                KeyValue<String, byte[]> entry = all.next();
                if (SlidingCount.of(entry.value).latest().isBefore(begin)) {
                    old.add(entry.key);
                }
            }
        }
        old.forEach(counts::delete);
    }

    /** Nobody asked; the dead letter tells of what was not counted. */
    @Override
    void answerFault(SpecificRecord event, Instant now) {}
}
