package io.byteor.cli.capture;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say where topics are. */
final class KafkaOptions {
    private static final String BOOTSTRAP = "bootstrap.servers";

    @Option(names = "--bootstrap", paramLabel = "HOST:PORT", description = "The cluster of lanes from topics.")
    private @Nullable String bootstrap;

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            description = "Kafka client settings as a properties file: bootstrap.servers, security.protocol, ...")
    private @Nullable Path config;

    /**
     * The client settings; empty where none of the options is given.
     *
     * @throws ByteorException REQUEST_INVALID where the file names no cluster
     */
    Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>();
        if (config != null) {
            read(config).forEach((name, value) -> settings.put(name.toString(), value));
        }
        if (bootstrap != null) {
            settings.put(BOOTSTRAP, bootstrap);
        }
        if (!settings.isEmpty() && !settings.containsKey(BOOTSTRAP)) {
            throw new ByteorException(ErrorCode.REQUEST_INVALID, "a cluster, in " + BOOTSTRAP, "--kafka-config", null);
        }
        return settings;
    }

    private static Properties read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
            return properties;
        } catch (NoSuchFileException e) {
            throw new ByteorException(ErrorCode.REQUEST_INVALID, "there is no such file", file.toString(), null, e);
        } catch (IllegalArgumentException e) {
            throw new ByteorException(ErrorCode.REQUEST_INVALID, "a properties file", file.toString(), null, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
