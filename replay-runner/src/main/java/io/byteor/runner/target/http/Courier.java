package io.byteor.runner.target.http;

import io.byteor.runner.target.Parcel;

/** Makes requests of parcels. Thread-safe. */
interface Courier extends AutoCloseable {
    /** Makes one request and waits for its answer, for a bounded time. */
    Attempt attempt(Parcel parcel) throws InterruptedException;

    @Override
    void close();
}
