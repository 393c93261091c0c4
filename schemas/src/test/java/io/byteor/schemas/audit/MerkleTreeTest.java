package io.byteor.schemas.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MerkleTreeTest {
    /** The eight leaves of the reference tree of Certificate Transparency (google/certificate-transparency, merkle tree tests). */
    static final List<String> REFERENCE_LEAVES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    @ParameterizedTest
    @CsvSource({
        "0, e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "1, 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "2, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "3, aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "4, d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "5, 4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "6, 76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "7, ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "8, 5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    })
    void hasThePublishedRootsOfTheReferenceTree(int leaves, String root) {
        MerkleTree tree = new MerkleTree();
        for (String leaf : REFERENCE_LEAVES.subList(0, leaves)) {
            tree.append(MerkleTree.leafHash(HexFormat.of().parseHex(leaf)));
        }

        assertThat(HexFormat.of().formatHex(tree.root())).isEqualTo(root);
        assertThat(tree.size()).isEqualTo(leaves);
    }

    @Test
    void goesOnFromItsFrontierAsIfNothingHadHappened() {
        MerkleTree whole = new MerkleTree();
        MerkleTree resumed = new MerkleTree();
        for (int i = 0; i < 300; i++) {
            resumed = MerkleTree.restore(resumed.size(), resumed.frontier());
            whole.append(leaf(i));
            resumed.append(leaf(i));

            assertThat(resumed.root()).isEqualTo(whole.root()).isEqualTo(byDefinition(0, i + 1));
        }
    }

    @Test
    void noticesLeavesThatChangedPlaces() {
        MerkleTree straight = new MerkleTree();
        MerkleTree swapped = new MerkleTree();
        for (int i = 0; i < 5; i++) {
            straight.append(leaf(i));
            swapped.append(leaf(i == 2 ? 3 : i == 3 ? 2 : i));
        }

        assertThat(swapped.root()).isNotEqualTo(straight.root());
    }

    @Test
    void keepsItsFrontierToItself() {
        MerkleTree tree = new MerkleTree();
        byte[] leaf = leaf(1);
        tree.append(leaf);
        byte[] before = tree.root();

        leaf[0] ^= 1;
        tree.frontier().getFirst()[0] ^= 1;
        tree.root()[0] ^= 1;

        assertThat(tree.root()).isEqualTo(before);
    }

    @Test
    void refusesAFrontierThatDoesNotFitTheSize() {
        assertThatIllegalArgumentException().isThrownBy(() -> MerkleTree.restore(2, List.of(leaf(1), leaf(2))));
        assertThatIllegalArgumentException().isThrownBy(() -> MerkleTree.restore(-1, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> MerkleTree.restore(1, List.of(new byte[31])));
    }

    private static byte[] leaf(int i) {
        return MerkleTree.leafHash(Integer.toString(i).getBytes(StandardCharsets.US_ASCII));
    }

    /** RFC 6962, 2.1, word for word: split at the largest power of two below the size. */
    private static byte[] byDefinition(int from, int to) {
        if (to - from == 1) {
            return leaf(from);
        }
        int split = Integer.highestOneBit(to - from - 1);
        List<byte[]> parts = new ArrayList<>();
        parts.add(new byte[] {1});
        parts.add(byDefinition(from, from + split));
        parts.add(byDefinition(from + split, to));
        var sha256 = io.byteor.schemas.digest.Digest.newSha256();
        parts.forEach(sha256::update);
        return sha256.digest();
    }
}
