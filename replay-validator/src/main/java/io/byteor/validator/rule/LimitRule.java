package io.byteor.validator.rule;

import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.BundleCaptured;
import io.byteor.schemas.event.EnvironmentSnapshot;
import io.byteor.schemas.event.Finding;
import io.byteor.schemas.event.ReplayAccepted;
import io.byteor.validator.environment.Limits;
import io.byteor.validator.estimate.Estimate;
import io.byteor.validator.fact.Facts;
import io.byteor.validator.fact.RegisteredEnvironment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a request stays within what its environments allow, taking the most that its selection could come to. */
public final class LimitRule {
    private static final String NARROW = "Narrow the sequences, set selection.limit, or change the rate.";

    private LimitRule() {}

    static Finding within(ErrorCode code, Facts facts) {
        BundleCaptured bundle = facts.bundle();
        Optional<Limits> limits = limits(facts);
        if (bundle == null || limits.isEmpty()) {
            return Findings.failed(
                    code, "bundle or environment is unknown, and so is the limit", "Resolve them first.");
        }
        long records = Estimate.records(facts, bundle).count();
        return within(code, records, rate(facts, limits.get()), limits.get());
    }

    private static Finding within(ErrorCode code, long records, long rate, Limits limits) {
        List<String> exceeded = exceeded(records, rate, Duration.ofSeconds(records / rate), limits);
        if (!exceeded.isEmpty()) {
            return Findings.failed(code, "over the limits: " + String.join(", ", exceeded), NARROW);
        }
        return Findings.passed(code, "at most " + records + " records at " + rate + " per second");
    }

    /**
     * Whether an environment by now still allows all that an accepted replay may take. The runner goes by what stands in the
     * acceptance, so a limit that was lowered since would not hold it.
     */
    public static Finding stillWithin(ReplayAccepted accepted, RegisteredEnvironment environment) {
        EnvironmentSnapshot granted = accepted.getEnvironment();
        Long asked = accepted.getRequest().getRate();
        List<String> exceeded = exceeded(
                granted.getMaxRecords(),
                asked == null ? granted.getMaxRecordsPerSecond() : asked,
                Duration.ofMillis(granted.getMaxDurationMillis()),
                environment.environment().posture().limits());
        String place = environment.name() + " at revision " + environment.revision();
        return exceeded.isEmpty()
                ? Findings.passed(ErrorCode.LIMIT_EXCEEDED, "accepted within the limits of " + place)
                : Findings.failed(
                        ErrorCode.LIMIT_EXCEEDED,
                        "accepted over what are by now the limits of " + place + ": " + String.join(", ", exceeded),
                        "Ask for the replay again.");
    }

    private static List<String> exceeded(long records, long rate, Duration takes, Limits limits) {
        List<String> exceeded = new ArrayList<>();
        if (records > limits.records()) {
            exceeded.add("up to " + records + " records of " + limits.records());
        }
        if (rate > limits.recordsPerSecond()) {
            exceeded.add(rate + " records per second of " + limits.recordsPerSecond());
        }
        if (takes.compareTo(limits.duration()) > 0) {
            exceeded.add(takes + " of " + limits.duration());
        }
        return exceeded;
    }

    /** The stricter of all limits that apply; empty where an environment is unresolved. */
    public static Optional<Limits> limits(Facts facts) {
        if (facts.environment() == null || facts.source() == null) {
            return Optional.empty();
        }
        return facts.governing().stream()
                .map(RegisteredEnvironment::environment)
                .map(environment -> environment.posture().limits())
                .reduce(Limits::stricter);
    }

    /** The rate that applies: the one asked for, else the limit. */
    public static long rate(Facts facts, Limits limits) {
        Long asked = facts.request().getRate();
        return asked == null ? limits.recordsPerSecond() : asked;
    }
}
