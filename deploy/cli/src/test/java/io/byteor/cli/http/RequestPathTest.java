package io.byteor.cli.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.byteor.schemas.error.ByteorException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathTest {
    @Test
    void keepsADigestReadable() {
        assertThat(RequestPath.of("/bundles", "sha256:ab")).isEqualTo("/bundles/sha256:ab");
    }

    @Test
    void letsNoPartLeaveItsSegment() {
        assertThat(RequestPath.of("/environments", "a/../b?c=d e")).isEqualTo("/environments/a%2F..%2Fb%3Fc%3Dd%20e");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", ".."})
    void refusesPartsThatAreNoNames(String part) {
        assertThatThrownBy(() -> RequestPath.of("/environments", part)).isInstanceOf(ByteorException.class);
    }
}
