package io.byteor.e2e.attack;

import static io.byteor.schemas.error.ErrorCode.BODY_TOO_LARGE;
import static io.byteor.schemas.error.ErrorCode.BUNDLE_NOT_FOUND;
import static io.byteor.schemas.error.ErrorCode.FILE_NOT_FOUND;
import static io.byteor.schemas.error.ErrorCode.FORBIDDEN;
import static io.byteor.schemas.error.ErrorCode.HEADERS_TOO_LARGE;
import static io.byteor.schemas.error.ErrorCode.NOT_FOUND;
import static io.byteor.schemas.error.ErrorCode.QUOTA_EXCEEDED;
import static io.byteor.schemas.error.ErrorCode.RANGE_NOT_SATISFIABLE;
import static io.byteor.schemas.error.ErrorCode.RATE_LIMITED;
import static io.byteor.schemas.error.ErrorCode.REQUEST_INVALID;
import static io.byteor.schemas.error.ErrorCode.UNAUTHENTICATED;

import io.byteor.e2e.attack.bundle.HostileBundle;
import io.byteor.e2e.attack.bundle.Tar;
import io.byteor.e2e.attack.door.Attack;
import io.byteor.e2e.attack.door.Door;
import io.byteor.e2e.attack.door.Reply;
import io.byteor.e2e.attack.door.Tokens;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;

/** Requests that are wrong before anybody looks at a bundle: by their token, their size, their pace or their number. */
final class DoorAttacks {
    /** The agent of the bundle that is there before all attacks. */
    static final String STANDING = "honest-0";

    private static final String UNKNOWN = Door.BUNDLES + "/" + Digest.of(new byte[] {3});

    private DoorAttacks() {}

    static List<Attack> all() {
        List<Attack> attacks = new ArrayList<>();
        attacks.addAll(tokens());
        attacks.addAll(requests());
        attacks.addAll(limits());
        return attacks;
    }

    private static List<Attack> tokens() {
        return List.of(
                token("no token", UNAUTHENTICATED, (tokens, agent) -> ""),
                token("a token of no form", UNAUTHENTICATED, (tokens, agent) -> "a.b.c"),
                token("an expired token", UNAUTHENTICATED, Tokens::expired),
                token("a token that is not valid yet", UNAUTHENTICATED, Tokens::notYetValid),
                token("a forged token", UNAUTHENTICATED, Tokens::forged),
                token("a token that needs no signature", UNAUTHENTICATED, Tokens::unsigned),
                token("a token for another audience", UNAUTHENTICATED, Tokens::otherAudience),
                token("a token of another issuer", UNAUTHENTICATED, Tokens::otherIssuer),
                token("an analyst's token", FORBIDDEN, (tokens, agent) -> tokens.of(agent, "analyst", "*")),
                token("an admin's token", FORBIDDEN, (tokens, agent) -> tokens.of(agent, "admin", "*")));
    }

    private static List<Attack> requests() {
        return List.of(
                Attack.of(
                        "a path that there is not",
                        NOT_FOUND,
                        "",
                        "",
                        (door, agent) -> door.get(door.tokens().agent(agent), "/capture/v1/nowhere")),
                Attack.of(
                        "a bundle that there is not",
                        BUNDLE_NOT_FOUND,
                        "bundleId",
                        "sha256:",
                        (door, agent) -> door.get(door.tokens().agent(agent), UNKNOWN)),
                Attack.of(
                        "a file that the bundle has not",
                        FILE_NOT_FOUND,
                        "path",
                        "data/nowhere",
                        (door, agent) -> door.get(door.tokens().agent(STANDING), standing() + "/files/data/nowhere")),
                Attack.of(
                        "a range beyond the file",
                        RANGE_NOT_SATISFIABLE,
                        "Range",
                        "bytes=",
                        (door, agent) -> door.send(
                                door.tokens().agent(STANDING),
                                door.request(standing() + "/files/bagit.txt").header("Range", "bytes=999999-"))),
                Attack.of(
                        "another agent's bundle, to read",
                        FORBIDDEN,
                        "agent",
                        "agent-",
                        (door, agent) -> door.get(door.tokens().agent(agent), standing())),
                Attack.of(
                        "another environment's bundle, to read",
                        FORBIDDEN,
                        "environment",
                        "proof",
                        (door, agent) -> door.get(door.tokens().of(agent, "analyst", "elsewhere"), standing())),
                Attack.of(
                        "a bundle id of no form",
                        REQUEST_INVALID,
                        "",
                        "nonsense",
                        (door, agent) -> door.get(door.tokens().agent(agent), Door.BUNDLES + "/nonsense")),
                Attack.of(
                                "a method that is not taken",
                                REQUEST_INVALID,
                                "",
                                "",
                                (door, agent) -> door.send(
                                        door.tokens().agent(agent),
                                        door.request(Door.BUNDLES).DELETE()))
                        .withStatus(405),
                Attack.of(
                                "a media type that is not taken",
                                REQUEST_INVALID,
                                "",
                                "",
                                (door, agent) -> door.push(
                                        door.tokens().agent(agent), "text/plain", BodyPublishers.ofString("bundle")))
                        .withStatus(415));
    }

