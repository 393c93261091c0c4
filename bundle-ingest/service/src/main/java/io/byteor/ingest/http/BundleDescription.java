package io.byteor.ingest.http;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * What is said of a stored bundle.
 *
 * @param summary as the upload was answered
 * @param storedAt ISO 8601, UTC
 * @param announced whether its event has been taken by the broker
 * @param incident its incident.json
 */
public record BundleDescription(
        @JsonUnwrapped BundleAnswer summary, String storedAt, boolean announced, JsonNode incident) {}
