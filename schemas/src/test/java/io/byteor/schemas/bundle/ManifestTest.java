package io.byteor.schemas.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {
    private static final Digest DIGEST = Digest.of(new byte[0]);
    private static final String HEX = DIGEST.hex();

    @Test
    void sortsByUtf8AndEncodesOnlyWhatItMust() {
        Manifest manifest =
                Manifest.of(Map.of("data/\uD83D\uDE00", DIGEST, "data/\uFFFC", DIGEST, "data/a%b\r\nc", DIGEST));

        String encoded = new String(manifest.encoded(), StandardCharsets.UTF_8);

        assertThat(encoded)
                .isEqualTo(HEX + "  data/a%25b%0D%0Ac\n" + HEX + "  data/\uFFFC\n" + HEX + "  data/\uD83D\uDE00\n");
        assertThat(Manifest.parse(manifest.encoded(), "m").files()).isEqualTo(manifest.files());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HEX  data/a",
                "HEX  data/a\r\n",
                "HEX data/a\n",
                "HEX *data/a\n",
                "HEX  \n",
                "\uFEFFHEX  data/a\n",
                "HEX  data/b\nHEX  data/a\n",
                "HEX  data/a\nHEX  data/a\n",
                "HEX  data/a%2\n",
                "HEX  data/a%0a\n",
                "HEX  data/%41\n",
                "\nHEX  data/a\n",
                "zz  data/a\n"
            })
    void refusesWhatIsNotCanonical(String text) {
        byte[] stored = text.replace("HEX", HEX).getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> Manifest.parse(stored, "manifest-sha256.txt"))
                .isInstanceOfSatisfying(ByteorException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.BUNDLE_MALFORMED);
                    assertThat(e.place()).startsWith("manifest-sha256.txt:");
                });
    }

    @Test
    void refusesUpperCaseHex() {
        byte[] stored = (HEX.toUpperCase(Locale.ROOT) + "  data/a\n").getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> Manifest.parse(stored, "m")).isInstanceOf(ByteorException.class);
    }
}