    static String standing() throws IOException {
        return Door.BUNDLES + "/" + HostileBundle.of(STANDING).id();
    }

    private static List<Attack> limits() {
        return List.of(
                Attack.of(
                                "header fields too large",
                                HEADERS_TOO_LARGE,
                                "headers",
                                "",
                                (door, agent) -> door.send(
                                        door.tokens().agent(agent),
                                        door.request(UNKNOWN).header("X-Padding", "x".repeat(Limits.HEADER_BYTES))))
                        .stoppedBy("byteor.ingest.guards.header-bytes"),
                Attack.of(
                                "a body that is announced too large",
                                BODY_TOO_LARGE,
                                "body",
                                "99999999999",
                                (door, agent) -> {
                                    try (Door.Slow push =
                                            door.beginPush(agent, "Content-Length: 99999999999", Door.beginning())) {
                                        return push.reply();
                                    }
                                })
                        .stoppedBy("byteor.ingest.guards.body-bytes"),
                Attack.of(
                                "a body that turns out too large",
                                BODY_TOO_LARGE,
                                "body",
                                "",
                                (door, agent) -> door.push(
                                        door.tokens().agent(agent),
                                        "application/x-tar",
                                        BodyPublishers.ofInputStream(
                                                () -> new ByteArrayInputStream(large(Limits.BODY_BYTES)))))
                        .stoppedBy("byteor.ingest.guards.body-bytes"),
                Attack.of("too many requests", RATE_LIMITED, "agent", "agent-", (door, agent) -> {
                            for (int i = 0; i < Limits.REQUESTS_PER_MINUTE; i++) {
                                door.push(agent, new byte[0]);
                            }
                            return under(door.push(agent, new byte[0]), "requests");
                        })
                        .stoppedBy("byteor.ingest.guards.requests-per-minute"),
                Attack.of("more bytes than the day's", QUOTA_EXCEEDED, "agent", "agent-", (door, agent) -> {
                            byte[] large = large(Limits.BYTES_PER_DAY / 2 - 4096);
                            door.push(agent, large);
                            door.push(agent, large);
                            return under(door.push(agent, large), "bytes");
                        })
                        .stoppedBy("byteor.ingest.guards.bytes-per-day"));
    }

    /** A tar with one file of so many bytes, which is taken until it turns out that no bundle is around it. */
    private static byte[] large(int bytes) {
        return new Tar().entry("b/data/snapshots/1", Tar.FILE, new byte[bytes]).bytes();
    }

    /** The reply, if it is this policy that refused. */
    static Reply under(Reply reply, String policy) {
        if (reply.header("RateLimit-Policy")
                .filter(it -> it.startsWith('"' + policy + '"'))
                .isEmpty()) {
            throw new IllegalStateException("not refused under the policy of " + policy + ": " + reply);
        }
        return reply;
    }

    private static Attack token(String name, ErrorCode code, Making making) {
        return Attack.of(
                name,
                code,
                "",
                "",
                (door, agent) -> door.push(
                        making.make(door.tokens(), agent),
                        "application/x-tar",
                        BodyPublishers.ofByteArray(HostileBundle.of(agent).tar())));
    }

    @FunctionalInterface
    private interface Making {
        String make(Tokens tokens, String agent) throws Exception;
    }
}
