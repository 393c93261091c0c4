package io.byteor.e2e.simulation;

import io.byteor.e2e.replay.Output;
import io.byteor.e2e.replay.Sample;
import io.byteor.e2e.replay.StoredBundle;
import io.byteor.schemas.event.ResolvedTarget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A bundle that histories play on, in memory.
 *
 * @param files by their paths
 * @param one how many records lane one has, with the sequences from 0 on
 * @param two the same of lane two
 * @param dropped the spec drops a record of lane one whose sequence leaves this remainder by 3; -1 for none
 * @param hooked whether one of two effects of a record goes to an HTTP target
 * @param captured the sequences of lane one of which an output was captured
 */
record Scene(
        StoredBundle bundle,
        Map<String, byte[]> files,
        int one,
        int two,
        int dropped,
        boolean hooked,
        Set<Long> captured) {
    static final String TARGET = "alerts";
    static final String HOOK = "hook";
    static final ResolvedTarget HOOK_ADDRESS =
            new ResolvedTarget(HOOK, "http", "{\"http\":{\"url\":\"https://hook.example/\"}}");
    private static final int NONE = -1;
    private static final String SPEC = """
            {"apiVersion": "byteor.io/v1", "pipeline": "simulated", "version": "1",
             "lanes": [{"name": "one"}, {"name": "two"}, {"name": "out"}],
             "roles": [
               {"name": "first", "reads": "one", "stages": [
                 %s{"name": "hand", "emit": {"lane": "two"}}, {"name": "keep", "emit": {"lane": "out"}}]},
               {"name": "second", "reads": "two", "stages": [
                 {"name": "tell", "emit": {"target": "alerts"}}, {"name": "repeat", "emit": {"target": "%s"}}]}]}
            """;
    private static final String FILTER = """
            {"name": "some", "filter": "sequence %% 3 != %d"},
            """;
    private static final int RECORDS = 12;
    private static final int SEGMENT_BYTES = 1 << 20;

    static Scene draw(Path folder, long seed) throws IOException {
        Random random = new Random(seed);
        List<List<Sample>> inputs = List.of(lane("one", random), lane("two", random));
        List<Output> outputs = new ArrayList<>();
        Set<Long> captured = new TreeSet<>();
        for (Sample record : inputs.getFirst()) {
            if (random.nextInt(3) > 0) {
                captured.add(record.sequence());
                outputs.add(new Output("one/" + record.sequence(), null, record.payload()));
            }
        }
        // Compiling an expression takes longer than all the rest of a run.
        int dropped = random.nextInt(4) == 0 ? random.nextInt(3) : NONE;
        boolean hooked = seed % 2 == 1;
        StoredBundle bundle = StoredBundle.write(
                folder,
                SPEC.formatted(dropped == NONE ? "" : FILTER.formatted(dropped), hooked ? HOOK : TARGET),
                inputs,
                new TreeMap<>(Map.of("out", outputs)),
                SEGMENT_BYTES);
        Map<String, byte[]> files = new HashMap<>();
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return new Scene(
                bundle, Map.copyOf(files), inputs.get(0).size(), inputs.get(1).size(), dropped, hooked, captured);
    }

    private static List<Sample> lane(String name, Random random) {
        List<Sample> records = new ArrayList<>();
        int count = 1 + random.nextInt(RECORDS);
        for (int i = 0; i < count; i++) {
            byte[] payload = ("payload " + random.nextInt()).getBytes(StandardCharsets.UTF_8);
            records.add(new Sample(name, i, i, null, Map.of(), payload));
        }
        return records;
    }

    /** Whether the spec lets a record of lane one pass. */
    boolean passes(long sequence) {
        return sequence % 3 != dropped;
    }

    /** The segments of the lanes that are read or compared. */
    List<String> segments() {
        return files.keySet().stream()
                .filter(path -> path.endsWith(".avro"))
                .sorted()
                .toList();
    }
}
