package io.byteor.runner.replay;

import io.byteor.schemas.event.BundleCaptured;
import io.byteor.schemas.event.EscalationDue;
import io.byteor.schemas.event.ReplayCheckpoint;
import io.byteor.schemas.governance.EscalationCause;

/** What a replay escalates that met a stored bundle which is no longer what it was. */
final class BundleDamage {
    private BundleDamage() {}

    /**
     * In the environment that the bundle comes from, since it is there that people can look for another copy.
     *
     * @param finished the last checkpoint, whose reason names the place
     */
    static EscalationDue due(ReplayCheckpoint finished) {
        BundleCaptured bundle = finished.getAccepted().getBundle();
        return EscalationDue.newBuilder()
                .setCause(EscalationCause.BUNDLE_CORRUPT.text())
                .setSubject(bundle.getBundleId())
                .setEnvironment(bundle.getEnvironment())
                .setEvidence(String.valueOf(finished.getReason()))
                .setReplayId(finished.getReplayId())
                .setAt(finished.getUpdatedAt())
                .build();
    }
}
