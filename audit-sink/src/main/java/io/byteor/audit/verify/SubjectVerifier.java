package io.byteor.audit.verify;

import io.byteor.audit.intake.Entry;
import io.byteor.audit.intake.Subject;
import io.byteor.audit.verify.stored.StoredFacts;
import io.byteor.audit.verify.stored.TakenRecord;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.event.ReplayAudited;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Verifies subjects: their records against leaves and checkpoints, their rows against the records. Not thread-safe. */
public final class SubjectVerifier {
    private final StoredFacts facts;
    private final Anchoring anchoring;

    public SubjectVerifier(StoredFacts facts, Anchoring anchoring) {
        this.facts = facts;
        this.anchoring = anchoring;
    }

    public SubjectVerdict verify(Subject subject) {
        Tally tally = new Tally();
        StoredFacts.Rows rows = facts.each(subject, tally::take);
        return new SubjectVerdict(
                subject,
                tally.verdict.and(verdict(rows, tally.records)),
                tally.records,
                tally.covered ? tally.checkpoint : null,
                tally.auditedAt,
                tally.requestedAt,
                tally.anchor);
    }

    private static Verdict verdict(StoredFacts.Rows rows, long records) {
        if (rows.lacking() == 0 && rows.added() == 0) {
            return rows.early() == 0 ? Verdict.INTACT : Verdict.UNANCHORED;
        }
        if (records == 0) {
            return Verdict.UNANCHORED;
        }
        return rows.added() == 0 ? Verdict.MISSING : Verdict.ALTERED;
    }

    private final class Tally {
        private Verdict verdict = Verdict.INTACT;
        private long records;
        private boolean covered = true;
        private @Nullable Long checkpoint;
        private @Nullable Instant auditedAt;
        private @Nullable Instant requestedAt;
        private @Nullable Anchor anchor;

        void take(TakenRecord taken) {
            records++;
            Anchoring.Anchored anchored = anchoring.check(taken.stored());
            verdict = verdict.and(anchored.verdict());
            if (!taken.subjectFollows()) {
                verdict = Verdict.ALTERED;
            }
            Long at = anchored.checkpoint();
            if (at == null) {
                covered = false;
            } else if (checkpoint == null || at > checkpoint) {
                checkpoint = at;
            }
            if (anchor == null && taken.entry() instanceof Entry.Audited(var event, var _)) {
                anchor = anchor(event);
                auditedAt = taken.stored().record().takenAt();
                requestedAt = event.getRequestedAt();
            }
        }

        private static Anchor anchor(ReplayAudited event) {
            byte[] root = new byte[Digest.LENGTH];
            event.getRoot().get(event.getRoot().position(), root);
            return new Anchor(Digest.ofRaw(root), event.getListed());
        }
    }
}
