package io.byteor.audit.intake;

import io.byteor.schemas.topic.Topic;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads records again. Thread-safe. */
public interface EntryReader {
    /**
     * The entry that the record became when it was taken; empty where it became none.
     *
     * @throws io.byteor.schemas.error.ByteorException UNAVAILABLE as long as the intake is not up
     */
    Optional<Entry> read(Topic topic, byte @Nullable [] key, byte @Nullable [] value);
}
