package io.byteor.runner.replay;

import io.byteor.runner.bundle.Artifacts;
import io.byteor.runner.target.Outlets;
import io.byteor.runner.target.TargetCluster;
import java.time.InstantSource;

/**
 * All that a replay touches outside of itself.
 *
 * @param runner who runs it, for the audit
 */
public record RunnerPorts(
        ReplayLog log,
        StartDesk startDesk,
        TargetCluster cluster,
        Outlets outlets,
        Artifacts artifacts,
        RunListener listener,
        ChunkLimits limits,
        InstantSource clock,
        String runner) {}
