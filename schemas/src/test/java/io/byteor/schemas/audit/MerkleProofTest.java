package io.byteor.schemas.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MerkleProofTest {
    private static final int MOST = 40;

    /** Of the reference tree of Certificate Transparency, whose leaves {@link MerkleTreeTest} has. */
    @ParameterizedTest
    @CsvSource({
        "0, 1, ''",
        "0, 8, 96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
                + " 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
                + " 6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        "5, 8, bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
                + " ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
                + " d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "2, 3, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "1, 5, 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
                + " 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
                + " bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
    })
    void hasThePublishedAuditPaths(int place, int size, String path) {
        MerkleGrowth growth = new MerkleGrowth(0, List.of(), reference(0, size));

        assertThat(hex(growth.inclusion(place))).isEqualTo(path);
        assertThat(MerkleProof.includes(
                        reference(place, place + 1).getFirst(), place, size, unhex(path), growth.root()))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, ''",
        "1, 8, 96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
                + " 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
                + " 6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        "6, 8, 0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"
                + " ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
                + " d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "2, 5, 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
                + " bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
    })
    void hasThePublishedConsistencyProofs(int first, int second, String proof) {
        MerkleGrowth smaller = new MerkleGrowth(0, List.of(), reference(0, first));
        MerkleGrowth larger = new MerkleGrowth(first, smaller.frontier(), reference(first, second));

        assertThat(hex(larger.consistency())).isEqualTo(proof);
        assertThat(MerkleProof.extended(first, smaller.root(), second, larger.root(), unhex(proof)))
                .isTrue();
    }

    @Test
    void provesEveryLeafBehindEverySizeAndEveryGrowth() {
        for (int size = 0; size <= MOST; size++) {
            for (int from = 0; from <= size; from++) {
                MerkleGrowth before = new MerkleGrowth(0, List.of(), leaves(0, from));
                MerkleGrowth growth = new MerkleGrowth(from, before.frontier(), leaves(from, size));

                assertThat(MerkleProof.extended(from, before.root(), size, growth.root(), growth.consistency()))
                        .as("%d to %d", from, size)
                        .isTrue();
                for (int place = from; place < size; place++) {
                    assertThat(MerkleProof.includes(leaf(place), place, size, growth.inclusion(place), growth.root()))
                            .as("%d in %d", place, size)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void provesNothingThatIsNotSo() {
        for (int size = 2; size <= MOST; size++) {
            for (int from = 1; from < size; from++) {
                MerkleGrowth before = new MerkleGrowth(0, List.of(), leaves(0, from));
                MerkleGrowth growth = new MerkleGrowth(from, before.frontier(), leaves(from, size));
                List<byte[]> path = growth.inclusion(from);
                List<byte[]> proof = growth.consistency();

                assertThat(MerkleProof.includes(leaf(from + 1), from, size, path, growth.root()))
                        .isFalse();
                assertThat(MerkleProof.includes(leaf(from), from - 1L, size, path, growth.root()))
                        .isFalse();
                assertThat(MerkleProof.includes(leaf(from), size, size, path, growth.root()))
                        .isFalse();
                for (List<byte[]> damaged : damaged(path)) {
                    assertThat(MerkleProof.includes(leaf(from), from, size, damaged, growth.root()))
                            .isFalse();
                }
                for (List<byte[]> damaged : damaged(proof)) {
                    assertThat(MerkleProof.extended(from, before.root(), size, growth.root(), damaged))
                            .isFalse();
                }
                assertThat(MerkleProof.extended(from, leaf(99), size, growth.root(), proof))
                        .isFalse();
                assertThat(MerkleProof.extended(size, growth.root(), from, before.root(), proof))
                        .isFalse();
            }
        }
    }

    @Test
    void provesNoLeafThatItHasNotSeen() {
        MerkleGrowth before = new MerkleGrowth(0, List.of(), leaves(0, 5));
        MerkleGrowth growth = new MerkleGrowth(5, before.frontier(), leaves(5, 9));

        assertThatIllegalArgumentException().isThrownBy(() -> growth.inclusion(4));
        assertThatIllegalArgumentException().isThrownBy(() -> growth.inclusion(9));
    }

    /** One bit flipped in each hash, one hash too few, one too many. */
    private static List<List<byte[]>> damaged(List<byte[]> proof) {
        List<List<byte[]>> all = new ArrayList<>();
        for (int i = 0; i < proof.size(); i++) {
            List<byte[]> flipped = new ArrayList<>(proof);
            byte[] hash = proof.get(i).clone();
            hash[i % hash.length] ^= 1;
            flipped.set(i, hash);
            all.add(flipped);
        }
        all.add(proof.subList(0, proof.size() - 1));
        all.add(Stream.concat(proof.stream(), Stream.of(leaf(7))).toList());
        return all;
    }

    private static List<byte[]> reference(int from, int to) {
        return MerkleTreeTest.REFERENCE_LEAVES.subList(from, to).stream()
                .map(leaf -> MerkleTree.leafHash(HexFormat.of().parseHex(leaf)))
                .toList();
    }

    private static List<byte[]> leaves(int from, int to) {
        return IntStream.range(from, to).mapToObj(MerkleProofTest::leaf).toList();
    }

    private static byte[] leaf(int number) {
        return MerkleTree.leafHash(new byte[] {(byte) number});
    }

    private static String hex(List<byte[]> hashes) {
        return String.join(" ", hashes.stream().map(HexFormat.of()::formatHex).toList());
    }

    private static List<byte[]> unhex(String hashes) {
        return Arrays.stream(hashes.split(" ", -1))
                .filter(hash -> !hash.isEmpty())
                .map(HexFormat.of()::parseHex)
                .toList();
    }
}
