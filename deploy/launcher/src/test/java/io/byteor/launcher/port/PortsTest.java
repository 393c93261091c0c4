package io.byteor.launcher.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void givesNoPortTwiceAndAllBelowTheEphemeralRange() {
        Ports ports = new Ports(new Random(7));

        Set<Integer> given = new HashSet<>();
        IntStream.range(0, 50).forEach(i -> given.add(ports.free()));

        assertThat(given).hasSize(50).allMatch(port -> port >= Ports.LEAST && port < Ports.BEYOND);
    }

    @Test
    void seesThatAPortIsTaken() throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(Ports.HOST), 0));

            assertThat(Ports.isFree(socket.getLocalPort())).isFalse();
        }
    }
}
