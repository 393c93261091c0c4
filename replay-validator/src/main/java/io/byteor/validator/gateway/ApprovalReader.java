package io.byteor.validator.gateway;

import io.byteor.schemas.event.ApprovalState;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads approvals as they were last told, here and now. */
public interface ApprovalReader {
    /**
     * Approvals by their ids, ascending.
     *
     * @param after the last id that is known; null to begin
     * @param reading what is wanted of an approval; empty to leave it out
     */
    <T> Page<T> list(@Nullable String after, int limit, Function<ApprovalState, Optional<T>> reading);
}
