package io.byteor.backends;

import java.net.URI;

/** A running Apicurio Registry. Safe for use by several threads. */
public interface Registry extends AutoCloseable {

    /** The path of the core API below a registry's root. */
    String CORE_API = "/apis/registry/v3";

    /** The root of the registry's core v3 API, as its serializers take it. */
    URI url();

    /** Stops the registry. A second call does nothing. */
    @Override
    void close();
}
