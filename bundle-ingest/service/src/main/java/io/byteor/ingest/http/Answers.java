package io.byteor.ingest.http;

/** Answers that many operations give, by their names in the OpenAPI document, which describes each once: see the package. */
public final class Answers {
    /** Of all that is refused or fails. */
    public static final String PROBLEM = "problem";
    /** A header field that tells the digest of a file. */
    public static final String DIGEST = "digest";

    private Answers() {}
}
