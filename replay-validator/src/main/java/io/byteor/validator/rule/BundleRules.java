package io.byteor.validator.rule;

import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.BundleCaptured;
import io.byteor.schemas.event.Finding;
import io.byteor.validator.fact.Facts;
import java.util.List;
import java.util.SortedSet;

/** Whether what is to be replayed exists. */
final class BundleRules {
    private BundleRules() {}

    static Finding known(ErrorCode code, Facts facts) {
        String id = facts.request().getBundleId();
        BundleCaptured bundle = facts.bundle();
        if (bundle == null) {
            return Findings.failed(
                    code,
                    "no bundle " + id + " is stored: none was captured, or it has been deleted",
                    "Push the bundle, then ask again.");
        }
        return Findings.passed(code, "incident " + bundle.getIncidentId() + ", stored at " + bundle.getStoredAt());
    }

    static Finding lanes(ErrorCode code, Facts facts) {
        BundleCaptured bundle = facts.bundle();
        if (bundle == null) {
            return Findings.failed(
                    code, "the bundle is unknown, and so are its lanes", "Push the bundle, then ask again.");
        }
        SortedSet<String> inputs = facts.inputLanes();
        List<String> strangers = facts.request().getLanes().stream()
                .filter(lane -> !inputs.contains(lane))
                .toList();
        if (inputs.isEmpty() || !strangers.isEmpty()) {
            return Findings.failed(
                    code,
                    strangers.isEmpty()
                            ? "the bundle has no input lane"
                            : "not input lanes of the bundle: " + strangers,
                    "Name lanes out of " + inputs + ".");
        }
        return Findings.passed(code, "lanes " + facts.lanes());
    }
}
