package io.byteor.bench;

import io.byteor.launcher.part.Adjustment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How a part runs when it is measured. */
public final class PeakSpeed {
    /**
     * Both compilers, as on a server; the launcher's own system does without the second one, for a quick start. And without the cache
     * that such a start left: what the first compiler alone compiled then is never given to the second.
     */
    public static final Adjustment ADJUSTMENT =
            new Adjustment(Map.of(), List.of("-XX:TieredStopAtLevel=4", "-XX:AOTMode=off"));

    private PeakSpeed() {}

    /** The same with a heap of so many MiB, as a peer has it; the launcher's own system leaves room for all its parts. */
    public static Adjustment withHeap(int mebibytes) {
        List<String> options = new ArrayList<>(ADJUSTMENT.javaOptions());
        options.add("-Xmx%dm".formatted(mebibytes));
        return new Adjustment(ADJUSTMENT.environment(), options);
    }
}
