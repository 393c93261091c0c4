package io.byteor.backends.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.byteor.backends.BackendFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {

    @TempDir
    Path directory;

    @Test
    void refusesADirectoryInUseByName() {
        try (EmbeddedBroker running = EmbeddedBroker.start(directory, 0)) {
            assertThat(running.bootstrapServers()).startsWith("127.0.0.1:");

            assertThatExceptionOfType(BackendFailure.class)
                    .isThrownBy(() -> EmbeddedBroker.start(directory, 0))
                    .withMessage(
                            "%s is in use by process %d; stop that one or name another data directory",
                            directory, ProcessHandle.current().pid());
        }
    }

    @Test
    void refusesATakenPortAndLeavesTheDirectoryFree() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatExceptionOfType(BackendFailure.class)
                    .isThrownBy(() -> EmbeddedBroker.start(directory, taken.getLocalPort()))
                    .withMessageContaining("127.0.0.1:" + taken.getLocalPort());
        }

        EmbeddedBroker.start(directory, 0).close();
    }
}
