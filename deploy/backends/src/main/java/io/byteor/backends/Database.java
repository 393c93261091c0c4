package io.byteor.backends;

/**
 * A running PostgreSQL server that loses no committed transaction when it is killed. Safe for use by several threads.
 */
public interface Database extends AutoCloseable {

    /** The name of the database behind {@link #jdbcUrl()}. */
    String DEFAULT_NAME = "byteor";

    /** Where the database {@value #DEFAULT_NAME} is, without user and password. */
    String jdbcUrl();

    /**
     * Where a further database of the same server is; it is created when it does not exist yet.
     *
     * @param name lower-case letters, digits and underscores, beginning with a letter, at most 63 characters
     * @throws IllegalArgumentException for any other name
     * @throws BackendFailure when the server cannot be asked
     */
    String jdbcUrl(String name);

    String user();

    String password();

    /** Stops the server, ending the sessions still open. A second call does nothing. */
    @Override
    void close();
}
