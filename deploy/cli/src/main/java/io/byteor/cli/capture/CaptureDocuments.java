package io.byteor.cli.capture;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.byteor.cli.verb.ToolVersion;
import io.byteor.schemas.bundle.DocumentSchema;
import io.byteor.schemas.digest.CanonicalJson;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.pipeline.PipelineSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The documents of a bundle: those that were given, and in place of the others what is truly known, with a note that it was not
 * given. Nothing is made up.
 */
final class CaptureDocuments {
    private static final String UNKNOWN = "unknown";

    private CaptureDocuments() {}

    static byte[] read(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new ByteorException(ErrorCode.REQUEST_INVALID, "there is no such file", file.toString(), null, e);
        }
    }

    /** The given document, or else the one that stands in for it; either way one that its schema takes. */
    private static byte[] checked(DocumentSchema schema, @Nullable Path given, ObjectNode otherwise)
            throws IOException {
        byte[] document = given == null ? CanonicalJson.write(otherwise).getBytes(StandardCharsets.UTF_8) : read(given);
        try {
            schema.read(document);
        } catch (ByteorException e) {
            String place = given == null ? schema.path() : given + " as " + e.place();
            throw new ByteorException(e.code(), e.detail(), place, e.value(), e);
        }
        return document;
    }

    static byte[] validation(@Nullable Path given, PipelineSpec spec) throws IOException {
        ObjectNode otherwise = object("Compiled when the bundle was made; the runtime's own output was not given.")
                .put("tool", ToolVersion.NAME)
                .put("version", ToolVersion.current())
                .put("specHash", spec.specHash().toString())
                .put("status", "valid");
        otherwise.putArray("findings");
        return checked(DocumentSchema.VALIDATION, given, otherwise);
    }

    static byte[] policyAudit(@Nullable Path given, String environment) throws IOException {
        ObjectNode otherwise = object("The decisions in effect were not given when the bundle was made.")
                .put("environment", environment)
                .putNull("postureDigest");
        otherwise.putArray("decisions");
        return checked(DocumentSchema.POLICY_AUDIT, given, otherwise);
    }

    static byte[] environment(@Nullable Path given, String environment, PipelineSpec spec) throws IOException {
        ObjectNode otherwise = object("The runtime's environment was not given when the bundle was made.")
                .put("name", environment)
                .put("runtime", UNKNOWN)
                .put("version", UNKNOWN)
                .put("host", UNKNOWN)
                .put("os", UNKNOWN);
        otherwise.putObject("config");
        spec.targets().forEach(otherwise.putArray("targets")::add);
        return checked(DocumentSchema.ENVIRONMENT, given, otherwise);
    }

    private static ObjectNode object(String note) {
        return CanonicalJson.mapper().createObjectNode().put("note", note);
    }
}
