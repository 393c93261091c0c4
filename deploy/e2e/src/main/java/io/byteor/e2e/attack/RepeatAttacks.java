package io.byteor.e2e.attack;

import static io.byteor.schemas.error.ErrorCode.BUNDLE_SETTLED;
import static io.byteor.schemas.error.ErrorCode.BUNDLE_TOO_LARGE;
import static io.byteor.schemas.error.ErrorCode.QUOTA_EXCEEDED;
import static io.byteor.schemas.error.ErrorCode.STAGING_FULL;

import io.byteor.e2e.attack.bundle.HostileBundle;
import io.byteor.e2e.attack.door.Attack;
import io.byteor.e2e.attack.door.Door;
import io.byteor.e2e.attack.door.Reply;
import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.digest.Digest;
import java.io.IOException;
import java.util.List;

/**
 * Bundles of one blob under many paths, of which little is sent and much would be written; many blobs of no bundle; and bundles that are
 * there already, sent once more with something else.
 */
final class RepeatAttacks {
    private static final int BLOB = 1 << 20;
    private static final int HOARD = Limits.BYTES_PER_DAY / 2 - 4096;
    private static final int TOO_OFTEN = Limits.BYTES / BLOB + 1;
    private static final Digest OTHER = Digest.of(new byte[] {9});

    private RepeatAttacks() {}

    static List<Attack> all() {
        return List.of(
                Attack.of(
                                "a blob that is the same file too often",
                                BUNDLE_TOO_LARGE,
                                "data/snapshots/",
                                "",
                                (door, agent) -> door.blobs().push(agent, repeated(agent, TOO_OFTEN)))
                        .stoppedBy("byteor.ingest.limits.bytes"),
                Attack.of(
                                "a blob that is the same file beyond the day's bytes",
                                QUOTA_EXCEEDED,
                                "agent",
                                "",
                                (door, agent) -> {
                                    door.blobs().put(agent, OTHER.toString(), new byte[Limits.BYTES_PER_DAY / 2]);
                                    return DoorAttacks.under(
                                            door.blobs().push(agent, repeated(agent, TOO_OFTEN - 2)), "bytes");
                                })
                        .stoppedBy("byteor.ingest.guards.bytes-per-day"),
                late("a signature after its bundle", (door, bundle) -> door.push(DoorAttacks.STANDING, bundle)),
                late(
                        "a signature after its bundle, by manifests",
                        (door, bundle) -> door.blobs()
                                .commit(
                                        DoorAttacks.STANDING,
                                        bundle.manifests()
                                                .replaceFirst(
                                                        "\\{", "{\"signatures\":[\"%s\"],".formatted(OTHER.hex())))),
                Attack.of("blobs of many agents and no bundle", STAGING_FULL, "blob", "", RepeatAttacks::hoard)
                        .stoppedBy("byteor.ingest.guards.staged-bytes"));
    }

    private static Attack late(String name, Sending sending) {
        String signature = BundleLayout.SIGNATURES + OTHER.hex() + ".dsse.json";
        return Attack.of(name, BUNDLE_SETTLED, signature, "sha256:", (door, agent) -> {
            HostileBundle standing = HostileBundle.of(DoorAttacks.STANDING);
            return sending.send(door, standing.with(signature, new byte[] {9}));
        });
    }

    @FunctionalInterface
    private interface Sending {
        Reply send(Door door, HostileBundle bundle) throws Exception;
    }

    /** As many agents as it takes stage what each of them may. */
    private static Reply hoard(Door door, String agent) throws Exception {
        Reply reply = stage(door, agent);
        for (int more = 0; more * HOARD < Limits.STAGED_BYTES && reply.status() == 201; more++) {
            reply = stage(door, agent + "-" + more);
        }
        return reply;
    }

    private static Reply stage(Door door, String agent) throws Exception {
        byte[] content = BlobAttacks.content(agent, HOARD);
        Reply reply = door.blobs().put(agent, Digest.of(content).toString(), content);
        if (reply.status() == 201) {
            door.blobs().mayStay(Digest.of(content), HOARD);
        }
        return reply;
    }

    private static HostileBundle repeated(String agent, int times) throws IOException {
        HostileBundle bundle = HostileBundle.of(agent);
        for (int i = 0; i < times; i++) {
            bundle.with("data/snapshots/" + i, new byte[BLOB]);
        }
        return bundle.sealed();
    }
}
