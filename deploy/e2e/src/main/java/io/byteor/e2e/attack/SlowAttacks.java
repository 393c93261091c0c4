package io.byteor.e2e.attack;

import static io.byteor.schemas.error.ErrorCode.BODY_IDLE;
import static io.byteor.schemas.error.ErrorCode.HEADERS_LATE;

import io.byteor.e2e.attack.bundle.HostileBundle;
import io.byteor.e2e.attack.bundle.Tar;
import io.byteor.e2e.attack.door.Attack;
import io.byteor.e2e.attack.door.Blobs;
import io.byteor.e2e.attack.door.Door;
import io.byteor.schemas.digest.Digest;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Requests that keep whoever listens waiting: through the front port, and at ingest's own. */
final class SlowAttacks {
    private static final String IDLE = "byteor.ingest.guards.idle";
    private static final String LENGTH = "Content-Length: 1048576";
    private static final String PUSH = "POST " + Door.BUNDLES;
    private static final String PUT = "PUT " + Blobs.PATH + Digest.of(new byte[] {8});
    private static final byte[] NOTHING = {};

    private SlowAttacks() {}

    static List<Attack> all() {
        return List.of(
                body(
                                "a body that stops arriving",
                                "then nothing",
                                (door, agent) -> door.beginPush(agent, LENGTH, Door.beginning()))
                        .stoppedBy(IDLE),
                body(
                        "a segment that stops arriving",
                        "then nothing",
                        (door, agent) -> half(door, agent, HostileBundle.SEGMENT)),
                body(
                        "a block table that stops arriving",
                        "then nothing",
                        (door, agent) -> half(door, agent, HostileBundle.TABLE)),
                body("a body that never begins", "", (door, agent) -> door.beginPush(agent, LENGTH, NOTHING)),
                body("a blob that never begins", "", (door, agent) -> door.begin(PUT, agent, LENGTH, NOTHING)),
                body(
                                "a body that never begins, at ingest",
                                "0 bytes",
                                (door, agent) -> door.beginAtIngest(PUSH, agent, LENGTH))
                        .stoppedBy(IDLE),
                body(
                                "a blob that never begins, at ingest",
                                "0 bytes",
                                (door, agent) -> door.beginAtIngest(PUT, agent, LENGTH))
                        .stoppedBy(IDLE),
                Attack.of("a head that never ends", HEADERS_LATE, "headers", "", (door, agent) -> {
                            try (Door.Slow head = door.beginHeadAtIngest("GET / HTTP/1.1\r\nHost: x\r\n")) {
                                return head.reply();
                            }
                        })
                        .stoppedBy("byteor.ingest.guards.head"));
    }

    private static Door.Slow half(Door door, String agent, String path) throws IOException {
        byte[] content = HostileBundle.of(agent).file(path);
        byte[] tar = new Tar().entry("b/" + path, Tar.FILE, content).bytes();
        return door.beginPush(agent, LENGTH, Arrays.copyOf(tar, Tar.BLOCK + content.length / 2));
    }

    private static Attack body(String name, String value, Beginning beginning) {
        return Attack.of(name, BODY_IDLE, "body", value, (door, agent) -> {
            try (Door.Slow begun = beginning.at(door, agent)) {
                return begun.reply();
            }
        });
    }

    @FunctionalInterface
    private interface Beginning {
        Door.Slow at(Door door, String agent) throws Exception;
    }
}
