package io.byteor.runner.target;

import io.byteor.schemas.target.TargetAddress;
import java.util.Map;

/** Opens the ways to targets beyond our own cluster. Thread-safe. */
@FunctionalInterface
public interface Outlets {
    /**
     * Opens the way to a target. Whoever held it for an earlier claim of the root bundle is shut out, where the target can do that.
     *
     * @throws io.byteor.schemas.error.ByteorException TARGET_FAILED or TRANSACTION_VERSION_UNSUPPORTED, where the address is of no
     *     use as it stands
     * @throws TargetLostException if the target does not answer now
     */
    Outlet open(Sender sender, String target, TargetAddress.Remote address);

    /**
     * Who sends.
     *
     * @param next by lane the sequence that comes next after what is committed
     */
    record Sender(String replayId, String rootBundleId, Map<String, Long> next) {
        public Sender {
            next = Map.copyOf(next);
        }
    }
}
