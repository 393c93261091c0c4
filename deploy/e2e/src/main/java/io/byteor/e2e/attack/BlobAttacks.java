package io.byteor.e2e.attack;

import static io.byteor.schemas.error.ErrorCode.BLOB_ALTERED;
import static io.byteor.schemas.error.ErrorCode.BODY_IDLE;
import static io.byteor.schemas.error.ErrorCode.BODY_TOO_LARGE;
import static io.byteor.schemas.error.ErrorCode.BUNDLE_TOO_LARGE;
import static io.byteor.schemas.error.ErrorCode.QUOTA_EXCEEDED;
import static io.byteor.schemas.error.ErrorCode.RATE_LIMITED;
import static io.byteor.schemas.error.ErrorCode.REQUEST_INVALID;
import static io.byteor.schemas.error.ErrorCode.UPLOAD_OFFSET;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.byteor.e2e.attack.door.Attack;
import io.byteor.e2e.attack.door.Blobs;
import io.byteor.e2e.attack.door.Door;
import io.byteor.e2e.attack.door.Reply;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ErrorCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Content that is sent ahead of its bundle, and is not what it is said to be. */
final class BlobAttacks {
    private static final int SMALL = 1_000;
    private static final int LARGE = 200_000;
    private static final int HALF_A_DAY = Limits.BYTES_PER_DAY / 2 - 4096;
    private static final Digest OTHER = Digest.of(new byte[] {4});

    private static final List<String> RANGES = List.of(
            "bytes 0-999/5",
            "bytes 999-0/1000",
            "bytes 0-999/999",
            "bytes 0-999/*",
            "bytes 0-999",
            "bytes=0-999/1000",
            "items 0-999/1000",
            "bytes -1-998/1000",
            "bytes 0-999/1000, 0-999/1000",
            "bytes 0-999/9999999999999999999");

    private BlobAttacks() {}

    static List<Attack> all() {
        List<Attack> attacks = new ArrayList<>();
        attacks.addAll(contents());
        attacks.addAll(offsets());
        attacks.addAll(headers());
        attacks.addAll(limits());
        return attacks;
    }

    private static List<Attack> contents() {
        return List.of(
                altered("a small blob with another digest", SMALL, SMALL),
                altered("a large blob with another digest", LARGE, LARGE),
                altered("a blob whose second part is altered", LARGE, LARGE / 2));
    }

    private static Attack altered(String name, int size, int altered) {
        return Attack.of(name, BLOB_ALTERED, "sha256:", "sha256:", (door, agent) -> {
            byte[] content = content(agent, size);
            String digest = Digest.of(content).toString();
            content[size - 1] ^= 1;
            Reply reply = door.blobs()
                    .put(agent, digest, "bytes 0-%d/%d".formatted(altered - 1, size), Arrays.copyOf(content, altered));
            if (altered < size) {
                reply = door.blobs()
                        .put(
                                agent,
                                digest,
                                "bytes %d-%d/%d".formatted(altered, size - 1, size),
                                Arrays.copyOfRange(content, altered, size));
            }
            if (!door.blobs().isUnknown(agent, Digest.parse(digest))) {
                throw new IllegalStateException("a refused blob is staged");
            }
            return reply;
        });
    }

    private static List<Attack> offsets() {
        return List.of(
                offset("a blob that begins in its middle", 0, 10),
                offset("a blob that leaves a gap", 10, 20),
                offset("a blob that goes back", 100, 50),
                Attack.of("the end of a blob that has only begun", UPLOAD_OFFSET, "sha256:", "10", (door, agent) -> {
                    byte[] content = content(agent, SMALL);
                    door.blobs().stageBeginning(agent, content, 10);
                    String digest = Digest.of(content).toString();
                    return at(10, door.blobs().put(agent, digest, "bytes */1000", new byte[0]));
                }),
                Attack.of("a blob whose size changes", UPLOAD_OFFSET, "sha256:", "10", (door, agent) -> {
                    byte[] content = content(agent, SMALL);
                    door.blobs().stageBeginning(agent, content, 10);
                    String digest = Digest.of(content).toString();
                    return at(10, door.blobs().put(agent, digest, "bytes 10-19/999", new byte[10]));
                }),
                Attack.of("a blob that goes on where another agent's stands", UPLOAD_OFFSET, "", "0", (door, agent) -> {
                    byte[] content = content(agent, SMALL);
                    door.blobs().stageBeginning(agent + "-victim", content, 10);
                    if (!door.blobs().isUnknown(agent, Digest.of(content))) {
                        throw new IllegalStateException("an agent sees what another has staged");
                    }
                    return at(0, door.blobs().part(agent, content, 10, SMALL));
                }));
    }

    private static Attack offset(String name, int stands, int from) {
        return Attack.of(name, UPLOAD_OFFSET, "sha256:", Integer.toString(stands), (door, agent) -> {
            byte[] content = content(agent, SMALL);
            if (stands > 0) {
                door.blobs().stageBeginning(agent, content, stands);
            }
            return at(stands, door.blobs().part(agent, content, from, SMALL));
        });
    }

