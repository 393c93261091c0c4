package io.byteor.e2e.govern.escalation;

import io.byteor.e2e.attack.bundle.HostileBundle;
import io.byteor.e2e.attack.door.Door;
import io.byteor.e2e.attack.door.Reply;
import io.byteor.schemas.error.ErrorCode;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;

/** Answers that are no, to agents whose tokens the issuer signed. */
final class AgentRefusals {
    private static final String NO_BUNDLE = Door.BUNDLES + "/sha256:" + "0".repeat(64);
    private static final String TAR = "application/x-tar";

    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final Door door;
    private final int requestsPerMinute;

    AgentRefusals(Door door, int requestsPerMinute) {
        this.door = door;
        this.requestsPerMinute = requestsPerMinute;
    }

    /** Has an agent refused so many times, in the way that leads to the cause. */
    void happen(String cause, String agent, int times) throws Exception {
        switch (cause) {
            case "agent_unauthenticated" -> unauthenticated(agent, times);
            case "agent_forbidden" -> forbidden(agent, times);
            case "agent_throttled" -> throttled(agent, times);
            default -> throw new IllegalArgumentException(cause + " is not about an agent");
        }
    }

    /** By a token that was good once. */
    private void unauthenticated(String agent, int times) throws Exception {
        String expired = door.tokens().expired(agent);
        for (int time = 0; time < times; time++) {
            require(401, door.get(expired, NO_BUNDLE));
        }
    }

    /** By a bundle that another agent captured. */
    private void forbidden(String agent, int times) throws Exception {
        HostileBundle others = HostileBundle.of("another-agent");
        for (int time = 0; time < times; time++) {
            require(403, door.push(agent, others));
        }
    }

    /** By more requests than an agent may send; those that it may are refused otherwise. */
    private void throttled(String agent, int times) throws Exception {
        int refused = 0;
        for (int request = 0; refused < times; request++) {
            Reply reply = door.push(door.tokens().agent(agent), TAR, BodyPublishers.ofByteArray(new byte[0]));
            refused += reply.status() == 429 || held(reply) ? 1 : 0;
            if (request > 2 * requestsPerMinute + times) {
                throw new IllegalStateException(agent + " is never throttled: " + reply);
            }
        }
    }

    /** Whether nothing is taken from the agent, whatever it sends. */
    boolean held(String agent) throws Exception {
        return held(door.push(door.tokens().agent(agent), TAR, BodyPublishers.ofByteArray(new byte[0])));
    }

    /** Whether that is still so after some seconds. */
    boolean staysHeld(String agent) throws Exception {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (held(agent)) {
            if (System.nanoTime() > deadline) {
                return true;
            }
            Thread.sleep(LOOK_AGAIN);
        }
        return false;
    }

    private static boolean held(Reply reply) {
        return reply.code().equals(ErrorCode.AGENT_QUARANTINED.name());
    }

    private static void require(int status, Reply reply) {
        if (reply.status() != status) {
            throw new IllegalStateException(status + " was to be the answer: " + reply);
        }
    }
}
