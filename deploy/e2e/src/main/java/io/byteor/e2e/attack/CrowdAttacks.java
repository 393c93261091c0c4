package io.byteor.e2e.attack;

import static io.byteor.schemas.error.ErrorCode.RATE_LIMITED;
import static io.byteor.schemas.error.ErrorCode.UPLOADS_BUSY;
import static io.byteor.schemas.error.ErrorCode.VERIFICATIONS_BUSY;

import io.byteor.e2e.attack.door.Attack;
import io.byteor.e2e.attack.door.Door;
import io.byteor.e2e.attack.door.Reply;
import io.byteor.schemas.error.ErrorCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Requests of which each is honest, and that are too many at the same time. */
final class CrowdAttacks {
    private static final int LOOKS = Limits.REQUESTS_PER_MINUTE / 2;
    private static final long LOOK_AGAIN = 150;
    private static final int READERS = 32;

    private CrowdAttacks() {}

    static List<Attack> all() {
        return List.of(
                Attack.of("too many uploads at once", RATE_LIMITED, "agent", "agent-", CrowdAttacks::uploads)
                        .stoppedBy("byteor.ingest.guards.uploads"),
                Attack.of(
                                "too many uploads of all agents at once",
                                UPLOADS_BUSY,
                                "uploads",
                                "",
                                CrowdAttacks::uploadsOfAll)
                        .stoppedBy("byteor.ingest.guards.uploads-of-all"),
                Attack.of(
                                "too many verifications at once",
                                VERIFICATIONS_BUSY,
                                "verify",
                                "",
                                (door, agent) -> verifications(door))
                        .stoppedBy("byteor.ingest.guards.verifications"));
    }

    private static Reply uploads(Door door, String agent) throws Exception {
        return DoorAttacks.under(
                crowd(door, Collections.nCopies(Limits.UPLOADS, agent), agent, RATE_LIMITED), "uploads");
    }

    /** As many agents with all that each may have under way as it takes. */
    private static Reply uploadsOfAll(Door door, String agent) throws Exception {
        List<String> agents = new ArrayList<>();
        for (int i = 0; i < Limits.UPLOADS_OF_ALL; i++) {
            agents.add(agent + "-" + i / Limits.UPLOADS);
        }
        return crowd(door, agents, agent, UPLOADS_BUSY);
    }

    /** What an agent is answered while these have an upload under way each. */
    private static Reply crowd(Door door, List<String> agents, String agent, ErrorCode expected) throws Exception {
        List<Door.Slow> crowd = new ArrayList<>();
        try {
            for (String one : agents) {
                crowd.add(door.beginPush(one, "Content-Length: 1048576", Door.beginning()));
            }
            Reply reply = door.push(agent, new byte[0]);
            for (int look = 0; look < LOOKS && reply.status() != expected.status(); look++) {
                Thread.sleep(LOOK_AGAIN); // until the first ones have come in
                reply = door.push(agent, new byte[0]);
            }
            return reply;
        } finally {
            for (Door.Slow one : crowd) {
                one.close();
            }
        }
    }

    /** Whole rounds of readers, until one of them finds all turns taken. */
    private static Reply verifications(Door door) throws Exception {
        String verify = DoorAttacks.standing() + "?verify=true";
        Callable<Reply> reader = () -> door.get(door.tokens().agent(DoorAttacks.STANDING), verify);
        Reply last = reader.call();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int look = 0; look < LOOKS && last.status() == 200; look++) {
                for (Future<Reply> answer : threads.invokeAll(Collections.nCopies(READERS, reader))) {
                    last = last.status() == 200 ? answer.get() : last;
                }
            }
        }
        return last;
    }
}
