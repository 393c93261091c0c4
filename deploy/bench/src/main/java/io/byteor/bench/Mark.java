package io.byteor.bench;

/**
 * A goal on the ratio of two contestants' medians.
 *
 * @param name as it is printed
 * @param numerator name of a contestant
 * @param denominator name of another
 * @param atLeast the least ratio that holds the mark
 */
public record Mark(String name, String numerator, String denominator, double atLeast) {}
