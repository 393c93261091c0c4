package io.byteor.bench.validate;

import io.byteor.bench.validate.CommandDesk.Letter;
import io.byteor.schemas.event.ApprovalRequested;
import io.byteor.schemas.event.ApprovalVoted;
import io.byteor.schemas.event.Mode;
import io.byteor.schemas.event.Person;
import io.byteor.schemas.event.ReplayRequested;
import io.byteor.schemas.event.Selection;
import io.byteor.schemas.kafka.EventCodec;
import io.byteor.schemas.topic.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes requests as gateways write them, no two alike. */
record OrderBook(EventCodec codec, CommandDesk desk) {
    /** Approvals asked for and voted on at a time, so that what waits to be voted on stays small. */
    private static final int LOT = 1_000;

    private static final Person OPERATOR = person("olga");
    private static final Person APPROVER = person("anna");

    /** Dry-runs, which need no approval. */
    List<Order> dryRuns(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> order(request(number, id(), Mode.DRY_RUN).build()))
                .toList();
    }

    /** Executes, each naming an approval that somebody asked for and somebody else gave, for this request alone. */
    List<Order> approvedExecutes(int count) {
        List<Order> orders = new ArrayList<>(count);
        for (int from = 0; from < count; from += LOT) {
            int first = from;
            List<String> approvals = Stream.generate(OrderBook::id)
                    .limit(Math.min(LOT, count - from))
                    .toList();
            desk.carryOut(IntStream.range(0, approvals.size())
                    .mapToObj(i -> asked(first + i, approvals.get(i)))
                    .toList());
            desk.carryOut(approvals.stream().map(OrderBook::approved).toList());
            for (int i = 0; i < approvals.size(); i++) {
                orders.add(execute(first + i, approvals.get(i)));
            }
        }
        return orders;
    }

    /** Executes like those, whose approvals nobody has heard of: for contestants that do not look. */
    List<Order> executes(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> execute(number, id()))
                .toList();
    }

    private Order execute(int number, String approvalId) {
        return order(
                request(number, id(), Mode.EXECUTE).setApprovalId(approvalId).build());
    }

    private Order order(ReplayRequested request) {
        return new Order(request.getReplayId(), codec.encode(Topic.REPLAY_REQUESTED, request));
    }

    private static Letter asked(int number, String approvalId) {
        ApprovalRequested command = ApprovalRequested.newBuilder()
                .setCommandId(id())
                .setApprovalId(approvalId)
                .setRequest(request(number, approvalId, Mode.EXECUTE).build())
                .setAt(Incidents.now())
                .build();
        return new Letter(Topic.APPROVAL_COMMAND, approvalId, command);
    }

    private static Letter approved(String approvalId) {
        ApprovalVoted command = ApprovalVoted.newBuilder()
                .setCommandId(id())
                .setApprovalId(approvalId)
                .setVoter(APPROVER)
                .setApprove(true)
                .setEnvironments(List.of("bench"))
                .setReason("The alerts that went missing have to be sent.")
                .setTicket("OPS-4711")
                .setRoles(List.of("approver"))
                .setAt(Incidents.now())
                .build();
        return new Letter(Topic.APPROVAL_COMMAND, approvalId, command);
    }

    private static ReplayRequested.Builder request(int number, String replayId, Mode mode) {
        return ReplayRequested.newBuilder()
                .setCommandId(id())
                .setReplayId(replayId)
                .setBundleId(Incidents.bundleId(number))
                .setMode(mode)
                .setLanes(List.of("feed"))
                .setSelection(Selection.newBuilder()
                        .setFromSequence(100L * number)
                        .setToSequence(100L * number + 99_999)
                        .build())
                .setRate(10_000L)
                .setRequester(OPERATOR)
                .setReason("The alerts that went missing have to be sent.")
                .setTicket("OPS-4711")
                .setSeen(Incidents.SEEN)
                .setEnvironments(List.of("bench"))
                .setRequestedAt(Incidents.now());
    }

    private static Person person(String subject) {
        return Person.newBuilder()
                .setIssuer("https://byteor.local")
                .setSubject(subject)
                .build();
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }
}
