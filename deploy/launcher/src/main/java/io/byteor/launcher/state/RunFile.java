package io.byteor.launcher.state;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.byteor.launcher.LaunchFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** {@code run.json} of a data directory: there while a launcher runs, and after one that was killed. */
public final class RunFile {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private final Path file;

    public RunFile(Path data) {
        this.file = data.resolve("run.json");
    }

    /**
     * What the last launcher wrote; empty when it ended in order.
     *
     * @throws LaunchFailure if the file is not one of this release's
     */
    public Optional<RunState> read() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            RunState state = MAPPER.readValue(file.toFile(), RunState.class);
            if (state.version() != RunState.VERSION) {
                throw new LaunchFailure(
                        "%s has version %d; this release knows %d".formatted(file, state.version(), RunState.VERSION));
            }
            return Optional.of(state);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private LaunchFailure unreadable(IOException failure) {
        return new LaunchFailure("%s cannot be read: %s".formatted(file, failure.getMessage()), failure);
    }

    /**
     * The same, and empty too where the file holds no JSON: it is replaced in one step, so the machine itself went down while it was
     * written, and every process with it.
     */
    public Optional<RunState> readIfWhole() {
        return isWhole() ? read() : Optional.empty();
    }

    private boolean isWhole() {
        try {
            return Files.exists(file) && MAPPER.readTree(file.toFile()).isObject();
        } catch (JsonParseException cut) {
            return false;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Whether a launcher runs, or was killed. */
    public boolean exists() {
        return Files.exists(file);
    }

    /** Replaces the file in one step. */
    public void write(RunState state) {
        Path partial = file.resolveSibling("run.json.partial");
        try {
            MAPPER.writeValue(partial.toFile(), state);
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new LaunchFailure("%s cannot be written: %s".formatted(file, e.getMessage()), e);
        }
    }

    public void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new LaunchFailure("%s cannot be removed: %s".formatted(file, e.getMessage()), e);
        }
    }
}
