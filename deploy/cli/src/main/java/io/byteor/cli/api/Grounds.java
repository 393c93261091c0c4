package io.byteor.cli.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * Why something is done, and where that is tracked.
 *
 * @param ticket null for nowhere
 */
public record Grounds(String reason, @Nullable String ticket) {
    void putInto(ObjectNode body) {
        body.put("reason", reason);
        if (ticket != null) {
            body.put("ticket", ticket);
        }
    }
}
