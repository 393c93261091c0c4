package io.byteor.schemas.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the document member by member. Unknown members are refused: a misspelt {@code replay} must not apply an effect. */
final class SpecReader {
    private static final Set<String> LANE = Set.of("name", "description");
    private static final Set<String> ROLE = Set.of("name", "description", "reads", "stages");
    private static final Set<String> STAGE = Set.of("name", "description", "filter", "map", "emit", "replay");

    private final List<Lane> lanes = new ArrayList<>();

    private SpecReader() {}

    static PipelineSpec read(JsonNode document) {
        SpecNode root = SpecNode.root(document);
        String apiVersion = root.text("apiVersion");
        if (!apiVersion.equals(PipelineSpec.API_VERSION)) {
            throw new ByteorException(
                    ErrorCode.FORMAT_VERSION_UNKNOWN,
                    "this release reads " + PipelineSpec.API_VERSION,
                    "/apiVersion",
                    apiVersion);
        }
        root.onlyMembers(Set.of("apiVersion", "pipeline", "version", "description", "lanes", "roles"));
        return new SpecReader().spec(root, document);
    }

    private PipelineSpec spec(SpecNode root, JsonNode document) {
        readLanes(root);
        List<Role> roles = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (SpecNode node : root.elements("roles")) {
            Role role = role(node);
            requireNew(names, role.name(), node);
            roles.add(role);
        }
        return new PipelineSpec(root.name("pipeline"), root.name("version"), lanes, roles, document);
    }

    private void readLanes(SpecNode root) {
        Set<String> names = new HashSet<>();
        for (SpecNode node : root.elements("lanes")) {
            node.onlyMembers(LANE);
            String name = node.name("name");
            // Lanes are folders of a bundle, and some file systems do not tell case apart.
            if (!names.add(name.toLowerCase(Locale.ROOT))) {
                throw node.invalid("name", "lane names differ, also without regard to case", name);
            }
            lanes.add(new Lane(name));
        }
    }

    private Role role(SpecNode node) {
        node.onlyMembers(ROLE);
        List<Stage> stages = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (SpecNode stageNode : node.elements("stages")) {
            Stage stage = stage(stageNode);
            requireNew(names, stage.name(), stageNode);
            stages.add(stage);
        }
        return new Role(node.name("name"), lane(node, "reads"), stages);
    }

    private Stage stage(SpecNode node) {
        node.onlyMembers(STAGE);
        String name = node.name("name");
        String kind = node.onlyOneOf("filter", "map", "emit");
        Stage stage = switch (kind) {
            case "filter" -> new Stage.Filter(name, node.text(kind));
            case "map" -> new Stage.Map(name, node.text(kind));
            default -> emit(name, node.object(kind), suppressed(node));
        };
        if (node.has("replay") && !(stage instanceof Stage.EmitToTarget)) {
            throw node.invalid("replay", "only an emit to a target has an effect to suppress", node.text("replay"));
        }
        return stage;
    }

    private Stage emit(String name, SpecNode emit, boolean suppressed) {
        if (emit.onlyOneOf("lane", "target").equals("lane")) {
            emit.onlyMembers(Set.of("lane"));
            return new Stage.EmitToLane(name, lane(emit, "lane"));
        }
        emit.onlyMembers(Set.of("target", "key"));
        @Nullable String key = emit.has("key") ? emit.text("key") : null;
        return new Stage.EmitToTarget(name, emit.name("target"), key, suppressed);
    }

    private static boolean suppressed(SpecNode node) {
        if (!node.has("replay")) {
            return false;
        }
        return switch (node.text("replay")) {
            case "suppress" -> true;
            case "apply" -> false;
            case String other -> throw node.invalid("replay", "replay is apply or suppress", other);
        };
    }

    private String lane(SpecNode node, String member) {
        String name = node.text(member);
        if (lanes.stream().noneMatch(lane -> lane.name().equals(name))) {
            throw node.invalid(member, "no lane of this name is declared", name);
        }
        return name;
    }

    private static void requireNew(Set<String> names, String name, SpecNode node) {
        if (!names.add(name)) {
            throw node.invalid("name", "names are unique", name);
        }
    }
}
