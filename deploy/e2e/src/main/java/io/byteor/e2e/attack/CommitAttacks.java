package io.byteor.e2e.attack;

import static io.byteor.schemas.error.ErrorCode.AGENT_MISMATCH;
import static io.byteor.schemas.error.ErrorCode.BODY_TOO_LARGE;
import static io.byteor.schemas.error.ErrorCode.BUNDLE_ALTERED;
import static io.byteor.schemas.error.ErrorCode.BUNDLE_INCOHERENT;
import static io.byteor.schemas.error.ErrorCode.BUNDLE_MALFORMED;
import static io.byteor.schemas.error.ErrorCode.DOCUMENT_INVALID;
import static io.byteor.schemas.error.ErrorCode.EXPRESSION_INVALID;
import static io.byteor.schemas.error.ErrorCode.FILES_EXCEEDED;
import static io.byteor.schemas.error.ErrorCode.FORBIDDEN;
import static io.byteor.schemas.error.ErrorCode.JOURNAL_CORRUPT;
import static io.byteor.schemas.error.ErrorCode.PATH_REFUSED;
import static io.byteor.schemas.error.ErrorCode.PATH_TOO_DEEP;
import static io.byteor.schemas.error.ErrorCode.PATH_TOO_LONG;
import static io.byteor.schemas.error.ErrorCode.REQUEST_INVALID;
import static io.byteor.schemas.error.ErrorCode.SEGMENTS_EXCEEDED;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.byteor.e2e.attack.bundle.HostileBundle;
import io.byteor.e2e.attack.door.Attack;
import io.byteor.e2e.attack.door.Door;
import io.byteor.e2e.attack.door.Reply;
import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ErrorCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Bundles whose manifests come first: manifests that lie, and content that does, or is another's. */
final class CommitAttacks {
    private static final Digest MADE_UP = Digest.of(new byte[] {5});
    private static final Digest OTHER = Digest.of(new byte[] {6});

    private CommitAttacks() {}

    static List<Attack> all() {
        List<Attack> attacks = new ArrayList<>();
        attacks.addAll(manifests());
        attacks.addAll(paths());
        attacks.addAll(contents());
        attacks.addAll(others());
        return attacks;
    }

    private static List<Attack> manifests() {
        return List.of(
                manifest(
                        "manifests that are not sorted",
                        text -> lines(text.lines().toList().reversed())),
                manifest("manifests in capitals", text -> text.toUpperCase(Locale.ROOT)),
                manifest("manifests with a byte order mark", text -> "\uFEFF" + text),
                manifest("manifests without a last line feed", String::stripTrailing),
                manifest("manifests with CR LF", text -> text.replace("\n", "\r\n")),
                manifest(
                        "manifests with a file twice",
                        text -> text.lines().findFirst().orElseThrow() + '\n' + text),
                commit(
                        "a tag manifest that is not sorted",
                        BUNDLE_MALFORMED,
                        BundleLayout.TAG_MANIFEST,
                        "",
                        it -> it.edited(
                                BundleLayout.TAG_MANIFEST,
                                text -> lines(text.lines().toList().reversed()))),
                commit(
                        "a tag manifest that lists payload",
                        BUNDLE_MALFORMED,
                        BundleLayout.TAG_MANIFEST,
                        "data/",
                        it -> it.with(BundleLayout.TAG_MANIFEST, it.file(BundleLayout.MANIFEST))),
                commit(
                        "manifests that disagree",
                        BUNDLE_ALTERED,
                        BundleLayout.MANIFEST,
                        "sha256:",
                        it -> it.edited(BundleLayout.MANIFEST, text -> text.replaceFirst("(?m)^.{64}", OTHER.hex()))),
                json("manifests that are no JSON", DOCUMENT_INVALID, "body", "{"),
                json("a document of tiny values", DOCUMENT_INVALID, "body", "[" + "{},".repeat(Limits.FILES) + "{}]"),
                json("a manifest that is no text", REQUEST_INVALID, "", "{\"manifest\":[],\"tagManifest\":[]}"),
                Attack.of("a signature of a made-up name", REQUEST_INVALID, "", "../", (door, agent) -> {
                    String honest = HostileBundle.of(agent).manifests();
                    return door.blobs().commit(agent, honest.replaceFirst("\\{", "{\"signatures\":[\"../../evil\"],"));
                }),
                json(
                                "manifests too large",
                                BODY_TOO_LARGE,
                                "body",
                                " ".repeat(Limits.MANIFEST_BYTES + (128 << 10)) + "{}")
                        .stoppedBy("byteor.ingest.limits.manifest-bytes"));
    }

