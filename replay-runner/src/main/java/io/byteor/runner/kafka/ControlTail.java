package io.byteor.runner.kafka;

import io.byteor.runner.control.Wish;
import io.byteor.runner.control.WishBoard;
import io.byteor.schemas.audit.AuditEvents;
import io.byteor.schemas.event.AgentQuarantined;
import io.byteor.schemas.event.ReplayControl;
import io.byteor.schemas.kafka.EventCodec;
import io.byteor.schemas.kafka.FactTail;
import io.byteor.schemas.topic.Topic;
import org.apache.kafka.common.KafkaException;

/** Reads onto the board what people want of replays, and which agents are in quarantine. */
final class ControlTail implements AutoCloseable {
    private final FactTail controls;
    private final FactTail quarantines;

    private ControlTail(FactTail controls, FactTail quarantines) {
        this.controls = controls;
        this.quarantines = quarantines;
    }

    /**
     * Reads all that stands, so that no replay is driven against it.
     *
     * @throws KafkaException if it cannot be read now
     */
    static ControlTail open(RunnerClients clients, EventCodec codec, WishBoard board) {
        FactTail controls = FactTail.open(
                clients.reader("control"),
                codec,
                Topic.REPLAY_CONTROL,
                (replayId, fact) ->
                        board.post(replayId, fact instanceof ReplayControl control ? wish(control) : Wish.RUN));
        try {
            return new ControlTail(
                    controls,
                    FactTail.open(
                            clients.reader("quarantine"),
                            codec,
                            Topic.AGENT_QUARANTINE,
                            (caseId, fact) -> board.quarantine(
                                    caseId, fact instanceof AgentQuarantined it ? it.getAgentId() : null)));
        } catch (RuntimeException e) {
            controls.close();
            throw e;
        }
    }

    /** Follows from there on, on threads of its own. */
    void start() {
        controls.start();
        quarantines.start();
    }

    @Override
    public void close() {
        quarantines.close();
        controls.close();
    }

    private static Wish wish(ReplayControl control) {
        String reason = AuditEvents.text(control.getBy()) + ": " + control.getReason();
        return switch (control.getWanted()) {
            case "paused" -> new Wish.Pause("paused by " + reason);
            case "cancelled" -> new Wish.Cancel("cancelled by " + reason);
            default -> Wish.RUN;
        };
    }
}
