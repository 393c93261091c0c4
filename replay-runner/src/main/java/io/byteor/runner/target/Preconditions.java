package io.byteor.runner.target;

import io.byteor.runner.plan.ReplayPlan;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.target.TargetAddress;
import java.util.HashMap;
import java.util.Map;

/**
 * What must hold before an execute asks for its start: a start that is granted uses the approval up.
 *
 * @param largestRecords by target topic on our own cluster
 */
public record Preconditions(Map<String, Integer> largestRecords) {
    /**
     * Checks them; a dry-run has none.
     *
     * @throws ByteorException TRANSACTION_VERSION_UNSUPPORTED, or TARGET_FAILED for a topic that does not exist
     */
    public static Preconditions of(ReplayPlan plan, TargetCluster cluster) {
        Map<String, Integer> largest = new HashMap<>();
        if (plan.executes()) {
            cluster.requireSafeTransactions();
            for (String target : plan.pipeline().spec().targets()) {
                switch (plan.targets().get(target)) {
                    case TargetAddress.KafkaTopic(String topic) ->
                        largest.put(topic, cluster.largestRecord(topic).orElseThrow(() -> missing(target, topic)));
                    case TargetAddress.Remote _ -> {
                        // Looked at when its outlet is opened.
                    }
                    case null -> throw new IllegalStateException("the plan has no address for " + target);
                }
            }
        }
        return new Preconditions(Map.copyOf(largest));
    }

    private static ByteorException missing(String target, String topic) {
        return new ByteorException(
                ErrorCode.TARGET_FAILED,
                "the topic " + topic + " does not exist and is never created",
                "targets/" + target,
                topic);
    }
}
