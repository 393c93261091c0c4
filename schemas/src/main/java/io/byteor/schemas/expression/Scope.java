package io.byteor.schemas.expression;

import static dev.cel.common.types.SimpleType.BYTES;
import static dev.cel.common.types.SimpleType.DYN;
import static dev.cel.common.types.SimpleType.INT;
import static dev.cel.common.types.SimpleType.STRING;
import static dev.cel.common.types.SimpleType.TIMESTAMP;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelBuilder;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.parser.CelStandardMacro;
import dev.cel.validator.CelValidatorFactory;
import dev.cel.validator.validators.DurationLiteralValidator;
import dev.cel.validator.validators.RegexLiteralValidator;
import dev.cel.validator.validators.TimestampLiteralValidator;
import java.util.Map;

/** The variables that an expression may read. */
public enum Scope {
    /**
     * A record: {@code payload} (parsed JSON, or bytes where it is none), {@code key} (bytes or null), {@code headers} (map
     * of bytes), {@code sequence} (int), {@code capturedAt} (timestamp).
     */
    RECORD(
            Names.PAYLOAD,
            Map.of(
                    Names.PAYLOAD, DYN,
                    Names.KEY, DYN,
                    Names.HEADERS, MapType.create(STRING, BYTES),
                    Names.SEQUENCE, INT,
                    Names.CAPTURED_AT, TIMESTAMP)),
    /** A line of input: {@code line} (parsed JSON, or bytes where it is none). */
    LINE(Names.LINE, Map.of(Names.LINE, DYN));

    private final String json;
    private final Cel cel;

    Scope(String json, Map<String, CelType> variables) {
        this.json = json;
        CelBuilder builder = CelFactory.plannerCelBuilder()
                .setOptions(CelOptions.current()
                        .enableHeterogeneousNumericComparisons(true)
                        .maxExpressionCodePointSize(ExpressionLimits.CODE_POINTS)
                        .maxParseExpressionNodeCount(ExpressionLimits.NODES)
                        .maxParseRecursionDepth(ExpressionLimits.DEPTH)
                        .comprehensionMaxIterations(ExpressionLimits.COMPREHENSION_ROUNDS)
                        .maxRegexProgramSize(ExpressionLimits.REGEX_PROGRAM)
                        .build())
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS);
        variables.forEach(builder::addVar);
        this.cel = builder.build();
    }

    /** The variable that is read as JSON. */
    String json() {
        return json;
    }

    Cel cel() {
        return cel;
    }

    /** Refuses patterns, times and durations that could never be evaluated. */
    CelValidationResult validateLiterals(CelAbstractSyntaxTree tree) {
        return CelValidatorFactory.standardCelValidatorBuilder(cel)
                .addAstValidators(
                        RegexLiteralValidator.INSTANCE,
                        TimestampLiteralValidator.INSTANCE,
                        DurationLiteralValidator.INSTANCE)
                .build()
                .validate(tree);
    }

    static final class Names {
        static final String PAYLOAD = "payload";
        static final String KEY = "key";
        static final String HEADERS = "headers";
        static final String SEQUENCE = "sequence";
        static final String CAPTURED_AT = "capturedAt";
        static final String LINE = "line";

        private Names() {}
    }
}
