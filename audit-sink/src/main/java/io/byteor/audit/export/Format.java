package io.byteor.audit.export;

import io.byteor.schemas.audit.Wording;

/** What an export is written as. */
public enum Format implements Wording {
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
}
