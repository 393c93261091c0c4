package io.byteor.backends.embedded;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The command line of {@link BackendMain}.
 *
 * @param port 0 for a free one
 * @param jdbcUrl of the registry's database; empty for the other roles, as is {@code user}
 * @param withStarter whether the end of standard input is an order to stop
 */
record BackendArguments(Role role, Path data, int port, String jdbcUrl, String user, boolean withStarter) {

    enum Role {
        BROKER,
        DATABASE,
        REGISTRY
    }

    static final String USAGE =
            "Usage: broker|database|registry --data DIR [--port N] [--with-starter] [--jdbc URL --user NAME]";

    private static final List<String> VALUED = List.of("--data", "--port", "--jdbc", "--user");

    /** @throws IllegalArgumentException saying which argument is wrong, and the usage */
    static BackendArguments parse(String... arguments) {
        Iterator<String> rest = Arrays.asList(arguments).iterator();
        if (!rest.hasNext()) {
            throw wrong("No role");
        }
        Role role = role(rest.next());
        Map<String, String> values = new HashMap<>();
        boolean withStarter = false;
        while (rest.hasNext()) {
            String option = rest.next();
            if (option.equals("--with-starter")) {
                withStarter = true;
            } else if (VALUED.contains(option) && rest.hasNext()) {
                values.put(option, rest.next());
            } else {
                throw wrong("Unknown or without a value: " + option);
            }
        }
        if (role == Role.REGISTRY) {
            required(values, "--jdbc");
            required(values, "--user");
        }
        return new BackendArguments(
                role,
                Path.of(required(values, "--data")),
                port(values.getOrDefault("--port", "0")),
                values.getOrDefault("--jdbc", ""),
                values.getOrDefault("--user", ""),
                withStarter);
    }

    private static Role role(String name) {
        return Arrays.stream(Role.values())
                .filter(role -> role.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> wrong("No such role: " + name));
    }

    private static String required(Map<String, String> values, String option) {
        String value = values.get(option);
        if (value == null) {
            throw wrong("Missing: " + option);
        }
        return value;
    }

    private static int port(String text) {
        try {
            return Integer.parseUnsignedInt(text);
        } catch (NumberFormatException notANumber) {
            throw wrong("Not a port: " + text);
        }
    }

    private static IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(what + System.lineSeparator() + USAGE);
    }
}
