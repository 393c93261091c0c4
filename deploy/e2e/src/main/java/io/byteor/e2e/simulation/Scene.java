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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A bundle that histories play on, in memory.
 *
 * @param files by their paths
 * @param one how many records lane one has, with the sequences from 0 on
 * @param two the same of lane two
 * @param dropped the spec drops a record of lane one whose sequence leaves this remainder by 3; -1 for none
 * @param reach which targets beyond our own cluster effects of a record go to
 * @param captured the sequences of lane one of which an output was captured
 */
record Scene(
        StoredBundle bundle,
        Map<String, byte[]> files,
        int one,
        int two,
        int dropped,
        Reach reach,
        Set<Long> captured) {
    static final String TARGET = "alerts";
    static final String HOOK = "hook";
    static final String OTHER = "other";
    private static final ResolvedTarget HOOK_ADDRESS =
            new ResolvedTarget(HOOK, "http", "{\"http\":{\"url\":\"https://hook.example/\"}}");
    private static final ResolvedTarget OTHER_ADDRESS = new ResolvedTarget(
            OTHER, "kafka", "{\"kafka\":{\"cluster\":\"lab\",\"topic\":\"effects\",\"markers\":\"markers\"}}");
    private static final int NONE = -1;
    private static final String SPEC = """
            {"apiVersion": "byteor.io/v1", "pipeline": "simulated", "version": "1",
             "lanes": [{"name": "one"}, {"name": "two"}, {"name": "out"}],
             "roles": [
               {"name": "first", "reads": "one", "stages": [
                 %s{"name": "hand", "emit": {"lane": "two"}}, {"name": "keep", "emit": {"lane": "out"}}]},
               {"name": "second", "reads": "two", "stages": [
                 {"name": "tell", "emit": {"target": "alerts"}}%s]}]}
            """;
    private static final String EMIT = """
            , {"name": "repeat-%s", "emit": {"target": "%s"}}""";
    private static final String FILTER = """
            {"name": "some", "filter": "sequence %% 3 != %d"},
            """;
    private static final int RECORDS = 12;
    private static final int SEGMENT_BYTES = 1 << 20;

    /** Targets beside the first on our own cluster. */
    enum Reach {
        OWN(TARGET),
        HOOKED(HOOK),
        OTHERS(OTHER),
        ALL(OTHER, HOOK);

        private final List<String> targets;

        Reach(String... targets) {
            this.targets = List.of(targets);
        }

        private String stages() {
            return targets.stream()
                    .map(target -> EMIT.formatted(target, target))
                    .collect(Collectors.joining());
        }

        boolean leadsTo(String target) {
            return targets.contains(target);
        }
    }

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
        Reach reach = Reach.values()[Math.floorMod(seed, Reach.values().length)];
        StoredBundle bundle = StoredBundle.write(
                folder,
                SPEC.formatted(dropped == NONE ? "" : FILTER.formatted(dropped), reach.stages()),
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
                bundle, Map.copyOf(files), inputs.get(0).size(), inputs.get(1).size(), dropped, reach, captured);
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

    /** Where the targets beyond our own cluster lie. */
    List<ResolvedTarget> addresses() {
        return Stream.of(HOOK_ADDRESS, OTHER_ADDRESS)
                .filter(address -> reach.leadsTo(address.getName()))
                .toList();
    }

    /** Whether some effects go to an HTTP target, which can fail. */
    boolean hooked() {
        return reach.leadsTo(HOOK);
    }

    /** How many effects of each record go to our own cluster. */
    long ownEffects() {
        return reach == Reach.OWN ? 2 : 1;
    }

    /** The segments of the lanes that are read or compared. */
    List<String> segments() {
        return files.keySet().stream()
                .filter(path -> path.endsWith(".avro"))
                .sorted()
                .toList();
    }
}
