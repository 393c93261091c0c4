package io.byteor.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.cli.http.Answer;
import io.byteor.cli.http.ApiClient;
import io.byteor.cli.http.CallOptions;
import io.byteor.cli.http.RequestPath;
import java.io.InputStream;
import java.util.function.Supplier;

/** Bundles in and out of ingest. Failures are those of {@link ApiClient}. Thread-safe. */
public final class CaptureApi {
    private static final String BUNDLES = "/capture/v1/bundles";

    private final ApiClient client;

    public CaptureApi(ApiClient client) {
        this.client = client;
    }

    /**
     * What ingest made of an upload.
     *
     * @param created false where the same bundle was there already
     */
    public record Stored(String bundleId, boolean created, JsonNode document) {}

    /**
     * Uploads one bundle.
     *
     * @param tar opens the archive; opened anew for each attempt
     */
    public Stored push(Supplier<? extends InputStream> tar, CallOptions options) {
        Answer answer = client.upload(BUNDLES, "application/x-tar", tar, options);
        return new Stored(Documents.text(answer.body(), "bundleId"), answer.status() == 201, answer.body());
    }

    public boolean has(String bundleId) {
        return client.has(RequestPath.of(BUNDLES, bundleId));
    }

    /** The whole bundle as one tar, while it arrives. */
    public <T> T download(String bundleId, ApiClient.BodyReader<T> reader) {
        return client.download(RequestPath.of(BUNDLES, bundleId), "application/x-tar", reader);
    }

    /** Its summary and incident. */
    public JsonNode show(String bundleId) {
        return client.get(RequestPath.of(BUNDLES, bundleId)).body();
    }
}