    /** The reply, if it tells where the upload stands. */
    private static Reply at(int offset, Reply reply) {
        if (!reply.header("Upload-Offset")
                .filter(Integer.toString(offset)::equals)
                .isPresent()) {
            throw new IllegalStateException("no Upload-Offset of %d: %s".formatted(offset, reply));
        }
        return reply;
    }

    private static List<Attack> headers() {
        List<Attack> attacks = new ArrayList<>();
        for (String range : RANGES) {
            attacks.add(range("the Content-Range " + range, "Content-Range", range));
        }
        attacks.add(range("more bytes than the range says", "Content-Length", "bytes 0-899/1000"));
        attacks.add(range("fewer bytes than the range says", "Content-Length", "bytes 0-1999/2000"));
        attacks.add(range("bytes behind the end", "Content-Length", "bytes */1000"));
        attacks.add(invalid("more bytes than the range said, as it turns out", "Content-Range", (door, agent) -> {
            byte[] content = content(agent, SMALL);
            String digest = Digest.of(content).toString();
            // Where the body comes in pieces, what came before the last of them is an honest beginning, and can be gone
            // on from.
            door.blobs().mayStay(Digest.of(content), SMALL - 1L);
            return door.blobs().stream(
                    agent,
                    door.blobs().request(digest).header("Content-Range", "bytes 0-999/1000"),
                    Arrays.copyOf(content, SMALL + 1));
        }));
        attacks.add(invalid("a blob of no size", "Content-Length", (door, agent) -> {
            byte[] content = content(agent, SMALL);
            return door.blobs().stream(
                    agent, door.blobs().request(Digest.of(content).toString()), content);
        }));
        for (String digest : List.of(
                OTHER.hex(),
                "sha256:" + OTHER.hex().toUpperCase(Locale.ROOT),
                "SHA256:" + OTHER.hex(),
                "sha512:" + OTHER.hex() + OTHER.hex(),
                "sha256:" + OTHER.hex().substring(1),
                "sha256:" + OTHER.hex() + "0",
                "sha256:..%2F..%2Fevil",
                "..%2F..%2Fevil")) {
            attacks.add(invalid(
                    "the digest " + digest,
                    "",
                    (door, agent) -> door.blobs().put(agent, digest, content(agent, SMALL))));
        }
        return attacks;
    }

    private static Attack range(String name, String place, String range) {
        return invalid(name, place, (door, agent) -> {
            byte[] content = content(agent, SMALL);
            return door.blobs().put(agent, Digest.of(content).toString(), range, content);
        });
    }

    private static Attack invalid(String name, String place, Attack.Move move) {
        return Attack.of(name, REQUEST_INVALID, place, "", move);
    }

    private static List<Attack> limits() {
        int beyond = Limits.BYTES + 1;
        return List.of(
                Attack.of(
                                "a blob larger than any bundle",
                                BUNDLE_TOO_LARGE,
                                "digest",
                                Integer.toString(beyond),
                                (door, agent) ->
                                        door.blobs().put(agent, OTHER.toString(), "bytes 0-9/" + beyond, new byte[10]))
                        .stoppedBy("byteor.ingest.limits.bytes"),
                begun("a blob too large for one request", BODY_TOO_LARGE, Limits.BODY_BYTES + 1, 1)
                        .stoppedBy("byteor.ingest.guards.body-bytes"),
                begun("a blob that stops arriving", BODY_IDLE, LARGE, SMALL).stoppedBy("byteor.ingest.guards.idle"),
                Attack.of("blobs beyond the day's bytes, refused ones", QUOTA_EXCEEDED, "agent", "", (door, agent) -> {
                            door.blobs().put(agent, OTHER.toString(), new byte[HALF_A_DAY]);
                            door.blobs().put(agent, OTHER.toString(), new byte[HALF_A_DAY]);
                            return DoorAttacks.under(
                                    door.blobs().put(agent, OTHER.toString(), new byte[LARGE]), "bytes");
                        })
                        .stoppedBy("byteor.ingest.guards.bytes-per-day"),
                Attack.of("too many blobs", RATE_LIMITED, "agent", "", (door, agent) -> {
                            for (int i = 0; i < Limits.REQUESTS_PER_MINUTE; i++) {
                                door.blobs().put(agent, OTHER.toString(), new byte[1]);
                            }
                            return DoorAttacks.under(
                                    door.blobs().put(agent, OTHER.toString(), new byte[1]), "requests");
                        })
                        .stoppedBy("byteor.ingest.guards.requests-per-minute"));
    }

    /** A blob of which no more is sent than this. */
    private static Attack begun(String name, ErrorCode code, int size, int sent) {
        return Attack.of(name, code, "body", "", (door, agent) -> {
            byte[] content = content(agent, size);
            Digest blob = Digest.of(content);
            if (code == BODY_IDLE) {
                door.blobs().mayStay(blob, sent);
            }
            try (Door.Slow put = door.begin(
                    "PUT " + Blobs.PATH + blob, agent, "Content-Length: " + size, Arrays.copyOf(content, sent))) {
                return put.reply();
            }
        });
    }

    /** Content that nobody else sends. */
    static byte[] content(String agent, int size) {
        byte[] content = Arrays.copyOf(agent.getBytes(UTF_8), size);
        content[size - 1] = 7;
        return content;
    }
}
