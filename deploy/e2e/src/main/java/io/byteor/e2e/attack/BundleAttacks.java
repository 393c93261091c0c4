package io.byteor.e2e.attack;

import static io.byteor.schemas.error.ErrorCode.AGENT_MISMATCH;
import static io.byteor.schemas.error.ErrorCode.BUNDLE_ALTERED;
import static io.byteor.schemas.error.ErrorCode.BUNDLE_INCOHERENT;
import static io.byteor.schemas.error.ErrorCode.BUNDLE_INCOMPLETE;
import static io.byteor.schemas.error.ErrorCode.BUNDLE_MALFORMED;
import static io.byteor.schemas.error.ErrorCode.DOCUMENT_INVALID;
import static io.byteor.schemas.error.ErrorCode.EXPRESSION_INVALID;
import static io.byteor.schemas.error.ErrorCode.FORMAT_VERSION_UNKNOWN;
import static io.byteor.schemas.error.ErrorCode.SEGMENTS_EXCEEDED;
import static io.byteor.schemas.error.ErrorCode.SPEC_INVALID;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.byteor.e2e.attack.bundle.HostileBundle;
import io.byteor.e2e.attack.door.Attack;
import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.pipeline.PipelineSpec;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Bundles whose archive is honest and whose content is not. */
final class BundleAttacks {
    private static final Digest SPEC_HASH =
            PipelineSpec.parse(HostileBundle.SPEC.getBytes(UTF_8)).specHash();
    private static final Digest MADE_UP = Digest.of(new byte[] {1});
    private static final Digest OTHER = Digest.of(new byte[] {2});
    private static final int DEEP = 2_000;
    /** About as many as a document may have at all. */
    private static final int DECISIONS = 490_000;

    private BundleAttacks() {}

    static List<Attack> all() {
        List<Attack> attacks = new ArrayList<>();
        attacks.addAll(manifests());
        attacks.addAll(documents());
        attacks.addAll(provenance());
        return attacks;
    }

    private static List<Attack> manifests() {
        return List.of(
                bundle(
                        "a file with another digest",
                        BUNDLE_ALTERED,
                        BundleLayout.ENVIRONMENT,
                        "sha256:",
                        it -> it.with(BundleLayout.ENVIRONMENT, "{}")),
                bundle("a segment with a flipped bit", BUNDLE_ALTERED, HostileBundle.SEGMENT, "sha256:", it -> {
                    byte[] segment = it.file(HostileBundle.SEGMENT).clone();
                    segment[segment.length - 20] ^= 4;
                    return it.with(HostileBundle.SEGMENT, segment);
                }),
                bundle(
                        "a file that is missing",
                        BUNDLE_INCOMPLETE,
                        BundleLayout.VALIDATION,
                        "",
                        it -> it.without(BundleLayout.VALIDATION)),
                bundle(
                        "a file that no manifest names",
                        BUNDLE_INCOMPLETE,
                        "data/snapshots/x",
                        "",
                        it -> it.with("data/snapshots/x", "planted")),
                bundle(
                        "a bag without declaration",
                        BUNDLE_MALFORMED,
                        BundleLayout.BAGIT,
                        "",
                        it -> it.with(BundleLayout.BAGIT, "BagIt-Version: 9.9\n")
                                .sealedTags()),
                bundle(
                        "a manifest that is not sorted",
                        BUNDLE_MALFORMED,
                        BundleLayout.MANIFEST,
                        "",
                        it -> it.edited(BundleLayout.MANIFEST, BundleAttacks::reversed)
                                .sealedTags()),
                bundle(
                        "a manifest in capitals",
                        BUNDLE_MALFORMED,
                        BundleLayout.MANIFEST,
                        "",
                        it -> it.edited(BundleLayout.MANIFEST, text -> text.toUpperCase(Locale.ROOT))
                                .sealedTags()),
                bundle(
                        "a manifest with a byte order mark",
                        BUNDLE_MALFORMED,
                        BundleLayout.MANIFEST,
                        "",
                        it -> it.edited(BundleLayout.MANIFEST, text -> "\uFEFF" + text)
                                .sealedTags()),
                bundle(
                        "a manifest that names what lies outside",
                        BUNDLE_MALFORMED,
                        BundleLayout.MANIFEST,
                        "",
                        it -> it.edited(BundleLayout.MANIFEST, text -> text.replaceFirst("data/", "../data/"))
                                .sealedTags()),
                bundle(
                        "a wrong count of bytes",
                        BUNDLE_INCOMPLETE,
                        BundleLayout.BAG_INFO,
                        "",
                        it -> it.edited(
                                        BundleLayout.BAG_INFO,
                                        text -> text.replaceFirst("Payload-Oxum: \\d+", "Payload-Oxum: 1"))
                                .sealedTags()));
    }

