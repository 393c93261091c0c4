package io.byteor.schemas.expression;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelKind;
import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelVariableResolver;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.journal.JournalFormat;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A CEL expression, compiled and within {@link ExpressionLimits}. Immutable and thread-safe; evaluation depends on nothing but
 * the variables. Integers and fractions compare as numbers. Of a JSON payload only the members are built that the expression can
 * read; the rest is checked all the same.
 */
public final class Expression {
    /** How CEL begins a message; characters count from 0. */
    private static final Pattern PLACE = Pattern.compile("evaluation error at <input>:(\\d{1,6}):");

    private final String text;
    private final CelRuntime.Program program;
    private final String json;
    private final @Nullable ReadPaths paths;
    private final @Nullable Weights weights;

    private Expression(Scope scope, String text, CelAbstractSyntaxTree tree) throws CelEvaluationException {
        this.text = text;
        this.program = scope.cel().createProgram(tree);
        this.json = scope.json();
        this.paths = ReadPaths.of(tree, json).orElse(null);
        this.weights = Weights.of(tree).orElse(null);
    }

    /**
     * Compiles an expression that gives any value.
     *
     * @param place JSON Pointer or parameter that the text comes from, for the error
     * @throws ByteorException EXPRESSION_INVALID
     */
    public static Expression compile(Scope scope, String text, String place) {
        return compile(scope, text, place, false);
    }

    /**
     * Compiles an expression that gives true or false, as far as that can be told without a record.
     *
     * @throws ByteorException EXPRESSION_INVALID
     */
    public static Expression compileCondition(Scope scope, String text, String place) {
        return compile(scope, text, place, true);
    }

    private static Expression compile(Scope scope, String text, String place, boolean condition) {
        try {
            CelAbstractSyntaxTree tree = scope.cel().compile(text).getAst();
            ExpressionShape.of(tree).requireWithinLimits(text, place);
            scope.validateLiterals(tree).getAst();
            CelKind kind = tree.getResultType().kind();
            if (condition && kind != CelKind.BOOL && kind != CelKind.DYN) {
                throw new ByteorException(
                        ErrorCode.EXPRESSION_INVALID,
                        "a condition gives a bool, not " + tree.getResultType().name(),
                        place,
                        text);
            }
            return new Expression(scope, text, tree);
        } catch (CelValidationException e) {
            throw new ByteorException(ErrorCode.EXPRESSION_INVALID, firstError(e), place, text, e);
        } catch (CelEvaluationException e) {
            throw new ByteorException(ErrorCode.EXPRESSION_INVALID, message(e), place, text, e);
        }
    }

    /** The source. */
    public String text() {
        return text;
    }

    /**
     * The truth of a condition.
     *
     * @throws ByteorException EXPRESSION_FAILED, or PAYLOAD_INVALID where the payload is to blame
     */
    public boolean test(Variables variables) {
        if (evaluate(variables) instanceof Boolean truth) {
            return truth;
        }
        throw failed("the condition gives no bool", variables, null);
    }

    /**
     * The result as RFC 8785 JSON in UTF-8.
     *
     * @throws ByteorException EXPRESSION_FAILED, or PAYLOAD_INVALID where the payload is to blame
     */
    public byte[] json(Variables variables) {
        return JsonText.write(evaluate(variables));
    }

    /**
     * The result as a record key: a string in UTF-8, bytes as they are, a number or bool as CEL writes it, null for null.
     *
     * @throws ByteorException EXPRESSION_FAILED, or PAYLOAD_INVALID where the payload is to blame
     */
    public byte @Nullable [] key(Variables variables) {
        byte @Nullable [] key = keyBytes(variables);
        if (key != null && key.length > ExpressionLimits.OUTPUT_BYTES) {
            throw failed("the key is larger than " + ExpressionLimits.OUTPUT_BYTES + " bytes", variables, null);
        }
        return key;
    }

