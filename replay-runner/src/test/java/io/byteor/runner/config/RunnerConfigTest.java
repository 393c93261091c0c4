package io.byteor.runner.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.store.location.StoreKind;
import io.byteor.store.location.StoreLocation;
import io.byteor.store.s3.S3Settings;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.spi.Converter;
import org.junit.jupiter.api.Test;

class RunnerConfigTest {
    @Test
    void hasDefaults() {
        RunnerConfig config = read(RunnerConfig.class, Map.of());
        RegistryConfig registry = read(RegistryConfig.class, Map.of());

        assertThat(config.id()).isEqualTo("runner-0");
        assertThat(config.slots()).isEqualTo(4);
        assertThat(config.chunk().records()).isEqualTo(50_000);
        assertThat(config.chunk().time()).isEqualTo(Duration.ofMillis(100));
        assertThat(config.chunk().idle()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.clusters()).isEmpty();
        assertThat(config.credentials()).isEmpty();
        assertThat(registry.url()).isEqualTo(URI.create("http://127.0.0.1:8080/apis/registry/v3"));
        assertThat(registry.register()).isTrue();
    }

    @Test
    void readsEveryProperty() {
        RunnerConfig config = read(
                RunnerConfig.class,
                Map.of(
                        "byteor.runner.id", "runner-7",
                        "byteor.runner.slots", "2",
                        "byteor.runner.chunk.records", "10",
                        "byteor.runner.chunk.time", "PT0.05S",
                        "byteor.runner.chunk.idle", "PT2S",
                        "byteor.runner.clusters.lab.bootstrap-servers", "lab:9092",
                        "byteor.runner.clusters.lab.properties.\"security.protocol\"", "SSL",
                        "byteor.runner.credentials.hook.origin", "https://alerts.example",
                        "byteor.runner.credentials.hook.authorization", "Bearer secret"));
        RegistryConfig registry = read(
                RegistryConfig.class,
                Map.of("byteor.registry.url", "http://registry/v3", "byteor.registry.register", "false"));
        StoreConfig store = read(
                StoreConfig.class,
                Map.of(
                        "byteor.store.kind", "s3",
                        "byteor.store.directory", "/var/lib/byteor",
                        "byteor.store.s3.endpoint", "https://objects:9000",
                        "byteor.store.s3.region", "eu-central-1",
                        "byteor.store.s3.bucket", "bundles",
                        "byteor.store.s3.access-key", "access",
                        "byteor.store.s3.secret-key", "secret"));

        assertThat(config.id()).isEqualTo("runner-7");
        assertThat(config.slots()).isEqualTo(2);
        assertThat(config.chunk().records()).isEqualTo(10);
        assertThat(config.chunk().time()).isEqualTo(Duration.ofMillis(50));
        assertThat(config.chunk().idle()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.clusters()).hasEntrySatisfying("lab", lab -> {
            assertThat(lab.bootstrapServers()).isEqualTo("lab:9092");
            assertThat(lab.properties()).isEqualTo(Map.of("security.protocol", "SSL"));
        });
        assertThat(config.credentials()).hasEntrySatisfying("hook", hook -> {
            assertThat(hook.origin()).isEqualTo(URI.create("https://alerts.example"));
            assertThat(hook.authorization()).isEqualTo("Bearer secret");
        });
        assertThat(registry.url()).isEqualTo(URI.create("http://registry/v3"));
        assertThat(registry.register()).isFalse();
        assertThat(store.location())
                .isEqualTo(new StoreLocation(
                        StoreKind.S3,
                        Optional.of(Path.of("/var/lib/byteor")),
                        Optional.of(new S3Settings(
                                Optional.of(URI.create("https://objects:9000")),
                                "eu-central-1",
                                "bundles",
                                Optional.of(new S3Settings.Keys("access", "secret"))))));
    }

    private static <T> T read(Class<T> mapping, Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, (Converter<Duration>) RunnerConfigTest::duration)
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .withMapping(mapping)
                .build()
                .getConfigMapping(mapping);
    }

    /** As the platform's converter reads the forms that are used here. */
    private static Duration duration(String text) {
        return text.endsWith("ms")
                ? Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)))
                : Duration.parse(text.startsWith("P") ? text : "PT" + text);
    }
}
