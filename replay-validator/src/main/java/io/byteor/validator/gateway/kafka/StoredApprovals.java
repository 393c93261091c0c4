package io.byteor.validator.gateway.kafka;

import io.byteor.schemas.event.ApprovalState;
import io.byteor.schemas.governance.ApprovalStatus;
import io.byteor.schemas.topic.Topic;
import io.byteor.validator.gateway.ApprovalReader;
import io.byteor.validator.gateway.Page;
import io.byteor.validator.topology.run.KeyRange;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Approvals out of the topology's global store. What is of a status that nobody knows is missing. */
public final class StoredApprovals implements ApprovalReader {
    private final StoredPages pages;

    public StoredApprovals(StoredPages pages) {
        this.pages = pages;
    }

    @Override
    public <T> Page<T> list(@Nullable String after, int limit, Function<ApprovalState, Optional<T>> reading) {
        return pages.page(
                Topic.APPROVAL_STATE,
                KeyRange.behind(after),
                limit,
                (key, event) -> event instanceof ApprovalState state
                                && state.getApprovalId().equals(key)
                                && ApprovalStatus.isKnown(state)
                        ? reading.apply(state)
                        : Optional.empty());
    }
}