    private byte @Nullable [] keyBytes(Variables variables) {
        return switch (evaluate(variables)) {
            case NullValue _ -> null;
            case CelByteString bytes -> bytes.toByteArray();
            case String string -> string.getBytes(StandardCharsets.UTF_8);
            case Long integer -> integer.toString().getBytes(StandardCharsets.UTF_8);
            case UnsignedLong integer -> integer.toString().getBytes(StandardCharsets.UTF_8);
            case WideInteger wide -> wide.value().toString().getBytes(StandardCharsets.UTF_8);
            case Double fraction -> JsonText.write(fraction);
            case Boolean bool -> bool.toString().getBytes(StandardCharsets.UTF_8);
            default -> throw failed("a key is a string, bytes, a number, a bool or null", variables, null);
        };
    }

    /**
     * The result as a time that a record can have, to the microsecond: a timestamp, RFC 3339 text, or a number of milliseconds
     * since the epoch.
     *
     * @throws ByteorException EXPRESSION_FAILED, or PAYLOAD_INVALID where the payload is to blame
     */
    public Instant instant(Variables variables) {
        try {
            Instant time = switch (evaluate(variables)) {
                case Instant instant -> instant.truncatedTo(ChronoUnit.MICROS);
                case String string -> OffsetDateTime.parse(string).toInstant().truncatedTo(ChronoUnit.MICROS);
                case Long millis -> Instant.ofEpochMilli(millis);
                case Double millis -> Instant.EPOCH.plus((long) (millis * 1_000), ChronoUnit.MICROS);
                default -> throw failed("a time is a timestamp, RFC 3339 text or milliseconds", variables, null);
            };
            long micros = ChronoUnit.MICROS.between(Instant.EPOCH, time);
            if (micros < JournalFormat.LEAST_TIME || micros > JournalFormat.GREATEST_TIME) {
                throw new DateTimeException("no time of a record");
            }
            return time;
        } catch (DateTimeException | ArithmeticException e) {
            throw failed("the time is not RFC 3339, or not of the years 0 to 9999", variables, e);
        }
    }

    private Object evaluate(Variables variables) {
        try {
            return weights == null
                    ? program.eval(name -> Optional.of(value(variables, name)))
                    : metered(weights, variables);
        } catch (Meter.Passed passed) {
            throw new ByteorException(ErrorCode.EXPRESSION_FAILED, passed.limit());
        } catch (CelEvaluationException e) {
            if (e.getCause() instanceof ByteorException refused) {
                throw refused;
            }
            throw failed(kind(e), variables, e);
        }
    }

    private Object metered(Weights heavy, Variables variables) throws CelEvaluationException {
        Meter meter = new Meter(heavy);
        CelVariableResolver values = name -> Optional.of(meter.variable(name, value(variables, name)));
        return program.trace(values, meter);
    }

    private Object value(Variables variables, String name) {
        return paths != null && name.equals(json) ? variables.payload().value(paths) : variables.value(name);
    }

    private static ByteorException failed(String detail, Variables variables, @Nullable Exception cause) {
        String notJson = variables.payload().notJson();
        return notJson == null
                ? new ByteorException(ErrorCode.EXPRESSION_FAILED, detail, null, null, cause)
                : new ByteorException(
                        ErrorCode.PAYLOAD_INVALID, detail + " (the payload: " + notJson + ")", null, null, cause);
    }

    /** Kind and place of the error and no more: CEL's own message quotes what it was given. */
    private static String kind(CelEvaluationException e) {
        String kind = e.getErrorCode().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        Matcher place = PLACE.matcher(String.valueOf(e.getMessage()));
        return place.lookingAt() ? kind + " at character " + (Integer.parseInt(place.group(1)) + 1) : kind;
    }

    private static String firstError(CelValidationException e) {
        if (e.getErrors().isEmpty()) {
            return message(e);
        }
        var issue = e.getErrors().getFirst();
        var at = issue.getSourceLocation();
        return issue.getMessage() + " at " + at.getLine() + ":" + (at.getColumn() + 1);
    }

    private static String message(Exception e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
