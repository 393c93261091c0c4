package io.byteor.schemas.expression;

import java.math.BigInteger;

/**
 * An integer of JSON that neither 64 bits nor a double hold. CEL has none such: it can be compared for equality and be a key, and
 * every other use of it fails, which is better than to go on with another number.
 */
record WideInteger(BigInteger value) {}
