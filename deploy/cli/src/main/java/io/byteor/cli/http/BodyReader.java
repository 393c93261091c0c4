package io.byteor.cli.http;

import java.io.IOException;
import java.io.InputStream;

/** Reads a body of any length while it arrives. */
@FunctionalInterface
public interface BodyReader<T> {
    T read(InputStream body) throws IOException;
}
