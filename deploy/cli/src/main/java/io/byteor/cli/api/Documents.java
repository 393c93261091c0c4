package io.byteor.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;

/** Members of answers. */
final class Documents {
    private Documents() {}

    /** @throws ByteorException INTERNAL where the service left out what it owes */
    static String text(JsonNode document, String name) {
        JsonNode member = document.path(name);
        if (!member.isValueNode() || member.isNull()) {
            throw new ByteorException(ErrorCode.INTERNAL, "the answer lacks a member", "/" + name, document);
        }
        return member.asText();
    }
}
