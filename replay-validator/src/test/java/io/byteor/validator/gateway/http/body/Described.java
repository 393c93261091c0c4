package io.byteor.validator.gateway.http.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** A document of OpenAPI, whose schemas are JSON Schemas (2020-12). */
public record Described(JsonNode document) {
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    /** What of it is written by hand. */
    static Described byHand() {
        try (InputStream yaml = Described.class.getResourceAsStream("/META-INF/openapi.yaml")) {
            return new Described(REGISTRY.getSchema(yaml, InputFormat.YAML).getSchemaNode());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode schema(String name) {
        return document.at("/components/schemas/" + name);
    }

    /** What judges by one of its schemas. */
    public Judge judge(JsonNode schema) {
        ObjectNode alone = schema.deepCopy();
        Schema compiled = REGISTRY.getSchema(alone.set("components", document.path("components")));
        return value -> compiled
                .validate(
                        value,
                        context -> context.executionConfig(
                                config -> config.formatAssertionsEnabled(true).failFast(true)))
                .stream()
                .map(Error::toString)
                .toList();
    }

    /** Judges values. */
    public interface Judge {
        /** What is wrong with one first; nothing where it is as described. */
        List<String> faults(JsonNode value);
    }
}
