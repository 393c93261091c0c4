package io.byteor.schemas.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.schemas.digest.Digest;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ActionKeyTest {
    @Test
    void leavesAKeyAsItIsUpToTheLimit() {
        byte[] longest = new byte[ActionKey.LONGEST];

        assertThat(ActionKey.of(longest)).isEqualTo(ByteBuffer.wrap(longest));
        assertThat(ActionKey.of(new byte[0])).isEqualTo(ByteBuffer.allocate(0));
        assertThat(ActionKey.of(null)).isNull();
    }

    @Test
    void cutsALongerOneSoThatItCanStillBeToldAndVerified() {
        byte[] key = new byte[2 << 20];
        Arrays.fill(key, (byte) 'k');

        ByteBuffer form = ActionKey.of(key);

        assertThat(form).isNotNull();
        assertThat(form.remaining()).isEqualTo(ActionKey.LONGEST + 40);
        byte[] digest = new byte[32];
        form.get(ActionKey.LONGEST, digest);
        assertThat(digest).isEqualTo(Digest.sha256(key));
        assertThat(form.getLong(ActionKey.LONGEST + 32)).isEqualTo(key.length);
        assertThat(ActionKey.of(Arrays.copyOf(key, key.length + 1))).isNotEqualTo(form);
    }
}
