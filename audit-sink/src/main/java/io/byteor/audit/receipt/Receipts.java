package io.byteor.audit.receipt;

import io.byteor.audit.checkpoint.Checkpointing;
import io.byteor.audit.checkpoint.SignedCheckpoint;
import io.byteor.audit.checkpoint.StoreKeys;
import io.byteor.audit.intake.Entry;
import io.byteor.audit.intake.Subject;
import io.byteor.audit.verify.Anchoring;
import io.byteor.audit.verify.ReplayVerifier;
import io.byteor.audit.verify.Verdict;
import io.byteor.audit.verify.Verification;
import io.byteor.audit.verify.stored.Snapshot;
import io.byteor.audit.verify.stored.TakenRecord;
import io.byteor.schemas.audit.log.LogRecord;
import io.byteor.schemas.audit.receipt.Receipt;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.signature.Envelope;
import io.byteor.schemas.signature.SigningKey;
import java.util.ArrayList;
import java.util.List;

/** Gives receipts. Thread-safe. */
public final class Receipts {
    private final Snapshot.Source store;
    private final StoreKeys keys;
    private final Checkpointing checkpointing;

    public Receipts(Snapshot.Source store, StoreKeys keys, Checkpointing checkpointing) {
        this.store = store;
        this.keys = keys;
        this.checkpointing = checkpointing;
    }

    /**
     * The receipt of an audited replay. A checkpoint is made if none covers the audit yet.
     *
     * @throws ByteorException SIGNING_DISABLED where the store has no key, AUDIT_NOT_INTACT where the replay, or what its checkpoint
     *     is to go on from, is not what was taken
     */
    public Envelope receipt(String replayId) {
        SigningKey key = keys.signing()
                .orElseThrow(
                        () -> new ByteorException(ErrorCode.SIGNING_DISABLED, "byteor.audit.signing-key is not set"));
        checkpointing.advance();
        return store.read(snapshot -> receipt(snapshot, replayId)).sign(key);
    }

    private Receipt receipt(Snapshot snapshot, String replayId) {
        Anchoring anchoring = new Anchoring(snapshot.checkpoints(), snapshot.logs(), keys);
        Verification verification = new ReplayVerifier(snapshot, anchoring, keys).verify(replayId);
        if (verification.verdict() != Verdict.INTACT && verification.verdict() != Verdict.RETIRED) {
            throw notIntact(verification.verdict().text());
        }
        List<TakenRecord> audits = new ArrayList<>(1);
        snapshot.facts().each(Subject.replay(replayId), taken -> {
            if (audits.isEmpty() && taken.entry() instanceof Entry.Audited) {
                audits.add(taken);
            }
        });
        if (audits.isEmpty() || !(audits.getFirst().entry() instanceof Entry.Audited(var audited, var _))) {
            throw notIntact(Verdict.UNANCHORED.text());
        }
        LogRecord record = audits.getFirst().stored().record();
        SignedCheckpoint covering = anchoring
                .covering(record.topic(), record.partition(), record.place())
                .orElseThrow(() -> notIntact(Verdict.UNANCHORED.text()));
        List<Digest> path = anchoring
                .growth(covering, record.topic(), record.partition())
                .orElseThrow(() -> notIntact(Verdict.UNANCHORED.text()))
                .inclusion(record.place())
                .stream()
                .map(Digest::ofRaw)
                .toList();
        return new Receipt(
                Digest.parse(audited.getBundleId()), replayId, audited.getAudit(), record, covering.envelope(), path);
    }

    private static ByteorException notIntact(String verdict) {
        return new ByteorException(
                ErrorCode.AUDIT_NOT_INTACT, "no receipt is given for what is not intact", "verdict", verdict);
    }
}
