package io.byteor.schemas.kafka;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ApicurioSchemaRegistryTest {
    @Test
    void takesARegistryThatSaysNothingForOneThatIsAway() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                ApicurioSchemaRegistry registry = new ApicurioSchemaRegistry(
                        new RegistrySettings(URI.create("http://127.0.0.1:" + silent.getLocalPort()), true),
                        Duration.ofMillis(300))) {
            assertThatThrownBy(() -> registry.find(1))
                    .isInstanceOf(RegistryUnreachableException.class)
                    .hasMessageContaining("no answer within PT0.3S");
        }
    }
}
