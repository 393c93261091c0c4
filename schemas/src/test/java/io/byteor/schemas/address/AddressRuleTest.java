package io.byteor.schemas.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRuleTest {
    @ParameterizedTest
    @ValueSource(strings = {"93.184.216.34", "100.63.255.255", "100.128.0.1", "172.15.0.1", "2606:2800:220:1::1"})
    void permitsPublicAddresses(String address) throws UnknownHostException {
        assertThat(AddressRule.PUBLIC.permits(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1", "127.255.0.1", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.0.1", "100.64.0.1",
                "100.127.255.255", "::1", "::ffff:10.0.0.1", "::10.0.0.1", "fc00::1", "fdff::1", "64:ff9b::a00:1",
                "2002:a00:1::1"
            })
    void permitsPrivateAddressesOnlyWhereThatIsConfigured(String address) throws UnknownHostException {
        assertThat(AddressRule.of(false).permits(InetAddress.getByName(address)))
                .isFalse();
        assertThat(AddressRule.of(true).permits(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "169.254.169.254",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "ff02::1",
                "fe80::1",
                "64:ff9b::a9fe:a9fe",
                "2002:a9fe:a9fe::1"
            })
    void neverPermitsWhatIsLinkLocalOrNoHosts(String address) throws UnknownHostException {
        assertThat(AddressRule.PUBLIC_AND_PRIVATE.permits(InetAddress.getByName(address)))
                .isFalse();
    }

    @Test
    void refusesAHostForAnyOfItsAddresses() throws IOException {
        assertThat(AddressRule.PUBLIC_AND_PRIVATE.resolve("127.0.0.1"))
                .containsExactly(InetAddress.getByName("127.0.0.1"));
        assertThatThrownBy(() -> AddressRule.PUBLIC.resolve("127.0.0.1"))
                .isInstanceOf(AddressRefusedException.class)
                .hasMessageContaining("127.0.0.1");
    }
}
