package io.byteor.backends.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.byteor.backends.BackendFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.Properties;

/**
 * What the build laid out on this machine. Each place can be moved by a system property of the same name behind
 * {@code byteor.backends.}
 */
public final class Installation {

    private static final String RESOURCE = "/io/byteor/backends/installation.properties";
    private static final String PREFIX = "byteor.backends.";

    private Installation() {}

    /** The unpacked schema registry. */
    public static Path registryHome() {
        return Path.of(value("registry.home"));
    }

    public static String registryVersion() {
        return value("registry.version");
    }

    /** A directory for what can be made again: unpacked programs, ahead-of-time caches. Shared by processes. */
    public static Path cache() {
        return Path.of(value("cache"));
    }

    private static String value(String key) {
        String moved = System.getProperty(PREFIX + key);
        return moved != null ? moved : built(key);
    }

    private static String built(String key) {
        try (InputStream resource = Installation.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new BackendFailure("The resource %s is missing: build deploy/backends".formatted(RESOURCE));
            }
            Properties properties = new Properties();
            properties.load(new InputStreamReader(resource, UTF_8));
            String value = properties.getProperty(key);
            if (value == null) {
                throw new BackendFailure("The resource %s has no %s".formatted(RESOURCE, key));
            }
            return value;
        } catch (IOException failure) {
            throw new BackendFailure("The resource %s cannot be read".formatted(RESOURCE), failure);
        }
    }
}
