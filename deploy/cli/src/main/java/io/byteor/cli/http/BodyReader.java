package io.byteor.cli.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;

/** Reads a body of any length while it arrives. */
@FunctionalInterface
public interface BodyReader<T> {
    T read(HttpHeaders headers, InputStream body) throws IOException;
}
