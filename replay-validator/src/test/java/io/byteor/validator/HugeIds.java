package io.byteor.validator;

import io.byteor.schemas.event.AgentResponded;
import io.byteor.schemas.event.ApprovalRequested;
import io.byteor.schemas.event.ApprovalVoted;
import io.byteor.schemas.event.CommandOutcome;
import io.byteor.schemas.event.CommandStatus;
import io.byteor.schemas.event.Detail;
import io.byteor.schemas.event.EscalationMoved;
import io.byteor.schemas.event.Mode;
import io.byteor.schemas.event.ReplayAdmitted;
import io.byteor.schemas.event.ReplayControlRequested;
import io.byteor.schemas.event.ReplayProgressed;
import io.byteor.schemas.event.ReplayRequested;
import io.byteor.schemas.event.StartRequested;
import io.byteor.schemas.topic.Topic;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.specific.SpecificRecordBase;

/** Events that decode, under the keys that are theirs, with ids that no part of the system gives. */
public final class HugeIds {
    /** More than any topic takes. */
    private static final String HUGE = "x".repeat(1_050_000);

    /** What a topic takes once, and not twice. */
    private static final String LARGE = "x".repeat(600_000);

    private HugeIds() {}

    /** An event as somebody wrote it. */
    public record Sent(Topic topic, String key, SpecificRecord event) {}

    /** @param mark what every key begins with */
    public static List<Sent> commands(String mark) {
        return List.of(
                sent(Topic.REPLAY_REQUESTED, mark, request(mark, HUGE, World.BUNDLE_ID)),
                // Waits, under an id of its own beside what it says.
                sent(Topic.REPLAY_REQUESTED, mark, request(mark, LARGE, "sha256:" + "0".repeat(64))),
                sent(Topic.REPLAY_REQUESTED, mark, request(mark, "command", LARGE)),
                sent(
                        Topic.REPLAY_REQUESTED,
                        mark + LARGE,
                        ReplayControlRequested.newBuilder()
                                .setCommandId("command")
                                .setReplayId(mark + LARGE)
                                .setControl("pause")
                                .setBy(World.OPERATOR)
                                .setEnvironments(List.of("*"))
                                .setReason("because")
                                .setAt(World.NOON)
                                .build()),
                sent(
                        Topic.REPLAY_ADMITTED,
                        mark,
                        ReplayAdmitted.newBuilder()
                                .setReplayId(LARGE)
                                .setStartKey(mark)
                                .setRequest(request(mark, HUGE, World.BUNDLE_ID))
                                .setAt(World.NOON)
                                .build()),
                sent(
                        Topic.APPROVAL_COMMAND,
                        mark,
                        ApprovalRequested.newBuilder()
                                .setCommandId(LARGE)
                                .setApprovalId(mark)
                                .setRequest(request(mark, "command", "sha256:" + "0".repeat(64)))
                                .setAt(World.NOON)
                                .build()),
                sent(
                        Topic.APPROVAL_COMMAND,
                        mark,
                        ApprovalVoted.newBuilder()
                                .setCommandId(HUGE)
                                .setApprovalId(mark)
                                .setVoter(World.APPROVER)
                                .setApprove(true)
                                .setEnvironments(List.of("*"))
                                .setReason("because")
                                .setAt(World.NOON)
                                .build()),
                sent(
                        Topic.APPROVAL_COMMAND,
                        mark,
                        StartRequested.newBuilder()
                                .setStartKey(mark)
                                .setReplayId(LARGE)
                                .setRunner("runner-1")
                                .setAt(World.NOON)
                                .build()),
                sent(Topic.GOVERNANCE_COMMAND, mark + ":key", with(World.put(mark, "key", "{}"), "commandId", HUGE)),
                sent(
                        Topic.AGENT_RESPONSE,
                        mark + LARGE,
                        AgentResponded.newBuilder()
                                .setAgentId(mark + LARGE)
                                .setPart("capture")
                                .setStatus(403)
                                .setCode("FORBIDDEN")
                                .setCount(9)
                                .setAt(World.NOON)
                                .build()));
    }

    /** One of which it is the fact of its bundle that brings the id along. */
    public static Sent waiting(String mark) {
        return sent(Topic.REPLAY_REQUESTED, mark, request(mark, "command", mark));
    }

    /** One whose key is that of a case. */
    public static Sent move() {
        return sent(
                Topic.ESCALATION_COMMAND,
                "0".repeat(32),
                EscalationMoved.newBuilder()
                        .setCommandId(HUGE)
                        .setEscalationId("0".repeat(32) + ".1764150000.000001")
                        .setTo("resolved")
                        .setBy(World.OPERATOR)
                        .setEnvironments(List.of("*"))
                        .setNote("because")
                        .setAt(World.NOON)
                        .build());
    }

    public static List<Sent> facts(String mark) {
        return List.of(
                sent(Topic.BUNDLE_CAPTURED, mark, with(World.bundle(), "bundleId", mark, "agentId", HUGE)),
                sent(Topic.AGENT, mark, with(World.agent(), "agentId", mark, "environment", HUGE)),
                sent(Topic.AGENT_QUARANTINE, mark, with(World.quarantine(), "caseId", mark, "escalationId", HUGE)),
                sent(
                        Topic.COMMAND_OUTCOME,
                        HUGE,
                        CommandOutcome.newBuilder()
                                .setCommandId(HUGE)
                                .setKind("replay")
                                .setSubject(mark)
                                .setStatus(CommandStatus.DONE)
                                .setAt(World.NOON)
                                .build()),
                sent(
                        Topic.REPLAY_PROGRESS,
                        HUGE,
                        ReplayProgressed.newBuilder()
                                .setReplayId(HUGE)
                                .setEnvironment("demo")
                                .setState("running")
                                .setRunner("runner-1")
                                .setScanned(0)
                                .setSelected(0)
                                .setExpected(0)
                                .setActions(0)
                                .setEffects(0)
                                .setRate(0)
                                .setAt(World.NOON)
                                .build()));
    }

    private static ReplayRequested request(String replayId, String commandId, String bundleId) {
        return World.request(replayId, Mode.DRY_RUN)
                .setCommandId(commandId)
                .setBundleId(bundleId)
                .setDetail(Detail.ACTIONS)
                .build();
    }

    /** Not by its builder, whose copies are of classes that a service under test has loaded apart. */
    private static SpecificRecord with(SpecificRecordBase event, String... fields) {
        for (int field = 0; field < fields.length; field += 2) {
            event.put(fields[field], fields[field + 1]);
        }
        return event;
    }

    private static Sent sent(Topic topic, String key, SpecificRecord event) {
        return new Sent(topic, key, event);
    }
}