    private static List<Attack> documents() {
        return List.of(
                document("JSON that does not end", DOCUMENT_INVALID, BundleLayout.VALIDATION, "", "{"),
                document(
                        "JSON that is too deep",
                        DOCUMENT_INVALID,
                        BundleLayout.VALIDATION,
                        "",
                        HostileBundle.validation(SPEC_HASH, ",\"deep\":" + "[".repeat(DEEP) + "]".repeat(DEEP))),
                document(
                        "JSON with a member twice",
                        DOCUMENT_INVALID,
                        BundleLayout.VALIDATION,
                        "",
                        HostileBundle.validation(SPEC_HASH, ",\"tool\":\"again\"")),
                bundle(
                        "JSON that is no UTF-8",
                        DOCUMENT_INVALID,
                        BundleLayout.VALIDATION,
                        "",
                        it -> it.with(BundleLayout.VALIDATION, new byte[] {'{', '"', (byte) 0xc0, (byte) 0x80, '"', '}'
                                })
                                .sealed()),
                document("a document that its schema refuses", DOCUMENT_INVALID, BundleLayout.VALIDATION, "", "{}"),
                document(
                        "a document that its schema refuses millions of times",
                        DOCUMENT_INVALID,
                        BundleLayout.POLICY_AUDIT,
                        "",
                        "{\"environment\":\"proof\",\"postureDigest\":null,\"decisions\":[%s{}]}"
                                .formatted("{},".repeat(DECISIONS))),
                document(
                        "another spec's validation",
                        BUNDLE_INCOHERENT,
                        BundleLayout.VALIDATION,
                        "sha256:",
                        HostileBundle.validation(MADE_UP, "")),
                spec(
                        "a spec that reads what it has not",
                        SPEC_INVALID,
                        "/roles/0/reads",
                        "\"feed\", \"stages",
                        "\"nowhere\", \"stages"),
                spec(
                        "an expression that does not compile",
                        EXPRESSION_INVALID,
                        "/roles/0/stages/0",
                        "sequence >= 0",
                        "sequence >="),
                incident(
                        "an unknown major version",
                        FORMAT_VERSION_UNKNOWN,
                        "/formatVersion",
                        "9.0",
                        text -> text.replaceFirst("\"formatVersion\":\"[^\"]+\"", "\"formatVersion\":\"9.0\"")),
                incident(
                        "a wrong count of records",
                        BUNDLE_INCOHERENT,
                        "",
                        "100",
                        text -> text.replace("\"records\":100", "\"records\":101")),
                incident(
                        "a wrong range of sequences",
                        BUNDLE_INCOHERENT,
                        "",
                        "99",
                        text -> text.replace("\"lastSequence\":99", "\"lastSequence\":98")),
                Attack.of(
                                "more segments than one announcement names",
                                SEGMENTS_EXCEEDED,
                                "data/journal/",
                                "" + (Limits.SEGMENTS + 1),
                                (door, agent) -> door.push(agent, HostileBundle.withLanes(agent, Limits.SEGMENTS + 1)))
                        .stoppedBy("byteor.ingest.limits.segments"));
    }

    private static List<Attack> provenance() {
        return List.of(
                Attack.of(
                        "another agent's bundle",
                        AGENT_MISMATCH,
                        "incident.json#/agent",
                        "somebody-else",
                        (door, agent) -> door.push(agent, HostileBundle.of("somebody-else"))),
                Attack.of(
                        "a bundle of another environment",
                        ErrorCode.FORBIDDEN,
                        "incident.json#/environment",
                        "proof",
                        (door, agent) -> door.push(
                                door.tokens().of(agent, "agent", "elsewhere"),
                                "application/x-tar",
                                BodyPublishers.ofByteArray(
                                        HostileBundle.of(agent).tar()))),
                Attack.of(
                        "a bundle in a made-up line",
                        BUNDLE_INCOHERENT,
                        "incident.json#/rootBundle",
                        OTHER.toString(),
                        (door, agent) -> door.push(agent, HostileBundle.derived(agent, MADE_UP, OTHER))));
    }

    private static String reversed(String text) {
        return String.join("\n", text.lines().toList().reversed()) + "\n";
    }

    private static Attack bundle(
            String name, ErrorCode code, String place, String value, UnaryOperator<HostileBundle> change) {
        return Attack.of(
                name, code, place, value, (door, agent) -> door.push(agent, change.apply(HostileBundle.of(agent))));
    }

    private static Attack document(String name, ErrorCode code, String path, String value, String content) {
        return bundle(name, code, path, value, it -> it.with(path, content).sealed());
    }

    private static Attack spec(String name, ErrorCode code, String place, String found, String replaced) {
        return bundle(
                name,
                code,
                place,
                "",
                it -> it.edited(BundleLayout.SPEC, text -> text.replace(found, replaced))
                        .sealed());
    }

    private static Attack incident(
            String name, ErrorCode code, String place, String value, UnaryOperator<String> change) {
        return bundle(
                name,
                code,
                place,
                value,
                it -> it.edited(BundleLayout.INCIDENT, change).sealed());
    }
}
