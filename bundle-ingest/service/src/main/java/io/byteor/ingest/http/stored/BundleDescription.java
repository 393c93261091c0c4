package io.byteor.ingest.http.stored;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.ingest.http.BundleAnswer;
import io.byteor.schemas.bundle.Manifest;
import io.byteor.store.StoredBundle;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What is said of a stored bundle.
 *
 * @param summary as the upload was answered
 * @param storedAt ISO 8601, UTC
 * @param announced whether its event has been taken by the broker
 * @param incident its incident.json
 * @param manifest every file, sorted by path
 * @param verdicts how it was judged
 */
public record BundleDescription(
        @JsonUnwrapped BundleAnswer summary,
        String storedAt,
        boolean announced,
        @Schema(implementation = Object.class) JsonNode incident,
        List<Entry> manifest,
        VerdictsAnswer verdicts) {

    /** A file of the bundle. */
    public record Entry(String path, String digest, long size) {}

    static List<Entry> manifest(StoredBundle bundle) {
        return bundle.files().entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Manifest.PATH_ORDER))
                .map(file -> new Entry(
                        file.getKey(),
                        file.getValue().digest().toString(),
                        file.getValue().size()))
                .toList();
    }
}
