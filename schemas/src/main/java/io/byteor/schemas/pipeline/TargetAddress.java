package io.byteor.schemas.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.schemas.digest.CanonicalJson;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.nio.charset.StandardCharsets;

/** Where a named target lies, by the environment's registry entry and never by the bundle. */
public sealed interface TargetAddress {
    /** A topic on our own cluster: {@code {"kafka":{"topic":"quake.alerts"}}}. */
    record KafkaTopic(String topic) implements TargetAddress {}

    /**
     * Reads the environment's entry for a target.
     *
     * @param json the entry
     * @throws ByteorException TARGET_UNRESOLVED for an address that this release cannot write to
     */
    static TargetAddress parse(String target, String json) {
        String place = "targets/" + target;
        JsonNode kafka = CanonicalJson.parse(json.getBytes(StandardCharsets.UTF_8), place)
                .path("kafka");
        JsonNode topic = kafka.path("topic");
        if (!topic.isTextual() || topic.textValue().isBlank() || kafka.size() != 1) {
            throw new ByteorException(
                    ErrorCode.TARGET_UNRESOLVED, "an address is a Kafka topic on our own cluster", place, json);
        }
        return new KafkaTopic(topic.textValue());
    }
}
