package io.byteor.e2e.question;

import io.byteor.e2e.question.Population.Replay;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the questions of the page must be answered over a population, from the population alone. */
final class Answers {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss+00").withZone(ZoneOffset.UTC);

    private final Population population;
    private final Variables variables;

    Answers(Population population, Variables variables) {
        this.population = population;
        this.variables = variables;
    }

    /** The rows of the question, which counts from 1. */
    List<String> rows(int question) {
        return switch (question) {
            case 1 -> byWeek();
            case 2 -> approved();
            case 3 -> effects();
            case 4 -> ofSpec();
            case 5 -> rejectedByCode();
            case 6 -> behindOneRecord();
            case 7 -> divergence();
            case 8 -> open();
            case 9 -> untilApproved();
            case 10 -> handedOut();
            default -> throw new IllegalArgumentException("question " + question);
        };
    }

    private List<String> byWeek() {
        Map<String, Long> counts = new TreeMap<>();
        population.replays().forEach(replay -> {
            LocalDate week = replay.day().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            String kind =
                    row(stamp(week.atStartOfDay(ZoneOffset.UTC).toInstant()), environment(replay), replay.outcome());
            counts.merge(kind, 1L, Long::sum);
        });
        return counts.entrySet().stream()
                .map(count -> row(count.getKey(), count.getValue()))
                .toList();
    }

    private List<String> approved() {
        return population
                .ofFirstEnvironment()
                .filter(Replay::approved)
                .map(replay -> row(
                        stamp(replay.requestedAt()),
                        replay.approver(),
                        replay.requester(),
                        "execute",
                        Population.bundleId(replay.bundle()),
                        replay.id(),
                        "seen"))
                .toList();
    }

    private List<String> effects() {
        record Effect(Instant at, String replay, int seq, int sequence, String decision) {}
        List<Effect> effects = new ArrayList<>();
        population
                .replays()
                .filter(Replay::execute)
                .forEach(replay -> IntStream.range(0, replay.actions())
                        .filter(seq -> replay.target(seq).equals(Population.ALERTS))
                        .filter(seq -> !replay.at(seq).isBefore(variables.begin())
                                && replay.at(seq).isBefore(variables.end()))
                        .forEach(seq -> effects.add(new Effect(
                                replay.at(seq), replay.id(), seq, replay.sequence(seq), replay.decision(seq)))));
        return effects.stream()
                .sorted(Comparator.comparing(Effect::at)
                        .thenComparing(Effect::replay)
                        .thenComparing(Effect::seq))
                .map(effect -> row(
                        stamp(effect.at()),
                        effect.replay(),
                        effect.seq(),
                        "feed",
                        effect.sequence(),
                        effect.decision(),
                        ""))
                .toList();
    }

    private List<String> ofSpec() {
        return population
                .replays()
                .filter(replay -> Population.specHash(replay.bundle()).equals(Population.specHash(Variables.BUNDLE)))
                .map(replay -> row(
                        replay.id(),
                        stamp(replay.requestedAt()),
                        environment(replay),
                        replay.mode(),
                        replay.outcome(),
                        replay.requester()))
                .toList();
    }

    private List<String> rejectedByCode() {
        Map<String, Long> counts = new TreeMap<>();
        population
                .replays()
                .flatMap(replay -> replay.codes().stream())
                .forEach(code -> counts.merge(code, 1L, Long::sum));
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .map(count -> row(count.getKey(), count.getValue()))
                .toList();
    }

    private List<String> behindOneRecord() {
        return ofBundle(Variables.BUNDLE)
                .filter(replay -> !replay.rejected())
                .flatMap(replay -> Stream.of(2 * Variables.SEQUENCE, 2 * Variables.SEQUENCE + 1)
                        .map(seq -> row(
                                stamp(replay.requestedAt()),
                                replay.id(),
                                seq,
                                replay.role(seq),
                                seq % 2 == 0 ? "keep" : "alert",
                                replay.target(seq),
                                seq % 2 == 0 ? "strong" : "",
                                replay.decision(seq),
                                "")))
                .toList();
    }

    private List<String> divergence() {
        return population
                .replays()
                .filter(Replay::compared)
                .filter(replay -> Population.pipeline(replay.bundle()).equals(Population.pipeline(Variables.BUNDLE)))
                .map(replay -> row(
                        stamp(replay.finishedAt()),
                        replay.id(),
                        Population.specHash(replay.bundle()),
                        replay.divergence().get(0),
                        replay.divergence().get(1),
                        replay.divergence().get(2),
                        replay.divergence().get(3)))
                .toList();
    }

    private List<String> open() {
        return population
                .ofFirstEnvironment()
                .filter(Replay::approved)
                .flatMap(replay -> replay.notApplied()
                        .filter(seq -> ofBundle(replay.bundle())
                                .filter(Replay::approved)
                                .filter(later -> later.number() > replay.number())
                                .noneMatch(later -> later.decision(seq).equals("applied")))
                        .mapToObj(seq -> row(
                                environment(replay),
                                replay.id(),
                                seq,
                                replay.target(seq),
                                "feed",
                                replay.sequence(seq),
                                replay.decision(seq),
                                "")))
                .toList();
    }

    private List<String> untilApproved() {
        return IntStream.range(0, population.bundles())
                .filter(bundle -> Population.environment(bundle).equals(Population.environment(0)))
                .boxed()
                .sorted(Comparator.comparing(Population::incident))
                .flatMap(bundle -> ofBundle(bundle).filter(Replay::approved).findFirst().stream())
                .map(replay -> {
                    Instant captured = population.capturedAt(replay.bundle());
                    Duration passed = Duration.between(captured, replay.requestedAt());
                    return row(
                            Population.incident(replay.bundle()),
                            environment(replay),
                            stamp(captured),
                            stamp(replay.requestedAt()),
                            "%02d:%02d:%02d"
                                    .formatted(passed.toHours(), passed.toMinutesPart(), passed.toSecondsPart()));
                })
                .toList();
    }

    private List<String> handedOut() {
        return population
                .replays()
                .filter(Replay::read)
                .filter(replay -> replay.approver().equals(Variables.PERSON))
                .map(replay -> row(
                        stamp(replay.finishedAt()),
                        "audit",
                        replay.id(),
                        "",
                        "{}",
                        1,
                        Population.AUDIT_BYTES,
                        "completed"))
                .toList();
    }

    private Stream<Replay> ofBundle(int bundle) {
        return population.replays().skip(bundle * 10L).limit(10);
    }

    private static String environment(Replay replay) {
        return Population.environment(replay.bundle());
    }

    private static String stamp(Instant time) {
        return STAMP.format(time);
    }

    private static String row(Object... cells) {
        return String.join("|", Stream.of(cells).map(String::valueOf).toList());
    }
}
