package io.byteor.schemas.bundle.redaction;

import io.byteor.schemas.bundle.DocumentSchema;
import io.byteor.schemas.json.JsonPath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which part of a bundle a rule speaks of. */
sealed interface Scope {

    /** Records of lanes. */
    sealed interface OfLanes extends Scope {
        /** The lanes; empty for all. */
        List<String> lanes();

        /** Whether it speaks of this lane. */
        default boolean covers(String lane) {
            return lanes().isEmpty() || lanes().contains(lane);
        }
    }

    /**
     * What a path selects in payloads that are JSON.
     *
     * @param path null for the whole payload as bytes, be it JSON or not
     */
    record Payload(List<String> lanes, @Nullable JsonPath path) implements OfLanes {}

    /** The keys of records, as bytes. */
    record Key(List<String> lanes) implements OfLanes {}

    /** The values of one header, as bytes. Its name is compared without case, which errs on the safe side. */
    record Header(List<String> lanes, String name) implements OfLanes {
        boolean names(String header) {
            return name.equalsIgnoreCase(header);
        }
    }

    /** What a path selects in a document of the bundle. */
    record Document(DocumentSchema document, JsonPath path) implements Scope {}

    /** The incident's title. */
    record Title() implements Scope {}

    /** Payload files that are neither documents nor journal: snapshots, and what others have put in. */
    record Files(FilePattern files) implements Scope {}
}
