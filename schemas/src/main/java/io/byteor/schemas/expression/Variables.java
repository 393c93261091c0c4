package io.byteor.schemas.expression;

/** The values of a {@link Scope}'s variables. An implementation belongs to one thread. */
public sealed interface Variables permits RecordVariables, LineVariables {
    /**
     * The value under a name of the scope, in CEL's Java types.
     *
     * @throws io.byteor.schemas.error.ByteorException PAYLOAD_INVALID where the payload goes over its limits
     * @throws IllegalArgumentException for a name that the scope does not have
     */
    Object value(String name);

    /** The text that the expression reads as JSON. */
    Payload payload();
}
