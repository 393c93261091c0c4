package io.byteor.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Every configuration key of the services, found by scanning their sources for mappings. */
final class ConfigurationPage implements Page {
    private static final List<String> SERVICES =
            List.of("bundle-ingest/service", "replay-validator", "replay-runner", "audit-sink");

    private final Path home;

    ConfigurationPage(Path home) {
        this.home = home;
    }

    @Override
    public String fileName() {
        return "configuration.md";
    }

    @Override
    public String render() {
        var page = new StringBuilder("""
                # Configuration

                Generated from the services' `@ConfigMapping` interfaces. Each key can also be set by an environment variable:
                upper case, everything that is no letter or digit as `_`. Quarkus' own keys (`kafka.bootstrap.servers`,
                `quarkus.http.port`, `quarkus.management.port`, `mp.jwt.verify.*`, `quarkus.datasource.*`,
                `quarkus.log.console.json.enabled`) mean what Quarkus documents.
                """);
        for (String service : SERVICES) {
            page.append("\n## ").append(service).append("\n\n");
            var table = new MarkdownTable("key", "type", "default", "meaning");
            keys(service)
                    .forEach(key -> table.row(
                            "`" + key.key() + "`",
                            "`" + key.type() + "`",
                            key.defaultValue().isEmpty() ? "" : "`" + key.defaultValue() + "`",
                            key.meaning()));
            page.append(table);
        }
        return page.toString();
    }

    private List<ConfigurationKey> keys(String service) {
        Path sources = home.resolve(service).resolve("src/main/java");
        try (Stream<Path> files = Files.walk(sources)) {
            var keys = new ArrayList<ConfigurationKey>();
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                if (Files.readString(file).contains("@ConfigMapping")) {
                    keys.addAll(ConfigurationScan.of(file));
                }
            }
            keys.sort(Comparator.comparing(ConfigurationKey::key));
            return keys;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
