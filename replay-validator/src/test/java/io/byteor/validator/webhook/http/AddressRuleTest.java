package io.byteor.validator.webhook.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRuleTest {
    private static final AddressRule OPEN = new AddressRule(false);
    private static final AddressRule PRIVATE_TOO = new AddressRule(true);

    @ParameterizedTest
    @ValueSource(strings = {"93.184.216.34", "100.63.255.255", "100.128.0.1", "172.15.0.1", "2606:2800:220:1::1"})
    void allowsTheOpenNetwork(String address) throws UnknownHostException {
        assertThat(OPEN.allows(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.0.1",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.0.1",
                "169.254.169.254",
                "100.64.0.1",
                "100.127.255.255",
                "198.18.0.1",
                "198.19.255.255",
                "::1",
                "::ffff:10.0.0.1",
                "fe80::1",
                "fc00::1",
                "fdff::1",
                "64:ff9b::a00:1",
                "2002:a00:1::1",
                "2001:0:a00:1::1"
            })
    void allowsPrivateRangesOnlyWhereThatIsConfigured(String address) throws UnknownHostException {
        assertThat(OPEN.allows(InetAddress.getByName(address))).isFalse();
        assertThat(PRIVATE_TOO.allows(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "0.1.2.3", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "ff02::1"})
    void neverAllowsWhatBelongsToNoHost(String address) throws UnknownHostException {
        assertThat(PRIVATE_TOO.allows(InetAddress.getByName(address))).isFalse();
    }
}
