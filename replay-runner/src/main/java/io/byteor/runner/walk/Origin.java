package io.byteor.runner.walk;

/** The captured record that everything in a walk comes from. */
public record Origin(String lane, long sequence) {}
