package io.byteor.audit.intake.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.schemas.audit.MerkleTree;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class ReplayRowTest {
    private static final LocalDate DAY = LocalDate.parse("2026-11-23");
    private static final byte[] LEAF = MerkleTree.leafHash(new byte[] {1});

    @Test
    void growsTheTreeByWhatComesNext() {
        MerkleTree tree = new MerkleTree();
        ReplayRow row = row(0, new byte[0]);

        row.arrived(1, LEAF);
        row.arrived(0, LEAF);
        tree.append(LEAF);
        row.audited(tree.root(), 1);

        assertThat(row.treeSize()).isEqualTo(1);
        assertThat(row.frontier()).isEqualTo(LEAF);
        assertThat(row.rootMatched()).isTrue();
    }

    @Test
    void leavesATreeThatSomebodyChangedForVerifyToFind() {
        ReplayRow row = row(3, LEAF);

        row.arrived(3, LEAF);
        row.audited(LEAF, 1);

        assertThat(row.sound()).isFalse();
        assertThat(row.treeSize()).isEqualTo(3);
        assertThat(row.frontier()).isEqualTo(LEAF);
        assertThat(row.rootMatched()).isNull();
    }

    private static ReplayRow row(long size, byte[] frontier) {
        return new ReplayRow("replay", DAY, size, frontier, null, 0, false);
    }
}
