package io.byteor.validator.gateway.http;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.json.JsonFields;
import java.io.IOException;
import java.io.InputStream;

/** The JSON documents that requests carry. They end up in records, of which a topic takes a mebibyte. */
public final class Documents {
    private static final int GREATEST = 768 << 10;
    private static final String BODY = "body";

    private Documents() {}

    /** @throws ByteorException BODY_TOO_LARGE */
    public static byte[] read(InputStream body) throws IOException {
        byte[] document = body.readNBytes(GREATEST + 1);
        if (document.length > GREATEST) {
            throw new ByteorException(ErrorCode.BODY_TOO_LARGE, "at most " + GREATEST + " bytes of JSON", BODY, null);
        }
        return document;
    }

    /** @throws ByteorException BODY_TOO_LARGE, or why it is no JSON object */
    public static JsonFields parse(InputStream body) throws IOException {
        return JsonFields.parse(read(body), BODY);
    }
}
