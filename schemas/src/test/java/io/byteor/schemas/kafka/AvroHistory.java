package io.byteor.schemas.kafka;

import io.byteor.schemas.topic.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;

/**
 * The schemas of every event as they were released, one folder a version, one file an event that was new or changed in it.
 * {@link #main} writes the current ones into the folder it is given:
 *
 * <pre>
 * mvn -pl schemas -Dquick test-compile org.codehaus.mojo:exec-maven-plugin:3.6.2:java -Dexec.classpathScope=test \
 *     -Dexec.mainClass=io.byteor.schemas.kafka.AvroHistory -Dexec.args=v2
 * </pre>
 */
final class AvroHistory {
    static final String COMMAND = "mvn -pl schemas -Dquick test-compile"
            + " org.codehaus.mojo:exec-maven-plugin:3.6.2:java -Dexec.classpathScope=test"
            + " -Dexec.mainClass=" + AvroHistory.class.getName() + " -Dexec.args=";
    private static final String SUFFIX = ".avsc";

    private final Path folder;

    AvroHistory(Path folder) {
        this.folder = folder;
    }

    /** Writes the schema of every event that is not in the history yet; runs in the build's root. */
    public static void main(String[] version) {
        new AvroHistory(folderIn(Path.of("schemas"))).add(version[0]);
    }

    /** The committed history, seen from the module's folder. */
    static AvroHistory committed() {
        return new AvroHistory(folderIn(Path.of("")));
    }

    private static Path folderIn(Path module) {
        return module.resolve("src/main/avro-history");
    }

    static List<Schema> current() {
        return Arrays.stream(Topic.values())
                .flatMap(topic -> topic.recordTypes().stream())
                .distinct()
                .map(AvroFrame::schemaOf)
                .sorted(Comparator.comparing(Schema::getFullName))
                .toList();
    }

    /** Every version of the event, the last released last. */
    List<Schema> of(Schema event) {
        try (Stream<Path> versions = Files.list(folder)) {
            return versions.sorted(Comparator.comparingInt(version ->
                            Integer.parseInt(version.getFileName().toString().substring(1))))
                    .map(version -> version.resolve(event.getName() + SUFFIX))
                    .filter(Files::exists)
                    .map(AvroHistory::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The version to write next. */
    String next() {
        try (Stream<Path> versions = Files.list(folder)) {
            return "v" + (versions.count() + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String version) {
        List<Schema> missing = new ArrayList<>(current());
        missing.removeIf(event -> of(event).contains(event));
        try {
            for (Schema event : missing) {
                Path file = Files.createDirectories(folder.resolve(version)).resolve(event.getName() + SUFFIX);
                Files.writeString(file, SchemaFormatter.format("json/pretty", event) + "\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Schema read(Path file) {
        try {
            return new Schema.Parser().parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
