package io.byteor.schemas.address;

import java.io.IOException;
import java.net.InetAddress;

/** A host has an address that may not be called. */
public final class AddressRefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    AddressRefusedException(String host, InetAddress address) {
        super(host + " is at " + address.getHostAddress() + ", which may not be called");
    }
}
