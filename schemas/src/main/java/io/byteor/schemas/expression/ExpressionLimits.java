package io.byteor.schemas.expression;

/** What an expression and the payload under it may cost. The same everywhere, so that what compiles once always compiles. */
public final class ExpressionLimits {
    /** Unicode code points of an expression's text. */
    public static final int CODE_POINTS = 8_192;
    /** Nodes of an expression after its macros are expanded. */
    public static final int NODES = 2_000;
    /** Nesting of an expression's text, and of its tree. */
    public static final int DEPTH = 64;
    /** Comprehensions ({@code all}, {@code exists}, {@code map}, ...) inside one another. */
    public static final int COMPREHENSION_NESTING = 3;
    /** Rounds of all comprehensions of one evaluation together. */
    public static final int COMPREHENSION_ROUNDS = 100_000;
    /** Values of one evaluation that are built of others, in bytes: texts, lists and maps, also those that are thrown away. */
    public static final int BUILT_BYTES = 8 << 20;
    /**
     * Steps of one evaluation inside of comprehensions, and of its searches in texts: a step is an element of a list or map that is
     * looked at, or 16 characters. They take about a second.
     */
    public static final int STEPS = 1 << 26;
    /** Instructions of a compiled regular expression (RE2, linear in its input). */
    public static final int REGEX_PROGRAM = 1_000;
    /** Bytes of a payload that is read as JSON. */
    public static final int PAYLOAD_BYTES = 1 << 20;
    /** Nesting of a payload that is read as JSON, and of what an expression gives. */
    public static final int PAYLOAD_DEPTH = 64;
    /** Bytes of the JSON, or of the key, that an expression gives. */
    public static final int OUTPUT_BYTES = 1 << 20;

    private ExpressionLimits() {}
}
