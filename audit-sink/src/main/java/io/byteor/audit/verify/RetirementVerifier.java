package io.byteor.audit.verify;

import io.byteor.audit.checkpoint.StoreKeys;
import io.byteor.audit.retention.DayTree;
import io.byteor.audit.verify.stored.StoredActions;
import io.byteor.audit.verify.stored.StoredNote;
import io.byteor.schemas.audit.log.Retirement;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.signature.Envelope;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/**
 * Verifies that the note of a retired day was signed, and over the very replays that lie on the day now, so that none came to it
 * later. That the rows of these are what their audits say is verified of each of them. Looks at a day once; for what is read as of
 * one moment. Not thread-safe.
 */
final class RetirementVerifier {
    private final StoredActions actions;
    private final StoreKeys keys;
    private final Map<LocalDate, Verdict> judged = new HashMap<>();

    RetirementVerifier(StoredActions actions, StoreKeys keys) {
        this.actions = actions;
        this.keys = keys;
    }

    Verdict verify(LocalDate day, StoredNote note) {
        return judged.computeIfAbsent(day, _ -> judge(day, note));
    }

    private Verdict judge(LocalDate day, StoredNote note) {
        try {
            Envelope envelope = Envelope.parse(note.envelope().getBytes(StandardCharsets.UTF_8), "retirement");
            Retirement retirement = Retirement.of(envelope, "retirement");
            if (!retirement.day().equals(day)) {
                return Verdict.ALTERED;
            }
            return switch (keys.check(envelope)) {
                case KNOWN -> holds(retirement, note) ? Verdict.RETIRED : Verdict.ALTERED;
                case UNKNOWN -> Verdict.KEY_UNKNOWN;
                case FORGED -> Verdict.ALTERED;
            };
        } catch (ByteorException e) {
            Anchoring.notACheckpoint(e);
            return Verdict.ALTERED; // what is stored is no note of a retirement
        }
    }

    private boolean holds(Retirement retirement, StoredNote note) {
        return note.replays() == retirement.replays()
                && note.actions() == retirement.actions()
                && note.at().equals(retirement.at())
                && retirement.equals(now(retirement));
    }

    /** What would be said of the day as it is. */
    private Retirement now(Retirement signed) {
        DayTree tree = new DayTree();
        actions.audited(signed.day(), it -> tree.add(it.replayId(), it.listed(), it.root()));
        return tree.retirement(signed.store(), signed.day(), signed.at());
    }
}
