package io.byteor.e2e.question;

import io.byteor.e2e.question.Population.Replay;
import java.util.List;

/**
 * Calls that the page has beside a question.
 *
 * @param question counts from 1
 * @param paths of one or more calls
 * @param items that they tell of together, all pages taken
 */
record Call(int question, List<String> paths, long items) {
    /** Of all questions but the seventh, which has none; the second call of the ninth is about one incident alone. */
    static List<Call> all(Population population, Answers answers) {
        return List.of(
                like(answers, 1, "/audit/v1/stats/replays?by=environment,outcome&bucket=week&from=:from&to=:to"),
                new Call(
                        2,
                        List.of("/audit/v1/replays?environment=:environment&approver=:person"),
                        population
                                .ofFirstEnvironment()
                                .filter(Call::approvedByPerson)
                                .count()),
                like(answers, 3, "/audit/v1/actions?mode=execute&target=:target&from=:from&to=:to"),
                like(answers, 4, "/audit/v1/replays?specHash=:spec_hash"),
                like(answers, 5, "/audit/v1/stats/replays?by=code&from=:from&to=:to"),
                like(answers, 6, "/audit/v1/actions?bundle=:bundle_id&origin=:lane/:sequence"),
                new Call(
                        8,
                        List.of(
                                "/audit/v1/actions?environment=:environment&mode=execute&decision=unknown",
                                "/audit/v1/actions?environment=:environment&mode=execute&decision=failed"),
                        population
                                .ofFirstEnvironment()
                                .filter(Replay::approved)
                                .mapToLong(replay -> replay.notApplied().count())
                                .sum()),
                like(answers, 9, "/audit/v1/incidents?environment=:environment"),
                like(answers, 10, "/audit/v1/accesses?person=:person"));
    }

    /** One that tells of the rows that the question's SQL finds. */
    private static Call like(Answers answers, int question, String path) {
        return new Call(question, List.of(path), answers.rows(question).size());
    }

    private static boolean approvedByPerson(Replay replay) {
        return replay.approved() && replay.approver().equals(Variables.PERSON);
    }
}
