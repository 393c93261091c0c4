package io.byteor.backends;

/** A broker, a database and a registry that run together; closing the set closes the three. */
public interface Backends extends AutoCloseable {

    Broker broker();

    Database database();

    Registry registry();

    /** Stops the three, the registry before the database that it writes to. A second call does nothing. */
    @Override
    void close();
}
