package io.byteor.schemas.bundle.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.bundle.DocumentSchema;
import io.byteor.schemas.bundle.Incident;
import io.byteor.schemas.bundle.Incident.Direction;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.pipeline.PipelineSpec;
import io.byteor.schemas.pipeline.Role;
import io.byteor.schemas.pipeline.Stage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Looks at what the documents say, and at what they do not. */
final class DocumentLint {
    private final Map<String, byte[]> documents;
    private final Set<String> paths;
    private final List<Finding> findings;

    DocumentLint(Map<String, byte[]> documents, Set<String> paths, List<Finding> findings) {
        this.documents = documents;
        this.paths = paths;
        this.findings = findings;
    }

    /** The incident, where it can be read. */
    Optional<Incident> lint() {
        Optional<Incident> incident = read(BundleLayout.INCIDENT, Incident::parse);
        Optional<PipelineSpec> spec = read(BundleLayout.SPEC, PipelineSpec::parse);
        read(BundleLayout.VALIDATION, DocumentSchema.VALIDATION::read).ifPresent(this::lookAtValidation);
        read(BundleLayout.POLICY_AUDIT, DocumentSchema.POLICY_AUDIT::read).ifPresent(this::lookAtPolicy);
        read(BundleLayout.ENVIRONMENT, DocumentSchema.ENVIRONMENT::read);
        if (paths.stream().noneMatch(path -> path.startsWith(BundleLayout.SNAPSHOTS))) {
            find(LintCode.SNAPSHOTS_MISSING, BundleLayout.SNAPSHOTS, "no state was captured", "none");
        }
        if (incident.isPresent() && spec.isPresent()) {
            compareLanes(spec.get(), incident.get());
        }
        return incident;
    }

    private <T> Optional<T> read(String path, Function<byte[], T> reader) {
        byte[] stored = documents.get(path);
        if (stored == null) {
            find(LintCode.DOCUMENT_MISSING, path, "every bundle has this document", "missing");
            return Optional.empty();
        }
        try {
            return Optional.of(reader.apply(stored));
        } catch (ByteorException e) {
            findings.add(BundleLint.unreadable(path, e));
            return Optional.empty();
        }
    }

    private void lookAtValidation(JsonNode validation) {
        if (!"valid".equals(validation.path("status").textValue())) {
            find(
                    LintCode.VALIDATION_INVALID,
                    BundleLayout.VALIDATION + "#/status",
                    "the pipeline was not valid when it ran; see the findings there",
                    validation.path("findings").size() + " findings");
        }
    }

    private void lookAtPolicy(JsonNode policy) {
        if (policy.path("decisions").isEmpty()) {
            find(
                    LintCode.POLICY_DECISIONS_EMPTY,
                    BundleLayout.POLICY_AUDIT + "#/decisions",
                    "no governance decision was in effect",
                    "none");
        }
    }

    private void compareLanes(PipelineSpec spec, Incident incident) {
        SortedSet<String> written = new TreeSet<>();
        for (Role role : spec.roles()) {
            for (Stage stage : role.stages()) {
                if (stage instanceof Stage.EmitToLane emit) {
                    written.add(emit.lane());
                }
            }
        }
        Set<String> inputs = captured(incident, Direction.INPUT);
        SortedSet<String> read = spec.roles().stream().map(Role::reads).collect(Collectors.toCollection(TreeSet::new));
        for (String lane : read) {
            if (!written.contains(lane) && !inputs.contains(lane)) {
                find(LintCode.LANE_NOT_CAPTURED, BundleLayout.SPEC, "a role reads a lane that was not captured", lane);
            }
        }
        Set<String> outputs = captured(incident, Direction.OUTPUT);
        for (String lane : written) {
            if (!outputs.contains(lane)) {
                find(
                        LintCode.OUTPUT_NOT_CAPTURED,
                        BundleLayout.SPEC,
                        "a stage writes a lane that was not captured, so a replay cannot be compared with it",
                        lane);
            }
        }
    }

    private static Set<String> captured(Incident incident, Direction direction) {
        return incident.lanes().stream()
                .filter(lane -> lane.direction() == direction)
                .map(Incident.Lane::name)
                .collect(Collectors.toSet());
    }

    private void find(LintCode code, String place, String detail, Object value) {
        findings.add(Finding.of(code, place, detail, value));
    }
}
