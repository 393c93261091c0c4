package io.byteor.schemas.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.schemas.digest.CanonicalJson;
import io.byteor.schemas.digest.Digest;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A validated pipeline spec. Names are known and unique, lanes and roles form a graph without cycles, and one record causes a
 * bounded number of steps. Immutable. Expressions are text here; {@link CompiledPipeline} compiles.
 */
public final class PipelineSpec {
    public static final String API_VERSION = "byteor.io/v1";
    /** Most lanes, most roles, and most stages of one role. */
    public static final int MOST = 64;
    /** Most stages that one record may pass, over all roles it can reach. */
    public static final long MOST_STEPS = 10_000;

    private final String pipeline;
    private final String version;
    private final List<Lane> lanes;
    private final List<Role> roles;
    private final Digest specHash;
    private final String canonical;

    PipelineSpec(String pipeline, String version, List<Lane> lanes, List<Role> roles, JsonNode document) {
        this.pipeline = pipeline;
        this.version = version;
        this.lanes = List.copyOf(lanes);
        this.roles = List.copyOf(roles);
        this.specHash = CanonicalJson.digest(document);
        this.canonical = CanonicalJson.write(document);
    }

    /**
     * Reads and validates a spec.
     *
     * @throws io.byteor.schemas.error.ByteorException DOCUMENT_INVALID where it is not strict JSON, FORMAT_VERSION_UNKNOWN for
     *     another apiVersion, SPEC_INVALID with the pointer and the value for everything else
     */
    public static PipelineSpec parse(byte[] json) {
        return of(CanonicalJson.parse(json, "spec.json"));
    }

    /** As {@link #parse}, for a document that was read by {@link CanonicalJson}. */
    public static PipelineSpec of(JsonNode document) {
        PipelineSpec spec = SpecReader.read(document);
        LaneGraph.of(spec).requireAcyclic().requireBounded();
        return spec;
    }

    /** The pipeline's name. */
    public String pipeline() {
        return pipeline;
    }

    public String version() {
        return version;
    }

    /** In the order of the document. */
    public List<Lane> lanes() {
        return lanes;
    }

    /** In the order of the document. */
    public List<Role> roles() {
        return roles;
    }

    /** SHA-256 over the document's RFC 8785 form: of the document as it stands, not of what was understood of it. */
    public Digest specHash() {
        return specHash;
    }

    /** The document's RFC 8785 form. */
    public String canonical() {
        return canonical;
    }

    public boolean hasLane(String name) {
        return lanes.stream().anyMatch(lane -> lane.name().equals(name));
    }

    /** The roles that read the lane, in the order of the document. */
    public List<Role> readersOf(String lane) {
        return roles.stream().filter(role -> role.reads().equals(lane)).toList();
    }

    /** The names of all targets that some stage emits to. */
    public SortedSet<String> targets() {
        SortedSet<String> targets = new TreeSet<>();
        for (Role role : roles) {
            for (Stage stage : role.stages()) {
                if (stage instanceof Stage.EmitToTarget emit) {
                    targets.add(emit.target());
                }
            }
        }
        return targets;
    }

    @Override
    public String toString() {
        return pipeline + " " + version;
    }
}
