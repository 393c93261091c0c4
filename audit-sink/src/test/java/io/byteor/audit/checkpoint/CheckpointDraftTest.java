package io.byteor.audit.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.schemas.audit.MerkleTree;
import io.byteor.schemas.audit.log.Checkpoint;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.signature.SigningKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CheckpointDraftTest {
    private static final SigningKey KEY = SigningKey.generate();
    private static final byte[] LEAF = new byte[Digest.LENGTH];

    private final MerkleTree tree = new MerkleTree();
    private final StoredLogs logs = new StoredLogs() {
        @Override
        public List<Head> heads() {
            return List.of(new Head("topic", 0, tree.size(), Optional.of(Digest.ofRaw(tree.root()))));
        }

        @Override
        public List<byte[]> leaves(String topic, int partition, long from, long to) {
            return new ArrayList<>(Collections.nCopies(Math.toIntExact(to - from), LEAF));
        }
    };

    @Test
    void saysThatALogWasCutWhereItGrewByMoreThanOneMayHold() {
        grow(CheckpointDraft.MOST_GROWTH + 5);

        Checkpoint first = next(null);
        SignedCheckpoint signed = new SignedCheckpoint(first.sign(KEY), first);
        Checkpoint second = next(signed);

        assertThat(first.head("topic", 0).size()).isEqualTo(CheckpointDraft.MOST_GROWTH);
        assertThat(CheckpointDraft.cuts(first, null)).isTrue();
        assertThat(second.head("topic", 0).size()).isEqualTo(CheckpointDraft.MOST_GROWTH + 5);
        assertThat(CheckpointDraft.cuts(second, signed)).isFalse();
    }

    private void grow(int count) {
        for (int i = 0; i < count; i++) {
            tree.append(LEAF);
        }
    }

    private Checkpoint next(SignedCheckpoint last) {
        return CheckpointDraft.next("audit", last, logs, Instant.EPOCH).orElseThrow();
    }
}
