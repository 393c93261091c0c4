package io.byteor.schemas.journal;

import java.util.Optional;

/** The codecs that a segment's blocks may be stored in, by their names in the Avro specification. */
public enum Codec {
    NULL("null"),
    ZSTANDARD("zstandard");

    private final String avroName;

    Codec(String avroName) {
        this.avroName = avroName;
    }

    /** The value of {@code avro.codec} in a segment's header. */
    public String avroName() {
        return avroName;
    }

    static Optional<Codec> named(String avroName) {
        for (Codec codec : values()) {
            if (codec.avroName.equals(avroName)) {
                return Optional.of(codec);
            }
        }
        return Optional.empty();
    }
}
