package io.byteor.store.folder;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.byteor.schemas.bundle.verify.BundleFile;
import io.byteor.schemas.digest.CanonicalJson;
import io.byteor.schemas.digest.Digest;
import io.byteor.store.BundleCatalog;
import io.byteor.store.StoredBundle;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The {@code bundle.json} of a stored bundle: what it is, which files it has and where they lie. Written and read in one pass:
 * a bundle may have a hundred thousand files.
 *
 * @param bundle as it is stored
 * @param documents name of the archive of the small files that belongs to this record; one that does not say so has
 *     {@value UploadFolder#DOCUMENTS}
 * @param packed where in that archive the content of each file begins that lies there; the others lie at their paths
 */
public record BundleRecord(StoredBundle bundle, String documents, Map<String, Long> packed) {
    public static final String NAME = "bundle.json";

    public BundleRecord {
        packed = Map.copyOf(packed);
    }

    /** Writes the record and leaves the stream open. */
    void write(OutputStream out) throws IOException {
        try (JsonGenerator json = CanonicalJson.mapper().createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.writeStartObject();
            json.writeStringField("bundleId", bundle.bundleId().toString());
            json.writeStringField("agent", bundle.agent());
            json.writeStringField("environment", bundle.environment());
            json.writeStringField("incidentId", bundle.incidentId());
            json.writeStringField("storedAt", bundle.storedAt().toString());
            json.writeNumberField("bytes", bundle.bytes());
            if (!documents.equals(UploadFolder.DOCUMENTS)) {
                json.writeStringField("documents", documents);
            }
            json.writeObjectFieldStart("files");
            for (Map.Entry<String, BundleFile> file : bundle.files().entrySet()) {
                json.writeObjectFieldStart(file.getKey());
                json.writeStringField("digest", file.getValue().digest().toString());
                json.writeNumberField("size", file.getValue().size());
                Long offset = packed.get(file.getKey());
                if (offset != null) {
                    json.writeNumberField("offset", offset);
                }
                json.writeEndObject();
            }
            json.writeEndObject();
            json.writeEndObject();
        }
    }

    /**
     * Reads a record.
     *
     * @param address of the bundle in its store
     * @throws IOException if it cannot be read, or is none
     */
    public static BundleRecord read(InputStream in, String address) throws IOException {
        try (JsonParser json = CanonicalJson.mapper().createParser(in)) {
            Head head = Head.read(json);
            SortedMap<String, BundleFile> files = new TreeMap<>();
            Map<String, Long> packed = new TreeMap<>();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                readFile(json, json.currentName(), files, packed);
            }
            return new BundleRecord(
                    new StoredBundle(
                            head.listed.bundleId(),
                            address,
                            head.listed.agent(),
                            head.environment,
                            head.incidentId,
                            head.listed.storedAt(),
                            files),
                    head.documents,
                    packed);
        } catch (RuntimeException e) {
            throw damaged(e);
        }
    }

    /** Reads the beginning of a record only; throws as {@link #read}. */
    public static BundleCatalog.Listed readHead(InputStream in) throws IOException {
        try (JsonParser json = CanonicalJson.mapper().createParser(in)) {
            return Head.read(json).listed;
        } catch (RuntimeException e) {
            throw damaged(e);
        }
    }

    private static IOException damaged(RuntimeException cause) {
        return new IOException("a stored bundle's record is damaged: " + cause.getMessage(), cause);
    }

    private static void readFile(
            JsonParser json, String path, SortedMap<String, BundleFile> files, Map<String, Long> packed)
            throws IOException {
        String digest = "";
        long size = 0;
        json.nextToken();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "digest" -> digest = json.getText();
                case "size" -> size = json.getLongValue();
                case "offset" -> packed.put(path, json.getLongValue());
                default -> json.skipChildren();
            }
        }
        files.put(path, new BundleFile(Digest.parse(digest), size));
    }

    /** Everything before the files. */
    private record Head(BundleCatalog.Listed listed, String environment, String incidentId, String documents) {
        /** Reads up to the object of the files, and into it. */
        private static Head read(JsonParser json) throws IOException {
            Map<String, String> texts = new TreeMap<>();
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                if (json.nextToken() == JsonToken.START_OBJECT) {
                    break;
                }
                texts.put(name, json.getText());
            }
            return new Head(
                    new BundleCatalog.Listed(
                            Digest.parse(text(texts, "bundleId")),
                            text(texts, "agent"),
                            Instant.parse(text(texts, "storedAt")),
                            Long.parseLong(text(texts, "bytes"))),
                    text(texts, "environment"),
                    text(texts, "incidentId"),
                    texts.getOrDefault("documents", UploadFolder.DOCUMENTS));
        }

        private static String text(Map<String, String> texts, String name) throws IOException {
            String text = texts.get(name);
            if (text == null) {
                throw new IOException("a stored bundle's record has no " + name);
            }
            return text;
        }
    }
}
