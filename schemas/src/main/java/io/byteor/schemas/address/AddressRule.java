package io.byteor.schemas.address;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Which addresses may be called from here. Public unicast addresses, and where that is configured loopback and private ones
 * (RFC 1918, RFC 4193, RFC 6598); never link-local ones, where machines keep their credentials, nor multicast, broadcast, reserved
 * or unspecified ones (RFC 6890). An IPv6 address that carries an IPv4 address is as good as that one. Thread-safe.
 */
public enum AddressRule {
    PUBLIC,
    PUBLIC_AND_PRIVATE;

    private static final int NAT64 = 12;
    private static final byte[] NAT64_PREFIX = {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};

    public static AddressRule of(boolean privateAddresses) {
        return privateAddresses ? PUBLIC_AND_PRIVATE : PUBLIC;
    }

    /** Whether it may be called. */
    public boolean permits(InetAddress address) {
        InetAddress real = embedded(address);
        if (real.isAnyLocalAddress() || real.isMulticastAddress() || real.isLinkLocalAddress() || reserved(real)) {
            return false;
        }
        return this == PUBLIC_AND_PRIVATE || !closed(real);
    }

    /**
     * The addresses of a host, each of them checked; whoever connects must connect to these very ones.
     *
     * @throws UnknownHostException if it has none
     * @throws AddressRefusedException if one is not permitted
     */
    public InetAddress[] resolve(String host) throws UnknownHostException, AddressRefusedException {
        InetAddress[] addresses = InetAddress.getAllByName(host);
        for (InetAddress address : addresses) {
            if (!permits(address)) {
                throw new AddressRefusedException(host, address);
            }
        }
        return addresses;
    }

    private static boolean closed(InetAddress address) {
        byte[] bytes = address.getAddress();
        return switch (address) {
            case Inet4Address _ ->
                address.isLoopbackAddress()
                        || address.isSiteLocalAddress()
                        || ((bytes[0] & 0xff) == 100 && (bytes[1] & 0xc0) == 64);
            case Inet6Address _ ->
                address.isLoopbackAddress() || address.isSiteLocalAddress() || (bytes[0] & 0xfe) == 0xfc;
            default -> true;
        };
    }

    private static boolean reserved(InetAddress address) {
        byte[] bytes = address.getAddress();
        return switch (address) {
            case Inet4Address _ -> bytes[0] == 0 || (bytes[0] & 0xf0) == 0xf0;
            default -> false;
        };
    }

    /** Java maps IPv4-mapped addresses by itself; there are also compatible ones, 6to4 and NAT64. */
    private static InetAddress embedded(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (!(address instanceof Inet6Address v6)) {
            return address;
        }
        if (v6.isIPv4CompatibleAddress() && !v6.isLoopbackAddress() && !v6.isAnyLocalAddress()) {
            return v4(bytes, NAT64);
        }
        if (bytes[0] == 0x20 && bytes[1] == 0x02) {
            return v4(bytes, 2);
        }
        return Arrays.equals(bytes, 0, NAT64, NAT64_PREFIX, 0, NAT64) ? v4(bytes, NAT64) : address;
    }

    private static InetAddress v4(byte[] bytes, int from) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
