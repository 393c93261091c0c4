package io.byteor.runner.walk;

import io.byteor.schemas.audit.ActionDecision;
import org.jspecify.annotations.Nullable;

/**
 * One decision about one record. The arrays are not copied and must not be changed.
 *
 * @param role empty where the selection's predicate failed, which no role has a part in
 * @param lane the lane the role reads
 * @param ordinal counts the actions of one origin from 0
 * @param target of an emit to a target
 * @param toLane of an emit to a lane
 */
public record WalkAction(
        Origin origin,
        String role,
        String lane,
        String stage,
        int ordinal,
        @Nullable String target,
        @Nullable String toLane,
        ActionDecision decision,
        @Nullable String reason,
        byte @Nullable [] key,
        byte[] payload) {}
