package io.byteor.runner.replay;

import io.byteor.runner.bundle.ReplayBundle;
import io.byteor.runner.control.StopSignal;
import io.byteor.runner.plan.ReplayPlan;
import io.byteor.runner.scan.LaneScan;
import io.byteor.runner.walk.Walker;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What stands on other clusters though no checkpoint of ours knows of it, because a commit here failed after that there. Before a
 * replay ends its records are walked once more, so that actions list it; nothing else is done about them. Belongs to one thread.
 */
final class Remainder implements LaneScan.Between<Boolean> {
    private final ReplayPlan plan;
    private final ReplayProgress progress;
    private final Recorder recorder;
    private final RunListener listener;
    private final StopSignal stop;

    Remainder(ReplayPlan plan, ReplayProgress progress, Recorder recorder, RunListener listener, StopSignal stop) {
        this.plan = plan;
        this.progress = progress;
        this.recorder = recorder;
        this.listener = listener;
        this.stop = stop;
    }

    /**
     * Leaves the chunk with its actions open for the audit.
     *
     * @return the ending, which says so where not all could be listed
     * @throws IOException where the store cannot be read now
     */
    Ending list(ReplayBundle bundle, Ending ending) throws IOException {
        if (recorder.standing() > 0) {
            recorder.skipTheRest();
            Walker walker = new Walker(plan.pipeline(), progress.stages(), recorder);
            var _ = new LaneScan<>(plan, bundle, progress, walker, listener::scanned, this).run();
            recorder.chunk().settle();
        }
        return noting(ending, recorder.standing());
    }

    /** @param unlisted effects that stand, and that no action lists */
    static Ending noting(Ending ending, long unlisted) {
        return unlisted == 0
                ? ending
                : ending.noting(unlisted + " effects stand on another cluster, and no action lists them");
    }

    @Override
    public void opening() {
        // Where effects go beyond our own cluster all of the chunk waits, so that none is open yet.
    }

    @Override
    public @Nullable Boolean before(String lane, long capturedAtMicros) {
        return null;
    }

    @Override
    public @Nullable Boolean records() {
        stop.check();
        return recorder.standing() == 0 ? true : null;
    }
}
