package io.byteor.launcher.credential;

import java.util.Arrays;
import java.util.Locale;

/** Who a fresh installation knows: one of each role, so that nobody has to approve what they ask for themselves. */
public enum Principal {
    AGENT("quake-agent"),
    OPERATOR("olivia"),
    APPROVER("arthur"),
    ANALYST("ana"),
    ADMIN("ada");

    private final String subject;

    Principal(String subject) {
        this.subject = subject;
    }

    public String subject() {
        return subject;
    }

    /** The role's name as it stands in a token's {@code groups}. */
    public String role() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException naming the roles, for any other */
    public static Principal ofRole(String role) {
        return Arrays.stream(values())
                .filter(principal -> principal.role().equals(role))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no role %s; the roles are %s"
                        .formatted(
                                role,
                                Arrays.stream(values()).map(Principal::role).toList())));
    }
}
