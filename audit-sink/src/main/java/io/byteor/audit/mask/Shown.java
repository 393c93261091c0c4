package io.byteor.audit.mask;

/**
 * What is shown of a document to its reader.
 *
 * @param json as it goes out
 */
public record Shown(String json) {}
