package io.byteor.audit.verify;

import io.byteor.audit.verify.stored.StoredLeaf;
import io.byteor.schemas.audit.MerkleTree;
import io.byteor.schemas.digest.Digest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes stored leaves in order of their places and judges them. The leaves are taken anew from the columns; what is stored as a
 * leaf only helps to tell what happened. Holds the tree's frontier and at most {@value #MOST_SUSPECTS} leaves that do not have
 * the stored one. Not thread-safe; for one verification.
 */
final class LeafJudge {
    /** Beyond so many, telling reordered from altered is not worth its square cost. */
    static final int MOST_SUSPECTS = 256;

    private final long start;
    private final MerkleTree recomputed;
    private final List<StoredLeaf> suspects = new ArrayList<>();
    private long count;
    private boolean gap;
    private boolean altered;
    private @Nullable Long firstDifference;
    private long expected;

    /** Of leaves from 0. */
    LeafJudge() {
        this(new MerkleTree());
    }

    /** @param before the tree over the leaves before the first one */
    LeafJudge(MerkleTree before) {
        this.recomputed = before;
        this.start = before.size();
        this.expected = start;
    }

    /** The next one; places grow from call to call. */
    void take(StoredLeaf stored) {
        long place = stored.place();
        if (place != expected) {
            gap = true;
            differsAt(Math.min(place, expected));
        }
        expected = place + 1;
        count++;
        byte[] leaf = stored.leafAt(place);
        recomputed.append(leaf);
        if (!Arrays.equals(leaf, stored.leaf())) {
            differsAt(place);
            altered = true;
            if (suspects.size() <= MOST_SUSPECTS) {
                suspects.add(stored);
            }
        }
    }

    /** How many there are, those before the first one counted. */
    long size() {
        return start + count;
    }

    /** The root over the leaves so far, as they follow from the columns. */
    Digest root() {
        return Digest.ofRaw(recomputed.root());
    }

    /** A copy of the tree over the leaves so far. */
    MerkleTree tree() {
        return MerkleTree.restore(recomputed.size(), recomputed.frontier());
    }

    /** The lowest place at which something is wrong; null where that cannot be told. */
    @Nullable
    Long firstDifference() {
        return firstDifference;
    }

    /** Whether one of the leaves does not follow from its columns. */
    boolean altered() {
        return altered;
    }

    /**
     * Against what should be there.
     *
     * @param size how many leaves
     * @param matches whether the recomputed tree, when it has that size, is the one that it should be
     */
    Verdict judge(long size, boolean matches) {
        if (expected > size) {
            differsAt(Math.max(start, size));
            return Verdict.ALTERED;
        }
        if (altered) {
            return reordered(size) ? Verdict.REORDERED : Verdict.ALTERED;
        }
        if (gap) {
            return Verdict.MISSING;
        }
        if (size() < size) {
            differsAt(size());
            return Verdict.TRUNCATED;
        }
        return matches ? Verdict.INTACT : Verdict.ALTERED;
    }

    /**
     * Whether the suspects only changed places: each content, put at one of the suspect places, has one of the leaves that are
     * stored with the suspects, and every place is taken once. The content and the leaf cannot both be forged so.
     */
    private boolean reordered(long size) {
        if (gap || size() != size || suspects.size() > MOST_SUSPECTS) {
            return false;
        }
        Set<Digest> storedLeaves = new HashSet<>();
        Set<Long> free = new HashSet<>();
        for (StoredLeaf suspect : suspects) {
            if (suspect.leaf().length != Digest.LENGTH) {
                return false;
            }
            storedLeaves.add(Digest.ofRaw(suspect.leaf()));
            free.add(suspect.place());
        }
        for (StoredLeaf suspect : suspects) {
            Optional<Long> place = free.stream()
                    .filter(at -> storedLeaves.contains(Digest.ofRaw(suspect.leafAt(at))))
                    .findFirst();
            if (place.isEmpty()) {
                return false;
            }
            free.remove(place.get());
        }
        return free.isEmpty();
    }

    private void differsAt(long place) {
        if (firstDifference == null || place < firstDifference) {
            firstDifference = place;
        }
    }
}
