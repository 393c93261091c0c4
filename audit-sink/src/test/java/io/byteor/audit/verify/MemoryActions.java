package io.byteor.audit.verify;

import io.byteor.audit.verify.stored.AuditedReplay;
import io.byteor.audit.verify.stored.StoredAction;
import io.byteor.audit.verify.stored.StoredActions;
import io.byteor.audit.verify.stored.StoredCount;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The actions of one replay, and the audited replays of one day. */
final class MemoryActions implements StoredActions {
    final List<StoredAction> rows = new ArrayList<>();
    final List<StoredCount> counts = new ArrayList<>();
    final List<AuditedReplay> audited = new ArrayList<>();

    @Nullable
    Kept kept;

    int looksAtTheDay;

    @Override
    public Optional<Kept> kept(String replayId) {
        return Optional.ofNullable(kept);
    }

    @Override
    public void each(String replayId, @Nullable LocalDate day, Consumer<StoredAction> action) {
        rows.stream().sorted(Comparator.comparing(StoredAction::place)).forEach(action);
    }

    @Override
    public void counts(String replayId, Consumer<StoredCount> count) {
        counts.forEach(count);
    }

    @Override
    public void audited(LocalDate day, Consumer<AuditedReplay> replay) {
        looksAtTheDay++;
        audited.forEach(replay);
    }
}
