package io.byteor.audit.intake.kafka;

import io.byteor.audit.intake.Entry;
import io.byteor.audit.intake.EntryReader;
import io.byteor.schemas.topic.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads records with the codec of the intake, from when that is open. */
@ApplicationScoped
public class CodecEntryReader implements EntryReader {
    private final OpenCodec codec;

    CodecEntryReader(OpenCodec codec) {
        this.codec = codec;
    }

    @Override
    public Optional<Entry> read(Topic topic, byte @Nullable [] key, byte @Nullable [] value) {
        return Reading.of(codec.require(), topic, key, value) instanceof Reading.Fit(var entry)
                ? Optional.of(entry)
                : Optional.empty();
    }
}
