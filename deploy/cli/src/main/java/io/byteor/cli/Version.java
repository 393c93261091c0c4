package io.byteor.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The release, as the build wrote it into the archive. */
final class Version {
    private static final String DESCRIPTION = "/META-INF/maven/io.byteor.replay/byteor-cli/pom.properties";

    private Version() {}

    static String text() {
        try (InputStream description = Version.class.getResourceAsStream(DESCRIPTION)) {
            if (description == null) {
                return "unpackaged";
            }
            Properties properties = new Properties();
            properties.load(description);
            return properties.getProperty("version", "unpackaged");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
