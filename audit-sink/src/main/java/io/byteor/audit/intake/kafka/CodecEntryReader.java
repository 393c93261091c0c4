package io.byteor.audit.intake.kafka;

import io.byteor.audit.intake.Entry;
import io.byteor.audit.intake.EntryReader;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.kafka.EventCodec;
import io.byteor.schemas.topic.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads records with the codec of the intake, from when that is open. */
@ApplicationScoped
public class CodecEntryReader implements EntryReader {
    private volatile @Nullable EventCodec codec;

    void open(EventCodec opened) {
        codec = opened;
    }

    @Override
    public Optional<Entry> read(Topic topic, byte @Nullable [] key, byte @Nullable [] value) {
        EventCodec open = codec;
        if (open == null) {
            throw new ByteorException(ErrorCode.UNAVAILABLE, "the intake is not up yet");
        }
        return Reading.of(open, topic, key, value) instanceof Reading.Fit(var entry)
                ? Optional.of(entry)
                : Optional.empty();
    }
}
