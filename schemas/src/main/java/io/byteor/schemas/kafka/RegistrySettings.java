package io.byteor.schemas.kafka;

import java.net.URI;

/**
 * Where the schema registry is, and whether schemas may be put there.
 *
 * @param url the root of the registry's v3 API, as in {@code http://host:8080/apis/registry/v3}
 * @param register whether this release's schemas are registered when they are missing; elsewhere than on a developer's machine
 *     and in tests that is a step of its own, and a missing schema stops the start
 */
public record RegistrySettings(URI url, boolean register) {}
