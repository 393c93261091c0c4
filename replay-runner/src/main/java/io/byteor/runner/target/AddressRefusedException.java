package io.byteor.runner.target;

import java.io.IOException;
import java.net.InetAddress;

/** A host has an address to which the environment sends nothing. */
public final class AddressRefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    AddressRefusedException(String host, InetAddress address) {
        super(host + " is at " + address.getHostAddress() + ", where the environment sends nothing");
    }
}
