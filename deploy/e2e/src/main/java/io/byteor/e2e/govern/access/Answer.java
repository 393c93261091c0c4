package io.byteor.e2e.govern.access;

import java.util.Set;

/**
 * How a call was answered.
 *
 * @param status of HTTP
 * @param headers names of the header fields, in lower case
 */
record Answer(int status, Set<String> headers) {
    private static final int UNAUTHENTICATED = 401;
    private static final int FORBIDDEN = 403;
    private static final int OURS = 500;

    Answer {
        headers = Set.copyOf(headers);
    }

    /**
     * Whether the caller was kept out, or let in, as was expected. An answer that tells of a failure of ours tells of neither.
     *
     * @param refusal the status that keeps the caller out; 0 where the caller is let in
     */
    boolean is(int refusal) {
        boolean kept = status == UNAUTHENTICATED || status == FORBIDDEN;
        return status < OURS && (kept ? status == refusal : refusal == 0);
    }
}
