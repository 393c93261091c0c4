package io.byteor.schemas.pipeline;

/** A named, ordered journal of records. */
public record Lane(String name) {}
