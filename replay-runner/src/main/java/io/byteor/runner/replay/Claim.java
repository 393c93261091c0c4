package io.byteor.runner.replay;

import io.byteor.runner.target.TopicEffect;
import io.byteor.schemas.event.EscalationDue;
import io.byteor.schemas.event.LedgerEntry;
import io.byteor.schemas.event.ReplayAction;
import io.byteor.schemas.event.ReplayAudited;
import io.byteor.schemas.event.ReplayCheckpoint;
import io.byteor.schemas.event.StartRequested;
import java.util.List;

/**
 * The sole right to write for one replay. What is written between two commits is one chunk: seen whole after the commit, or
 * never. The first write of a chunk opens it; an open chunk must not be kept waiting. Chunks are committed in their order.
 *
 * <p>Belongs to one thread. Every method but {@link #close} throws {@link ClaimLostException} when somebody else has taken the
 * replay over, and {@link ChunkFailedException} when the fate of the chunk is unknown or lost; the claim is of no use then and
 * the replay has to be claimed anew.
 */
public interface Claim extends AutoCloseable {
    /** The last committed checkpoint, as it was when the claim began. */
    ReplayCheckpoint checkpoint();

    /**
     * What other replays of the same root bundle had applied to this one's targets, or were about to, when the claim began; see
     * {@link io.byteor.runner.ledger.AppliedElsewhere}.
     */
    List<LedgerEntry> appliedElsewhere();

    void effect(TopicEffect effect);

    void action(ReplayAction action);

    void askToStart(StartRequested request);

    void audit(ReplayAudited audit);

    /** Tells of something that a person must look at. */
    void escalate(EscalationDue due);

    /** Ends the chunk with this checkpoint; on return it is committed, and all before it. */
    void commit(ReplayCheckpoint checkpoint);

    /**
     * Ends the chunk with this checkpoint, and lets the next one begin while that is still on its way. Where it fails, a later call
     * throws, at the latest {@link #commit}; nothing of a later chunk is there then.
     */
    void commitBehind(ReplayCheckpoint checkpoint);

    /** Gives the right back; an open chunk is never seen. */
    @Override
    void close();
}
