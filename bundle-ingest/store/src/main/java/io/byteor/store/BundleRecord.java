package io.byteor.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.byteor.schemas.bundle.verify.BundleFile;
import io.byteor.schemas.digest.CanonicalJson;
import io.byteor.schemas.digest.Digest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/** The {@code bundle.json} of a stored bundle. */
final class BundleRecord {
    static final String NAME = "bundle.json";

    private BundleRecord() {}

    static byte[] write(StoredBundle bundle) {
        ObjectNode json = CanonicalJson.mapper().createObjectNode();
        json.put("bundleId", bundle.bundleId().toString())
                .put("storedAt", bundle.storedAt().toString());
        ObjectNode files = json.putObject("files");
        bundle.files()
                .forEach((path, file) -> files.putObject(path)
                        .put("digest", file.digest().toString())
                        .put("size", file.size()));
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    static StoredBundle read(byte[] stored, Path directory) {
        JsonNode json = CanonicalJson.parse(stored, directory.resolve(NAME).toString());
        SortedMap<String, BundleFile> files = new TreeMap<>();
        json.get("files")
                .properties()
                .forEach(file -> files.put(
                        file.getKey(),
                        new BundleFile(
                                Digest.parse(file.getValue().get("digest").textValue()),
                                file.getValue().get("size").longValue())));
        return new StoredBundle(
                Digest.parse(json.get("bundleId").textValue()),
                FilesystemStore.address(directory),
                Instant.parse(json.get("storedAt").textValue()),
                files);
    }
}
