package io.byteor.cli.verb;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.schemas.digest.CanonicalJson;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Documents that a person wrote into files. */
public final class InputFile {
    private InputFile() {}

    /** @throws ByteorException DOCUMENT_INVALID with the file, line and column */
    public static JsonNode json(Path file) {
        return CanonicalJson.parse(bytes(file), file.toString());
    }

    /** @throws ByteorException REQUEST_INVALID where the file cannot be read */
    public static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new ByteorException(ErrorCode.REQUEST_INVALID, "there is no such file", file.toString(), null, e);
        } catch (IOException e) {
            throw new ByteorException(
                    ErrorCode.REQUEST_INVALID, "the file cannot be read", file.toString(), e.getMessage(), e);
        }
    }

    /** @throws ByteorException DOCUMENT_INVALID where the document has no such text */
    public static String name(JsonNode document, String member, Path file) {
        JsonNode name = document.path(member);
        if (!name.isTextual() || name.asText().isBlank()) {
            throw new ByteorException(
                    ErrorCode.DOCUMENT_INVALID,
                    "a name is expected",
                    file + "#/" + member,
                    name.isMissingNode() ? "nothing" : name);
        }
        return name.asText();
    }
}
