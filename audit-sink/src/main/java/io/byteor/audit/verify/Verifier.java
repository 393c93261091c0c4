package io.byteor.audit.verify;

import io.byteor.schemas.audit.ActionForm;
import io.byteor.schemas.audit.MerkleTree;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.event.ReplayAction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes the stored actions of one replay in order and judges them. Holds the tree's frontier and at most
 * {@value #MOST_SUSPECTS} actions that do not have the leaf stored with them. Not thread-safe; for one verification.
 */
final class Verifier {
    /** Beyond so many, telling reordered from altered is not worth its square cost. */
    static final int MOST_SUSPECTS = 256;

    private final @Nullable Anchor anchor;
    private final MerkleTree recomputed = new MerkleTree();
    private final List<Suspect> suspects = new ArrayList<>();
    private long count;
    private long gaps;
    private boolean altered;
    private @Nullable Long firstDifference;
    private long expected;

    private record Suspect(ReplayAction action, Digest storedLeaf) {}

    Verifier(@Nullable Anchor anchor) {
        this.anchor = anchor;
    }

    /** The next action; {@code seq} grows from call to call. */
    void take(StoredAction action) {
        long seq = action.action().getSeq();
        if (seq != expected) {
            gaps += seq - expected;
            differsAt(expected);
        }
        expected = seq + 1;
        count++;
        byte[] leaf = ActionForm.leafHash(action.action());
        recomputed.append(leaf);
        if (!Arrays.equals(leaf, action.leaf())) {
            differsAt(seq);
            altered = true;
            if (suspects.size() <= MOST_SUSPECTS && action.leaf().length == Digest.LENGTH) {
                suspects.add(new Suspect(action.action(), Digest.ofRaw(action.leaf())));
            }
        }
    }

    Verification judge(String replayId) {
        Digest root = Digest.ofRaw(recomputed.root());
        return new Verification(replayId, verdict(root), anchor, count, root, firstDifference);
    }

    private Verdict verdict(Digest root) {
        if (anchor == null) {
            return altered ? Verdict.ALTERED : Verdict.UNANCHORED;
        }
        if (expected > anchor.listed()) {
            differsAt(anchor.listed());
            return Verdict.ALTERED;
        }
        if (altered) {
            return reordered() ? Verdict.REORDERED : Verdict.ALTERED;
        }
        if (gaps > 0) {
            return Verdict.MISSING;
        }
        if (count < anchor.listed()) {
            differsAt(count);
            return Verdict.TRUNCATED;
        }
        return root.equals(anchor.root()) ? Verdict.INTACT : Verdict.ALTERED;
    }

    /**
     * Whether the suspects only changed places: each content, put at one of the suspect places, has one of the leaves that are
     * stored with the suspects, and every place is taken once. The content and the leaf cannot both be forged so.
     */
    private boolean reordered() {
        if (anchor == null || gaps > 0 || count != anchor.listed() || suspects.size() > MOST_SUSPECTS) {
            return false;
        }
        Set<Digest> storedLeaves = new HashSet<>();
        Set<Long> free = new HashSet<>();
        for (Suspect suspect : suspects) {
            storedLeaves.add(suspect.storedLeaf());
            free.add(suspect.action().getSeq());
        }
        for (Suspect suspect : suspects) {
            Optional<Long> place = free.stream()
                    .filter(seq -> storedLeaves.contains(leafAt(suspect.action(), seq)))
                    .findFirst();
            if (place.isEmpty()) {
                return false;
            }
            free.remove(place.get());
        }
        return free.isEmpty();
    }

    private static Digest leafAt(ReplayAction action, long seq) {
        return Digest.ofRaw(
                ActionForm.leafHash(ReplayAction.newBuilder(action).setSeq(seq).build()));
    }

    private void differsAt(long seq) {
        if (firstDifference == null || seq < firstDifference) {
            firstDifference = seq;
        }
    }
}
