package io.byteor.runner.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRuleTest {
    @ParameterizedTest
    @ValueSource(strings = {"93.184.216.34", "2606:2800:220:1::1", "172.15.255.255", "172.32.0.1", "100.128.0.1"})
    void permitsPublicAddresses(String address) throws Exception {
        assertThat(AddressRule.PUBLIC.permits(InetAddress.getByName(address))).isTrue();
        assertThat(AddressRule.PUBLIC_AND_PRIVATE.permits(InetAddress.getByName(address)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.8.8",
                "10.1.2.3",
                "172.16.0.1",
                "192.168.1.1",
                "100.64.0.1",
                "::1",
                "fd00::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "64:ff9b::7f00:1",
                "2002:a00:1::1",
                "::10.0.0.1"
            })
    void permitsPrivateAddressesOnlyWhereToldTo(String address) throws Exception {
        assertThat(AddressRule.PUBLIC.permits(InetAddress.getByName(address))).isFalse();
        assertThat(AddressRule.PUBLIC_AND_PRIVATE.permits(InetAddress.getByName(address)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "fe80::1",
                "224.0.0.1",
                "ff02::1",
                "0.0.0.0",
                "0.1.2.3",
                "::",
                "255.255.255.255",
                "240.0.0.1",
                "::ffff:169.254.169.254",
                "64:ff9b::a9fe:a9fe",
                "2002:a9fe:a9fe::"
            })
    void neverPermitsTheseAddresses(String address) throws Exception {
        assertThat(AddressRule.PUBLIC_AND_PRIVATE.permits(InetAddress.getByName(address)))
                .isFalse();
    }

    @Test
    void refusesAHostOneOfWhoseAddressesIsNotPermitted() {
        assertThatExceptionOfType(AddressRefusedException.class)
                .isThrownBy(() -> AddressRule.PUBLIC.resolve("127.0.0.1"))
                .withMessageContaining("127.0.0.1");
    }
}
