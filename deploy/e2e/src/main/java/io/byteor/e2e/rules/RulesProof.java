package io.byteor.e2e.rules;

import io.byteor.e2e.Proof;
import io.byteor.e2e.Verdict;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.validator.rule.Rule;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * Tries every rule with a situation that passes, one that fails and one that lacks a fact; then lets one more thing go wrong in
 * random worlds, of which a rejected request must stay rejected and a refused start refused. All of it by the code that decides.
 */
public final class RulesProof implements Proof {
    private static final int WORLDS_SMALL = 500;
    private static final int WORLDS_FULL = 50_000;

    @Override
    public String name() {
        return "rules";
    }

    @Override
    public String claim() {
        return "every rule passes, fails and fails closed, and nothing that goes wrong turns a rejection into an acceptance";
    }

    @Override
    public Verdict run(Trial trial) {
        Verdict.Collector figures = Verdict.collector();
        matrix(trial, figures);
        property(trial, figures);
        return figures.verdict();
    }

    private static void matrix(Trial trial, Verdict.Collector figures) {
        int cells = 0;
        int holes = 0;
        int otherwise = 0;
        for (ErrorCode rule : Matrix.rules()) {
            cells++;
            if (!Matrix.passes(rule)) {
                otherwise++;
                trial.out().println(rule + " does not pass where nothing is wrong");
            }
            for (Column column : List.of(Column.FAIL, Column.MISSING)) {
                cells++;
                List<Fault> faults = Matrix.faults(rule, column);
                List<Fault> survived =
                        faults.stream().filter(fault -> !Matrix.fails(fault)).toList();
                holes += faults.isEmpty() ? 1 : 0;
                otherwise += survived.isEmpty() ? 0 : 1;
                if (faults.isEmpty() || !survived.isEmpty()) {
                    trial.out()
                            .println(rule + " x " + column + (faults.isEmpty() ? ": a hole" : ": not by " + survived));
                }
            }
        }
        figures.figure("rules", Matrix.rules().size())
                .figure("cells", cells)
                .figure("faults", Fault.values().length)
                .expect("holes", holes, 0)
                .expect("cellsOtherwise", otherwise, 0);
    }

    private static void property(Trial trial, Verdict.Collector figures) {
        Worlds worlds = new Worlds(new SplittableRandom(trial.seed()));
        int count = trial.pick(WORLDS_SMALL, WORLDS_FULL);
        Tally decisions = new Tally("decision", Situation::decide);
        Tally starts = new Tally("start", Situation::start);
        int unsound = 0;
        int silent = 0;
        for (int world = 0; world < count; world++) {
            Situation situation = worlds.sound();
            unsound += situation.acceptance == null ? 1 : 0;
            silent += speaks(situation.decide()) ? 0 : 1;
            EnumSet<Fault> faults = worlds.faults();
            faults.forEach(fault -> fault.befall(situation));
            silent += speaks(situation.decide()) ? 0 : 1;
            decisions.take(situation, faults, worlds.fault(), trial);
            Situation accepted = worlds.sound();
            Matrix.reserve(accepted);
            faults.forEach(fault -> fault.befall(accepted));
            starts.take(accepted, faults, worlds.fault(), trial);
        }
        figures.figure("worlds", count)
                .expect("soundWorldsNotAccepted", unsound, 0)
                .expect("decisionsWithoutEveryRule", silent, 0);
        decisions.report(figures);
        starts.report(figures);
    }

    private static boolean speaks(Ruling ruling) {
        return Arrays.stream(Rule.values()).allMatch(rule -> ruling.speaksOf(rule.code()));
    }

    /** Counts what one more fault does to rulings. */
    private static final class Tally {
        private final String what;
        private final Function<Situation, Ruling> rule;
        private int refusedBefore;
        private int allowedBefore;
        private int turned;

        Tally(String what, Function<Situation, Ruling> rule) {
            this.what = what;
            this.rule = rule;
        }

        void take(Situation situation, EnumSet<Fault> faults, Fault more, Trial trial) {
            boolean before = rule.apply(situation).allowed();
            more.befall(situation);
            boolean after = rule.apply(situation).allowed();
            refusedBefore += before ? 0 : 1;
            allowedBefore += before ? 1 : 0;
            if (!before && after) {
                turned++;
                trial.out().println(what + " refused for " + faults + " and allowed after " + more);
            }
        }

        void report(Verdict.Collector figures) {
            figures.figure(what + "sAllowedBefore", allowedBefore)
                    .figure(what + "sRefusedBefore", refusedBefore)
                    .expect(what + "sRefusedThenAllowed", turned, 0);
        }
    }
}
