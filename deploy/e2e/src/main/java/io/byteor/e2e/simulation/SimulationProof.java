package io.byteor.e2e.simulation;

import io.byteor.e2e.Proof;
import io.byteor.e2e.Verdict;
import io.byteor.runner.replay.ReplayRun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Plays histories, one a seed. In each a dry-run and two executes that overlap come to their ends, whatever strikes on the way;
 * afterwards every effect is there once, every tree is whole and the divergence is exact. A seed that fails is printed, and
 * {@code --seed} with it begins with the same history.
 */
public final class SimulationProof implements Proof {
    private static final int SMALL = 1_000;
    private static final int FULL = 100_000;
    private static final int SCENES = 16;
    private static final int PLAYED_TWICE = 50;

    /** Held here, or its level would be forgotten. */
    private static final Logger RUNNER = Logger.getLogger(ReplayRun.class.getPackageName());

    @Override
    public String name() {
        return "simulation";
    }

    @Override
    public String claim() {
        return "whatever strikes the runner, in whatever order, no effect is lost or doubled and the audit stays exact";
    }

    @Override
    public Verdict run(Trial trial) throws IOException {
        RUNNER.setLevel(Level.OFF);
        List<Scene> scenes = new ArrayList<>();
        for (int scene = 0; scene < SCENES; scene++) {
            scenes.add(Scene.draw(trial.folder().resolve("scene-" + scene), scene));
        }
        Map<Fault, Long> struck = new EnumMap<>(Fault.class);
        int seeds = trial.pick(SMALL, FULL);
        int violated = 0;
        int otherwise = 0;
        Map<Turn, Long> passed = new EnumMap<>(Turn.class);
        long effects = 0;
        for (long seed = trial.seed(); seed < trial.seed() + seeds; seed++) {
            Scene scene = scenes.get(Math.floorMod(seed, SCENES));
            History history = new History(scene, seed).play();
            List<String> violations = Judge.violations(scene, history);
            violated += violations.isEmpty() ? 0 : 1;
            for (String violation : violations) {
                trial.out().println("seed " + seed + ": " + violation);
            }
            if (seed < trial.seed() + PLAYED_TWICE) {
                String again = new History(scene, seed).play().schedule().history();
                otherwise += again.equals(history.schedule().history()) ? 0 : 1;
            }
            history.schedule().struck().forEach((fault, times) -> struck.merge(fault, (long) times, Long::sum));
            effects += history.broker().effects.size();
            history.schedule().passed().forEach((turn, times) -> passed.merge(turn, (long) times, Long::sum));
        }
        Verdict.Collector figures = Verdict.collector().figure("seeds", seeds).figure("effects", effects);
        for (Fault fault : Fault.values()) {
            figures.figure(fault.name().toLowerCase(Locale.ROOT), struck.getOrDefault(fault, 0L));
        }
        for (Turn turn : Turn.values()) {
            figures.figure(turn.name().toLowerCase(Locale.ROOT), passed.getOrDefault(turn, 0L));
        }
        return figures.expect("kindsThatNeverStruck", Fault.values().length - struck.size(), 0)
                .expect("turnsNeverTaken", Turn.values().length - passed.size(), 0)
                .expect("seedsPlayedOtherwise", otherwise, 0)
                .expect("seedsViolated", violated, 0)
                .verdict();
    }
}
