package io.byteor.ingest.access;

import io.byteor.schemas.access.AccessKind;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.event.Person;
import io.byteor.schemas.json.JsonForm;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is to be handed what.
 *
 * @param roles of the reader
 * @param environment of the bundle
 * @param path of the one file; null for the whole bundle
 * @param range which bytes of the file, as a Content-Range header gives them; null for all
 */
public record Reading(
        Person reader,
        Set<String> roles,
        Digest bundleId,
        String environment,
        @Nullable String path,
        @Nullable String range) {
    public Reading {
        roles = Set.copyOf(roles);
    }

    AccessKind kind() {
        return path == null ? AccessKind.BUNDLE : AccessKind.BUNDLE_FILE;
    }

    /** What was asked for, as JSON. */
    String asked() {
        JsonForm asked = new JsonForm().put("bundleId", bundleId.toString());
        if (path != null) {
            asked.put("path", path);
        }
        if (range != null) {
            asked.put("range", range);
        }
        return asked.canonical();
    }
}