    private static List<Attack> paths() {
        List<String> many = new ArrayList<>();
        for (int i = 100; i <= 100 + Limits.FILES - 4; i++) {
            many.add("data/snapshots/" + i);
        }
        return List.of(
                listing("a manifest that climbs out", PATH_REFUSED, List.of("data/../../evil")),
                listing("a manifest with a dot", PATH_REFUSED, List.of("data/./x")),
                listing("a manifest with a backslash", PATH_REFUSED, List.of("data/x\\..\\y")),
                listing("a manifest with an encoded line feed", PATH_REFUSED, List.of("data/x%0Ay")),
                listing("a manifest with a file among the segments", PATH_REFUSED, List.of("data/journal/feed/x.txt")),
                listing("a manifest with names that differ in case", PATH_REFUSED, List.of("data/X", "data/x")),
                listing("a manifest with a file that is a folder", PATH_REFUSED, List.of("data/x", "data/x/y")),
                listing("a manifest with an absolute path", BUNDLE_MALFORMED, List.of("/etc/passwd")),
                listing("a manifest that begins outside", BUNDLE_MALFORMED, List.of("../data/x")),
                listing(
                                "a manifest with a path too long",
                                PATH_TOO_LONG,
                                List.of("data/" + "x".repeat(Limits.PATH_BYTES)))
                        .stoppedBy("byteor.ingest.limits.path-bytes"),
                listing(
                        "a manifest with a name that no file system takes",
                        PATH_TOO_LONG,
                        List.of("data/" + "x".repeat(256))),
                listing(
                                "a manifest with a path too deep",
                                PATH_TOO_DEEP,
                                List.of("data" + "/x".repeat(Limits.PATH_DEPTH)))
                        .stoppedBy("byteor.ingest.limits.path-depth"),
                listing("a manifest with too many files", FILES_EXCEEDED, many)
                        .stoppedBy("byteor.ingest.limits.files"));
    }

    private static List<Attack> contents() {
        return List.of(
                pushed(
                        "a committed spec that does not compile",
                        EXPRESSION_INVALID,
                        "/roles/0/stages/0",
                        it -> it.edited(BundleLayout.SPEC, text -> text.replace("sequence >= 0", "sequence >="))
                                .sealed()),
                pushed(
                        "a committed segment that is none",
                        JOURNAL_CORRUPT,
                        HostileBundle.SEGMENT,
                        it -> it.withSegment("no segment".getBytes(UTF_8)).sealed()),
                Attack.of(
                                "more committed segments than one announcement names",
                                SEGMENTS_EXCEEDED,
                                "data/journal/",
                                "" + (Limits.SEGMENTS + 1),
                                (door, agent) ->
                                        door.blobs().push(agent, HostileBundle.withLanes(agent, Limits.SEGMENTS + 1)))
                        .stoppedBy("byteor.ingest.limits.segments"),
                Attack.of(
                        "a committed bundle in a made-up line",
                        BUNDLE_INCOHERENT,
                        "incident.json#/rootBundle",
                        OTHER.toString(),
                        (door, agent) -> door.blobs().push(agent, HostileBundle.derived(agent, MADE_UP, OTHER))),
                Attack.of(
                        "a committed bundle of another environment",
                        FORBIDDEN,
                        "incident.json#/environment",
                        "proof",
                        (door, agent) -> door.blobs()
                                .push(
                                        agent,
                                        HostileBundle.of(agent),
                                        door.tokens().of(agent, "agent", "elsewhere"))));
    }

    /** What others have staged or stored is missing like what nobody has; whoever sends it all the same is not its agent. */
    private static List<Attack> others() {
        return List.of(
                Attack.of("what another agent has staged", AGENT_MISMATCH, "agent", "-victim", (door, agent) -> {
                    HostileBundle bundle = HostileBundle.of(agent + "-victim");
                    door.blobs().stage(agent + "-victim", bundle);
                    return taken(door, agent, bundle);
                }),
                Attack.of(
                        "what another agent has stored",
                        AGENT_MISMATCH,
                        "agent",
                        DoorAttacks.STANDING,
                        (door, agent) -> taken(door, agent, HostileBundle.of(DoorAttacks.STANDING))));
    }

    private static Reply taken(Door door, String agent, HostileBundle bundle) throws Exception {
        Reply reply = door.blobs().commit(agent, bundle.manifests());
        Collection<String> all =
                bundle.blobs().keySet().stream().map(Digest::toString).sorted().toList();
        if (reply.status() != 202 || !reply.missing().equals(all)) {
            throw new IllegalStateException("not all of it is missing: " + reply);
        }
        return door.blobs().push(agent, bundle);
    }

    private static String lines(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }

    /** Manifests whose payload manifest is edited, and whose tag manifest vouches for it. */
    private static Attack manifest(String name, UnaryOperator<String> edit) {
        return commit(
                name,
                BUNDLE_MALFORMED,
                BundleLayout.MANIFEST,
                "",
                it -> it.edited(BundleLayout.MANIFEST, edit).sealedTags());
    }

    private static Attack listing(String name, ErrorCode code, List<String> paths) {
        var text = new StringBuilder();
        paths.forEach(path -> text.append(OTHER.hex()).append("  ").append(path).append('\n'));
        return commit(
                name,
                code,
                "",
                "",
                it -> it.with(BundleLayout.MANIFEST, text.toString()).sealedTags());
    }

    private static Attack commit(
            String name, ErrorCode code, String place, String value, UnaryOperator<HostileBundle> change) {
        return Attack.of(
                name,
                code,
                place,
                value,
                (door, agent) -> door.blobs()
                        .commit(agent, change.apply(HostileBundle.of(agent)).manifests()));
    }

    private static Attack json(String name, ErrorCode code, String place, String body) {
        return Attack.of(name, code, place, "", (door, agent) -> door.blobs().commit(agent, body));
    }

    private static Attack pushed(String name, ErrorCode code, String place, UnaryOperator<HostileBundle> change) {
        return Attack.of(
                name,
                code,
                place,
                "",
                (door, agent) -> door.blobs().push(agent, change.apply(HostileBundle.of(agent))));
    }
}
