package io.byteor.audit.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.schemas.audit.MerkleTree;
import io.byteor.schemas.audit.log.Retirement;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.json.JsonFields;
import io.byteor.schemas.signature.Envelope;
import io.byteor.schemas.signature.SigningKey;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class DayTreeTest {
    private static final LocalDate DAY = LocalDate.parse("2026-11-23");
    private static final Instant AT = Instant.parse("2026-12-24T00:00:00Z");
    private static final byte[] ROOT = Digest.of(new byte[] {1}).raw();
    /** The first test vector of RFC 8032, 7.1. */
    private static final String KEY = """
            -----BEGIN PRIVATE KEY-----
            MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
            -----END PRIVATE KEY-----
            """;

    private final DayTree tree = new DayTree();

    @Test
    void writesALeafAsItSays() {
        tree.add("r1", 3, ROOT);

        byte[] content = HexFormat.of().parseHex("00000002" + "7231" + "0000000000000003" + hex(ROOT));
        assertThat(tree.retirement("audit", DAY, AT).root()).isEqualTo(Digest.ofRaw(MerkleTree.leafHash(content)));
    }

    @Test
    void countsReplaysAndTheActionsThatTheyList() {
        tree.add("r1", 3, ROOT);
        tree.add("r2", 0, MerkleTree.emptyRoot());

        Retirement retirement = tree.retirement("audit", DAY, AT);

        assertThat(retirement.replays()).isEqualTo(2);
        assertThat(retirement.actions()).isEqualTo(3);
    }

    @Test
    void saysItAllInASignedEnvelope() {
        tree.add("r1", 3, ROOT);
        Retirement retirement = tree.retirement("audit", DAY, AT);
        SigningKey key = SigningKey.parse(KEY, "test");

        Envelope envelope = Envelope.parse(retirement.sign(key).encoded(), "note");

        assertThat(envelope.isSignedBy(key.verifyingKey())).isTrue();
        assertThat(envelope.payloadType()).isEqualTo(Retirement.MEDIA_TYPE);
        assertThat(JsonFields.parse(envelope.payload(), "note").canonical())
                .isEqualTo(("{\"actions\":3,\"at\":\"2026-12-24T00:00:00Z\",\"day\":\"2026-11-23\",\"replays\":1,"
                                + "\"root\":\"%s\",\"store\":\"audit\"}")
                        .formatted(retirement.root()));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
