package io.byteor.audit.verify;

import io.byteor.audit.checkpoint.PublishedCheckpoints;
import io.byteor.audit.checkpoint.SignedCheckpoint;
import io.byteor.audit.checkpoint.StoreKeys;
import io.byteor.audit.checkpoint.StoredLogs;
import io.byteor.audit.intake.Subject;
import io.byteor.audit.verify.stored.Snapshot;
import io.byteor.schemas.error.ByteorException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the whole store, a page at a time and each page as of one moment: first the checkpoints, then every log, then every
 * subject by kind and id. Thread-safe.
 */
public final class StoreVerifications {
    private final Snapshot.Source store;
    private final StoreKeys keys;
    private final PublishedCheckpoints published;
    private final InstantSource clock;
    private final Duration settleTime;
    private final Duration publishTime;

    /**
     * @param settleTime how long after its audit a replay's actions may arrive
     * @param publishTime how long after it was signed a checkpoint may be stored alone
     */
    public StoreVerifications(
            Snapshot.Source store,
            StoreKeys keys,
            PublishedCheckpoints published,
            InstantSource clock,
            Duration settleTime,
            Duration publishTime) {
        this.store = store;
        this.keys = keys;
        this.published = published;
        this.clock = clock;
        this.settleTime = settleTime;
        this.publishTime = publishTime;
    }

    /**
     * Verifies what comes next; fewer than asked for only at the end.
     *
     * @param after where the page before ended; null for the start
     * @param since leaves out subjects of which no record was taken since, and of checkpoints and logs what the last checkpoint
     *     before covers; null for all
     */
    public List<Verified> page(@Nullable Place after, @Nullable Instant since, int limit) {
        Instant due = clock.instant().minus(publishTime);
        long outside = after == null ? published.last() : 0;
        return store.read(snapshot -> new Page(snapshot, since, limit, outside, due).from(after));
    }

    private final class Page {
        private final Snapshot snapshot;
        private final Anchoring anchoring;
        private final ReplayVerifier replays;
        private final @Nullable Instant since;
        private final int limit;
        private final long outside;
        private final Instant due;
        private final List<Verified> verified = new ArrayList<>();

        Page(Snapshot snapshot, @Nullable Instant since, int limit, long outside, Instant due) {
            this.snapshot = snapshot;
            this.anchoring = new Anchoring(snapshot.checkpoints(), snapshot.logs(), keys);
            this.replays = new ReplayVerifier(snapshot, anchoring, keys);
            this.since = since;
            this.limit = limit;
            this.outside = outside;
            this.due = due;
        }

        List<Verified> from(@Nullable Place after) {
            int kind = after == null ? 0 : Place.KINDS.indexOf(after.kind());
            String id = after == null ? null : after.id();
            for (int at = kind; at < Place.KINDS.size() && verified.size() < limit; at++) {
                verify(Place.KINDS.get(at), at == kind ? id : null);
            }
            return verified;
        }

        private void verify(String kind, @Nullable String after) {
            if (kind.equals(Place.CHECKPOINTS.kind())) {
                if (after == null) {
                    long from = start().map(it -> it.checkpoint().sequence()).orElse(1L);
                    verified.add(Verified.of(
                            new CheckpointsVerifier(snapshot.checkpoints(), keys).verify(from, outside, due)));
                }
            } else if (kind.equals(Place.LOG)) {
                logs(after);
            } else {
                subjects(Subject.Kind.of(kind), after);
            }
        }

        private void logs(@Nullable String after) {
            Optional<SignedCheckpoint> newest = readable(snapshot.checkpoints().last());
            Optional<SignedCheckpoint> start = start();
            LogVerifier verifier = new LogVerifier(snapshot.records(), keys);
            for (StoredLogs.Head log : allLogs(newest)) {
                String id = Place.log(log.topic(), log.partition()).id();
                if (verified.size() < limit && (after == null || id.compareTo(after) > 0)) {
                    verified.add(Verified.of(verifier.verify(log, start.orElse(null), newest.orElse(null))));
                }
            }
        }

        /** Those that have a head, or records, or a head in the newest checkpoint. */
        private Iterable<StoredLogs.Head> allLogs(Optional<SignedCheckpoint> newest) {
            TreeMap<String, StoredLogs.Head> logs = new TreeMap<>(Comparator.naturalOrder());
            List<StoredLogs.Head> all = new ArrayList<>(snapshot.logs().heads());
            all.addAll(snapshot.records().logs());
            newest.ifPresent(it -> it.checkpoint().heads().stream()
                    .map(head -> new StoredLogs.Head(head.topic(), head.partition(), 0, Optional.empty()))
                    .forEach(all::add));
            all.forEach(log ->
                    logs.putIfAbsent(Place.log(log.topic(), log.partition()).id(), log));
            return logs.values();
        }

        private void subjects(Subject.Kind kind, @Nullable String after) {
            SubjectVerifier verifier = new SubjectVerifier(snapshot.facts(), anchoring);
            for (String id : snapshot.facts().subjects(kind, after, since, limit - verified.size())) {
                verified.add(
                        kind == Subject.Kind.REPLAY ? replay(id) : Verified.of(verifier.verify(new Subject(kind, id))));
            }
        }

        private Verified replay(String replayId) {
            Verification verification = replays.verify(replayId);
            return Verified.of(verification, verification.pending(clock.instant(), settleTime));
        }

        /** The last checkpoint before the time from which on all is verified. */
        private Optional<SignedCheckpoint> start() {
            if (since == null) {
                return Optional.empty();
            }
            Instant from = since;
            try {
                long before = anchoring
                        .first(it -> !it.at().isBefore(from))
                        .map(it -> it.checkpoint().sequence() - 1)
                        .orElseGet(snapshot.checkpoints()::last);
                return readable(before);
            } catch (ByteorException e) {
                Anchoring.notACheckpoint(e);
                return Optional.empty(); // somebody changed one; all is read
            }
        }

        private Optional<SignedCheckpoint> readable(long sequence) {
            try {
                return snapshot.checkpoints().envelope(sequence).map(SignedCheckpoint::of);
            } catch (ByteorException e) {
                Anchoring.notACheckpoint(e);
                return Optional.empty(); // somebody changed it, which is told of the checkpoints
            }
        }
    }
}
