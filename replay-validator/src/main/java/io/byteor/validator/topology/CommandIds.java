package io.byteor.validator.topology;

import io.byteor.schemas.event.AgentResponded;
import io.byteor.schemas.event.ApprovalRequested;
import io.byteor.schemas.event.ApprovalRevoked;
import io.byteor.schemas.event.ApprovalVoted;
import io.byteor.schemas.event.EscalationDue;
import io.byteor.schemas.event.EscalationMoved;
import io.byteor.schemas.event.GovernanceCommand;
import io.byteor.schemas.event.ReplayAdmitted;
import io.byteor.schemas.event.ReplayControlRequested;
import io.byteor.schemas.event.ReplayRequested;
import io.byteor.schemas.event.StartRequested;
import io.byteor.schemas.governance.EscalationCase;
import io.byteor.validator.escalation.EscalationIds;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/** What commands go by: whatever becomes the key of a record or of an entry in a store. */
final class CommandIds {
    /** In bytes. No id that a gateway takes, in a document or in a URL, is longer. */
    static final int LONGEST = 4 << 10;

    private static final String ADDRESS = "address:";

    private CommandIds() {}

    /** What its record's key must be. */
    static String key(SpecificRecord command) {
        return switch (command) {
            case ReplayRequested it -> it.getReplayId();
            case ReplayControlRequested it -> it.getReplayId();
            case ReplayAdmitted it -> it.getStartKey();
            case ApprovalRequested it -> it.getApprovalId();
            case ApprovalVoted it -> it.getApprovalId();
            case ApprovalRevoked it -> it.getApprovalId();
            case StartRequested it -> it.getStartKey();
            case GovernanceCommand it -> it.getKind() + ":" + it.getKey();
            case EscalationDue it -> EscalationCase.of(it.getCause(), it.getSubject());
            case EscalationMoved it ->
                EscalationIds.caseOf(it.getEscalationId()).orElse("");
            case AgentResponded it -> it.getAgentId() == null ? ADDRESS + it.getAddress() : it.getAgentId();
            default -> throw new IllegalStateException(command.getClass().getName() + " is no command");
        };
    }

    /** One that is longer than any that is given; empty where there is none. */
    static Optional<String> tooLong(SpecificRecord command) {
        return Stream.concat(Stream.of(key(command)), others(command))
                .filter(id -> id.getBytes(StandardCharsets.UTF_8).length > LONGEST)
                .findFirst();
    }

    private static Stream<String> others(SpecificRecord command) {
        return switch (command) {
            case ReplayRequested it ->
                Stream.of(
                        it.getCommandId(),
                        it.getReplayId(),
                        it.getBundleId(),
                        Objects.requireNonNullElse(it.getEnvironment(), ""),
                        Objects.requireNonNullElse(it.getCandidate(), ""),
                        Objects.requireNonNullElse(it.getApprovalId(), ""));
            case ReplayControlRequested it -> Stream.of(it.getCommandId());
            case ReplayAdmitted it -> Stream.concat(Stream.of(it.getReplayId()), others(it.getRequest()));
            case ApprovalRequested it -> Stream.concat(Stream.of(it.getCommandId()), others(it.getRequest()));
            case ApprovalVoted it -> Stream.of(it.getCommandId());
            case ApprovalRevoked it -> Stream.of(it.getCommandId());
            case StartRequested it -> Stream.of(it.getReplayId());
            case GovernanceCommand it -> Stream.of(it.getCommandId());
            case EscalationMoved it -> Stream.of(it.getCommandId(), it.getEscalationId());
            default -> Stream.empty();
        };
    }
}
