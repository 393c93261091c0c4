package io.byteor.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.cli.http.Answer;
import io.byteor.cli.http.ApiClient;
import io.byteor.cli.http.BodyReader;
import io.byteor.cli.http.CallOptions;
import io.byteor.cli.http.Content;
import io.byteor.cli.http.RequestPath;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Bundles in and out of ingest. Failures are those of {@link ApiClient}. Thread-safe. */
public final class CaptureApi {
    private static final String BUNDLES = "/capture/v1/bundles";
    private static final String BLOBS = "/capture/v1/blobs";
    private static final String OFFSET = "Upload-Offset";

    private final ApiClient client;

    public CaptureApi(ApiClient client) {
        this.client = client;
    }

    /** What ingest made of a bundle, or of its manifests. */
    public sealed interface Outcome {}

    /**
     * It is stored and announced.
     *
     * @param created false where the same bundle was there already
     */
    public record Stored(String bundleId, boolean created, JsonNode document) implements Outcome {}

    /** This content is still to be sent. */
    public record Missing(List<Digest> blobs) implements Outcome {
        public Missing {
            blobs = List.copyOf(blobs);
        }
    }

    /**
     * Uploads one bundle as one tar stream.
     *
     * @param tar opens the archive; opened anew for each attempt
     */
    public Stored push(Supplier<? extends InputStream> tar, CallOptions options) {
        return stored(client.upload(BUNDLES, "application/x-tar", tar, options));
    }

    /** Sends the manifests of a bundle, which commits it where no content is missing. */
    public Outcome commit(JsonNode manifests, CallOptions options) {
        Answer answer = client.submit(BUNDLES, manifests, options);
        if (answer.status() != 202) {
            return stored(answer);
        }
        List<Digest> missing = new ArrayList<>();
        answer.body().path("missing").forEach(digest -> missing.add(Digest.parse(digest.asText())));
        return new Missing(missing);
    }

    private static Stored stored(Answer answer) {
        return new Stored(Documents.text(answer.body(), "bundleId"), answer.status() == 201, answer.body());
    }

    /**
     * How much of a blob has arrived.
     *
     * @param complete whether it is there; it need not be where every byte has arrived, if ingest was lost before it had checked them
     */
    public record Standing(long received, boolean complete) {
        public static final Standing NOTHING = new Standing(0, false);
    }

    /** How far a blob of so many bytes is. */
    public Standing standing(Digest blob, long total) {
        return client.head(place(blob))
                .map(headers -> headers.firstValueAsLong(OFFSET))
                .map(offset -> offset.isPresent() ? new Standing(offset.getAsLong(), false) : new Standing(total, true))
                .orElse(Standing.NOTHING);
    }

    /** Sends a blob or a part of it, and answers how many bytes of it have arrived now. */
    public long send(Digest blob, Content content, Duration atMost) {
        Answer answer = client.put(place(blob), content, atMost);
        if (answer.status() != 202) {
            return content.total();
        }
        return answer.headers()
                .firstValueAsLong(OFFSET)
                .orElseThrow(() -> new ByteorException(ErrorCode.INTERNAL, "the answer lacks a header", OFFSET, null));
    }

    private static String place(Digest blob) {
        return RequestPath.of(BLOBS, blob.toString());
    }

    public boolean has(String bundleId) {
        return client.has(RequestPath.of(BUNDLES, bundleId));
    }

    /** The whole bundle as one tar, while it arrives. */
    public <T> T download(String bundleId, BodyReader<T> reader) {
        return client.download(RequestPath.of(BUNDLES, bundleId), "application/x-tar", ApiClient.ANSWER, reader);
    }

    /** One file of a bundle, while it arrives. */
    public <T> T download(String bundleId, String path, BodyReader<T> reader) {
        String file = RequestPath.of(RequestPath.of(BUNDLES, bundleId) + "/files", path.split("/", -1));
        return client.download(file, "application/octet-stream", ApiClient.ANSWER, reader);
    }

    /** Its summary, incident, files and verdicts. */
    public JsonNode show(String bundleId) {
        return client.get(RequestPath.of(BUNDLES, bundleId)).body();
    }

    /** The same with verdicts taken anew from all that is stored, which takes time with its size. */
    public JsonNode verify(String bundleId, Duration atMost) {
        return client.get(RequestPath.of(BUNDLES, bundleId) + "?verify=true", atMost)
                .body();
    }
}
