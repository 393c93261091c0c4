package io.byteor.audit.export;

import java.util.Locale;

/** What an export is written as. */
public enum Format {
    NDJSON("application/x-ndjson"),
    CSV("text/csv;charset=UTF-8;header=present"),
    PARQUET("application/vnd.apache.parquet");

    private final String mediaType;

    Format(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }

    /** As it is written on the wire; a file's name ends so. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
