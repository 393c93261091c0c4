package io.byteor.schemas.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.byteor.schemas.digest.CanonicalJson;
import io.byteor.schemas.digest.NormalForm;
import io.byteor.schemas.json.JsonDiff;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What makes one payload of another, short enough to stand in an audit. Immutable.
 *
 * @param patch the operations of a JSON Patch (RFC 6902), in order; where they are cut off, the first ones
 * @param truncated whether operations are left out because they are longer than {@value #MOST_BYTES} bytes together
 */
public record PayloadChange(List<Operation> patch, boolean truncated) {
    /** A hundred of these, twice, have to fit into a record on a topic. */
    static final int MOST_BYTES = 2 << 10;

    public PayloadChange {
        patch = List.copyOf(patch);
    }

    /**
     * One operation.
     *
     * @param op add, remove or replace
     * @param value absent for a remove
     */
    public record Operation(
            String op,
            String path,

            @JsonInclude(JsonInclude.Include.NON_ABSENT) @Nullable
            JsonNode value) {}

    /**
     * The change between two payloads; empty where one of them is not JSON.
     *
     * @param from null for nothing: then all is added
     */
    public static Optional<PayloadChange> between(byte @Nullable [] from, byte[] to) {
        NormalForm before = from == null ? null : NormalForm.of(from);
        NormalForm after = NormalForm.of(to);
        if ((before != null && !before.json()) || !after.json()) {
            return Optional.empty();
        }
        JsonNode start = before == null ? JsonNodeFactory.instance.missingNode() : tree(before);
        List<Operation> patch = new ArrayList<>();
        int bytes = 0;
        for (JsonNode operation : JsonDiff.patch(start, tree(after))) {
            bytes += operation.toString().getBytes(StandardCharsets.UTF_8).length;
            if (bytes > MOST_BYTES) {
                return Optional.of(new PayloadChange(patch, true));
            }
            patch.add(new Operation(
                    operation.path("op").textValue(), operation.path("path").textValue(), operation.get("value")));
        }
        return Optional.of(new PayloadChange(patch, false));
    }

    private static JsonNode tree(NormalForm form) {
        return CanonicalJson.parse(form.bytes(), "payload");
    }
}
