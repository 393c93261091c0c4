package io.byteor.schemas.expression;

/** One line of input, for {@link Scope#LINE}. */
public record LineVariables(Payload payload) implements Variables {
    @Override
    public Object value(String name) {
        if (name.equals(Scope.Names.LINE)) {
            return payload.value();
        }
        throw new IllegalArgumentException(name);
    }
}
