package io.byteor.validator.webhook.http;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;

/**
 * Which addresses may be called: those of the open network, others only where that was configured, because behind them lie
 * services that trust whoever reaches them.
 *
 * @param privateToo whether loopback and private ranges may be called as well; what belongs to no host never may
 */
record AddressRule(boolean privateToo) {
    /** Ranges of IPv4 that are of a network's own, beside those that Java knows: shared (RFC 6598), benchmarking (RFC 2544). */
    private static final List<int[]> OWN = List.of(new int[] {100, 64, 10}, new int[] {198, 18, 15});

    private static final int UNIQUE_LOCAL = 0xfc;
    private static final int UNIQUE_LOCAL_MASK = 0xfe;
    private static final int FIRST_RESERVED = 240;
    private static final int IPV4_LENGTH = 4;

    boolean allows(InetAddress address) {
        if (address.isAnyLocalAddress() || address.isMulticastAddress() || isReserved(address)) {
            return false;
        }
        return privateToo || !isPrivate(address);
    }

    private static boolean isReserved(InetAddress address) {
        int first = address.getAddress()[0] & 0xff;
        return address instanceof Inet4Address && (first == 0 || first >= FIRST_RESERVED);
    }

    private static boolean isPrivate(InetAddress address) {
        if (address.isLoopbackAddress() || address.isLinkLocalAddress() || address.isSiteLocalAddress()) {
            return true;
        }
        byte[] bytes = address.getAddress();
        if (address instanceof Inet6Address) {
            return (bytes[0] & UNIQUE_LOCAL_MASK) == UNIQUE_LOCAL || !isGlobalUnicast(bytes) || isTunnel(bytes);
        }
        return OWN.stream().anyMatch(range -> within(bytes, range));
    }

    /** 2000::/3, the one range of IPv6 that was given out. */
    private static boolean isGlobalUnicast(byte[] bytes) {
        return (bytes[0] & 0xe0) == 0x20;
    }

    /** 6to4 (2002::/16) and Teredo (2001::/32): an IPv4 address of any kind stands in them. */
    private static boolean isTunnel(byte[] bytes) {
        int first = (bytes[0] & 0xff) << 8 | (bytes[1] & 0xff);
        return first == 0x2002 || (first == 0x2001 && bytes[2] == 0 && bytes[3] == 0);
    }

    private static boolean within(byte[] bytes, int[] range) {
        int address = 0;
        for (int i = 0; i < IPV4_LENGTH; i++) {
            address = address << 8 | (bytes[i] & 0xff);
        }
        int base = range[0] << 24 | range[1] << 16;
        int mask = -1 << (Integer.SIZE - range[2]);
        return (address & mask) == base;
    }
}
