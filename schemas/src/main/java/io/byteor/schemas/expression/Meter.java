package io.byteor.schemas.expression;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.values.CelByteString;
import dev.cel.runtime.CelEvaluationListener;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts what one evaluation builds and how much it looks at, by the sizes of values and not by the clock, so that equal records
 * end alike. A value counts before the function that it goes to is called. Belongs to one thread.
 */
final class Meter implements CelEvaluationListener {
    /** Of a node that is evaluated; an element that is looked at is one step. */
    private static final int NODE_STEPS = 4;
    /** Of each character that a regular expression is run on. */
    private static final int MATCHING_STEPS = 8;
    /** Characters that are compared or copied in the time of one step. */
    private static final int CHARACTERS = 16;

    private static final int LIST_ELEMENT_BYTES = 8;
    private static final int MAP_BYTES = 32;
    private static final int MAP_MEMBER_BYTES = 16;

    private final Weights weights;
    private final Map<String, Long> variables = new HashMap<>();
    private long steps;
    private long built;
    private long soughtIn;

    /** A limit is passed. An error, because CEL takes an exception for a value, which an {@code ||} can forget, and goes on. */
    static final class Passed extends Error {
        private static final long serialVersionUID = 1L;

        private final String limit;

        private Passed(String limit) {
            super(limit, null, false, false);
            this.limit = limit;
        }

        String limit() {
            return limit;
        }
    }

    Meter(Weights weights) {
        this.weights = weights;
    }

    /** @throws Passed if the value is too much */
    @Override
    public void callback(CelExpr node, Object value) {
        switch (weights.of(node.id())) {
            case NONE -> {}
            case READ -> read(value);
            case BUILT -> {
                read(value);
                build(value);
            }
            case MATCHED -> step(NODE_STEPS + MATCHING_STEPS * length(value));
            case SOUGHT_IN -> {
                read(value);
                soughtIn = Math.max(soughtIn, length(value));
            }
            case SOUGHT -> step(NODE_STEPS + soughtIn * length(value) / CHARACTERS);
        }
    }

    /**
     * Counts a variable whenever it is read; it is the same each time.
     *
     * @return the value
     * @throws Passed if it is too much
     */
    Object variable(String name, Object value) {
        Long known = variables.get(name);
        if (known == null) {
            long before = steps;
            read(value);
            variables.put(name, steps - before);
        } else {
            step(known);
        }
        return value;
    }

    private void read(Object value) {
        step(NODE_STEPS);
        look(value);
    }

    private void look(Object value) {
        step(1 + length(value) / CHARACTERS);
        switch (value) {
            case Collection<?> list -> list.forEach(this::look);
            case Map<?, ?> map ->
                map.forEach((name, member) -> {
                    look(name);
                    look(member);
                });
            default -> {}
        }
    }

    private void build(Object value) {
        built += switch (value) {
            case Collection<?> list -> (long) LIST_ELEMENT_BYTES * list.size();
            case Map<?, ?> map -> MAP_BYTES + (long) MAP_MEMBER_BYTES * map.size();
            default -> length(value);
        };
        if (built > ExpressionLimits.BUILT_BYTES) {
            throw new Passed("the evaluation builds more than " + ExpressionLimits.BUILT_BYTES + " bytes");
        }
    }

    private void step(long more) {
        steps += more;
        if (steps > ExpressionLimits.STEPS) {
            throw new Passed("the evaluation takes more than " + ExpressionLimits.STEPS + " steps");
        }
    }

    /** Characters of a text, or bytes. */
    private static long length(Object value) {
        return switch (value) {
            case String text -> text.length();
            case CelByteString bytes -> bytes.size();
            default -> 0;
        };
    }
}
