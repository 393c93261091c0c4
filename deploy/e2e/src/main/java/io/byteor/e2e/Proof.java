package io.byteor.e2e;

import io.byteor.e2e.stage.OwnStage;
import io.byteor.e2e.stage.Stage;
import java.io.PrintStream;
import java.nio.file.Path;

/** One claim about the assembled system and the trial that could refute it. */
public interface Proof {
    /** The name on the command line. */
    String name();

    /** The claim in one sentence. */
    String claim();

    /** Tries the claim once. An exception means that it could not be tried, which is not the same as refuted. */
    Verdict run(Trial trial) throws Exception;

    /** How large a trial is. */
    enum Scale {
        SMALL,
        FULL
    }

    /**
     * What a trial is given.
     *
     * @param scale its size
     * @param seed the same seed makes the same random choices
     * @param folder empty, removed afterwards when the claim held, kept for inspection otherwise
     * @param out progress for people, a line at a time
     * @param stage where it finds the system
     */
    record Trial(Scale scale, long seed, Path folder, PrintStream out, Stage stage) {
        /** With a system of its own, in its folder. */
        public Trial(Scale scale, long seed, Path folder, PrintStream out) {
            this(scale, seed, folder, out, new OwnStage(folder.resolve("data"), out::println));
        }

        /** The one of the two that goes with the scale. */
        public int pick(int small, int full) {
            return scale == Scale.FULL ? full : small;
        }
    }
}
