package io.byteor.e2e.bag;

/** What RFC 8493 says of a changed bag, and where the library is known to say otherwise. */
enum Expectation {
    /** Both take it. */
    VALID(true, true, ""),
    /** Both refuse it. */
    INVALID(false, false, ""),

    PERCENT_NOT_DECODED(true, false, "%25 in a manifest stands for % (RFC 8493, 2.1.3); bagit-java leaves it as it is"),
    UPPER_CASE_DIGEST(true, false, "hex digits have either case (2.4); bagit-java compares them as text"),
    LINE_TWICE(false, true, "a manifest lists each file once (2.1.3); bagit-java lets the later line stand"),
    ASTERISK_IN_1_0(false, true, "the asterisk of md5sum went with 1.0; bagit-java drops it in every version"),
    PATH_NOT_PLAIN(
            false, true, "a path is spelled in one way only, or two lines could name one file; bagit-java normalizes");

    private final boolean valid;
    private final boolean libraryTakesIt;
    private final String reason;

    Expectation(boolean valid, boolean libraryTakesIt, String reason) {
        this.valid = valid;
        this.libraryTakesIt = libraryTakesIt;
        this.reason = reason;
    }

    static Expectation of(boolean valid) {
        return valid ? VALID : INVALID;
    }

    boolean valid() {
        return valid;
    }

    boolean libraryTakesIt() {
        return libraryTakesIt;
    }

    /** Why the two differ; empty where they agree. */
    String reason() {
        return reason;
    }
}
