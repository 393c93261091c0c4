package io.byteor.e2e.rules;

import io.byteor.schemas.error.Area;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.ApprovalState;
import io.byteor.schemas.event.FindingOutcome;
import io.byteor.schemas.event.Mode;
import io.byteor.schemas.governance.ApprovalStatus;
import io.byteor.validator.rule.Rule;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every code that a rule can fail with, each tried with a situation that passes, with facts to fail on, and with a fact missing.
 * The rows come out of the catalogue of codes, so a new one without faults of its own is a hole.
 */
final class Matrix {
    /** Codes of other areas that rules fail with too. */
    private static final Set<ErrorCode> BORROWED =
            Arrays.stream(Rule.values()).map(Rule::code).collect(Collectors.toUnmodifiableSet());

    /** Those that speak of what was accepted already, and only where they fail. */
    private static final Set<ErrorCode> AFTERWARDS = Set.of(ErrorCode.APPROVAL_STARTED, ErrorCode.ACCEPTANCE_EXPIRED);

    private Matrix() {}

    /** The codes of the catalogue that are rules', and those that rules borrow from another area. */
    static List<ErrorCode> rules() {
        return Arrays.stream(ErrorCode.values())
                .filter(code -> code.area() == Area.RULE || BORROWED.contains(code))
                .toList();
    }

    /** The faults of a cell; none there is a hole. */
    static List<Fault> faults(ErrorCode rule, Column column) {
        return Arrays.stream(Fault.values())
                .filter(fault -> fault.rule() == rule && fault.column() == column)
                .toList();
    }

    /** An execute in another environment than its records come from, under an approval and after a dry-run that both ask for. */
    static Situation demanding() {
        Place source = demanding(Givens.HOME);
        return new Situation(Givens.request(Mode.EXECUTE), source, demanding("lab")).settled();
    }

    private static Place demanding(String name) {
        Place place = new Place(name);
        place.approvals = 1;
        place.dryRunWithin = Duration.ofHours(1);
        place.maxDivergence = 0.1;
        return place;
    }

    /** Whether the rule is content where nothing is wrong. */
    static boolean passes(ErrorCode rule) {
        Ruling ruling = ruling(rule, Column.PASS, demanding());
        return ruling.allowed() && (AFTERWARDS.contains(rule) || ruling.said(rule, FindingOutcome.PASSED));
    }

    /** Whether nothing goes on under the fault, and the code says why. */
    static boolean fails(Fault fault) {
        Situation situation = demanding();
        Ruling ruling = ruling(fault.rule(), fault.column(), situation, fault);
        return !ruling.allowed() && ruling.failed(fault.said());
    }

    private static Ruling ruling(ErrorCode rule, Column column, Situation situation, Fault... faults) {
        if (!AFTERWARDS.contains(rule)) {
            Stream.of(faults).forEach(fault -> fault.befall(situation));
            return situation.decide();
        }
        reserve(situation);
        Stream.of(faults).forEach(fault -> fault.befall(situation));
        boolean revokes = rule == ErrorCode.APPROVAL_STARTED && column != Column.MISSING;
        return revokes ? situation.revoke() : situation.start();
    }

    /** What acceptance does with the approval. */
    static void reserve(Situation situation) {
        situation.approval = ApprovalState.newBuilder(Objects.requireNonNull(situation.approval))
                .setStatus(ApprovalStatus.RESERVED.text())
                .setReservedBy(Givens.REPLAY_ID)
                .build();
    }
}
