package io.byteor.e2e.model;

import io.byteor.e2e.model.ModelSpec.Role;
import io.byteor.e2e.model.ModelSpec.Step;
import io.byteor.e2e.replay.Output;
import io.byteor.e2e.replay.Sample;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Draws specs, lanes and selections; the same seed draws the same. */
final class Draws {
    static final List<String> TARGETS = List.of("alerts", "archive");
    private static final List<String> LANES = List.of("first", "second", "mid", "late", "last");
    private static final int INPUTS = 2;
    private static final long MICROS = 1_700_000_000_000_000L;
    private static final String DEEP = "[".repeat(70) + "]".repeat(70);

    private final Random random;
    private final Terms terms;

    Draws(long seed) {
        this.random = new Random(seed);
        this.terms = new Terms(random);
    }

    Random random() {
        return random;
    }

    ModelSpec spec() {
        List<Role> roles = new ArrayList<>();
        int count = 2 + random.nextInt(4);
        for (int r = 0; r < count; r++) {
            int reads = r == 0 ? 0 : random.nextInt(LANES.size());
            List<Step> steps = new ArrayList<>();
            int stages = 1 + random.nextInt(5);
            for (int s = 0; s < stages; s++) {
                steps.add(step("stage-" + s, reads));
            }
            roles.add(new Role("role-" + r, LANES.get(reads), steps));
        }
        return new ModelSpec(LANES, roles);
    }

    /** Lanes are written only behind the one that is read, so they make no cycle. */
    private Step step(String name, int reads) {
        int later = LANES.size() - 1 - reads;
        return switch (random.nextInt(6)) {
            case 0 -> new ModelSpec.Filter(name, terms.condition());
            case 1 -> new ModelSpec.Reshape(name, terms.map());
            case 2 -> target(name);
            default ->
                later == 0 ? target(name) : new ModelSpec.ToLane(name, LANES.get(reads + 1 + random.nextInt(later)));
        };
    }

    private Step target(String name) {
        Term key = random.nextBoolean() ? terms.key() : null;
        return new ModelSpec.ToTarget(name, TARGETS.get(random.nextInt(TARGETS.size())), key, random.nextInt(5) == 0);
    }

    Captured captured() {
        ModelSpec spec = spec();
        List<List<Sample>> inputs = new ArrayList<>();
        for (int lane = 0; lane < INPUTS; lane++) {
            inputs.add(lane(LANES.get(lane)));
        }
        Map<String, List<Output>> written = new HashMap<>();
        for (Act act : new Interpreter(spec, false).run(inputs, Choice.ALL).acts()) {
            if (act.toLane() != null) {
                written.computeIfAbsent(act.toLane(), _ -> new ArrayList<>())
                        .add(new Output(act.originLane() + "/" + act.originSequence(), act.key(), act.payload()));
            }
        }
        SortedMap<String, List<Output>> outputs = new TreeMap<>();
        for (String lane : LANES.subList(INPUTS, LANES.size())) {
            if (random.nextInt(4) > 0) {
                outputs.put(lane, disturbed(written.getOrDefault(lane, List.of())));
            }
        }
        return new Captured(spec, inputs, outputs);
    }

    private List<Sample> lane(String name) {
        List<Sample> records = new ArrayList<>();
        int count = random.nextInt(16);
        long sequence = random.nextInt(3);
        for (int i = 0; i < count; i++) {
            records.add(new Sample(name, sequence, MICROS + random.nextInt(50), key(), headers(), payload()));
            sequence += 1 + random.nextInt(3);
        }
        return records;
    }

    private byte @Nullable [] key() {
        return random.nextInt(4) == 0 ? null : Json.utf8(letter());
    }

    private Map<String, byte[]> headers() {
        return random.nextBoolean() ? Map.of() : Map.of("h", Json.utf8(letter()));
    }

    private String letter() {
        return String.valueOf((char) ('a' + random.nextInt(4)));
    }

    private byte[] payload() {
        return switch (random.nextInt(14)) {
            case 0 -> new byte[] {(byte) 0xff, (byte) random.nextInt(), 0};
            case 1 -> Json.utf8("{\"n\":1,\"n\":2}");
            case 2 -> Json.utf8("{\"n\":1e999}");
            case 3 -> Json.utf8(DEEP);
            case 4 -> Json.utf8("{\"n\":null,\"s\":7,\"list\":[]}");
            case 5 -> Json.utf8("{ \"s\" : \"" + letter() + "\" }");
            default ->
                Json.utf8("{\"n\": %s, \"s\":\"%s%d\",\"list\":[%s,%d]}"
                        .formatted(number(), letter(), random.nextInt(3), number(), random.nextInt(12)));
        };
    }

    private String number() {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(12) + ".5";
            case 1 -> random.nextInt(12) + ".0";
            default -> Integer.toString(random.nextInt(14) - 2);
        };
    }

    /** What a lane can have gone through: outputs lost, doubled, changed, said in other words, of no or an unknown origin. */
    private List<Output> disturbed(List<Output> written) {
        List<Output> outputs = new ArrayList<>();
        for (Output output : written) {
            switch (random.nextInt(16)) {
                case 0 -> {}
                case 1 -> outputs.addAll(List.of(output, output));
                case 2 -> outputs.add(new Output(output.origin(), output.key(), Json.utf8("{\"n\":-7}")));
                case 3 -> outputs.add(new Output(output.origin(), Json.utf8("other"), output.payload()));
                case 4 -> outputs.add(new Output(output.origin(), output.key(), inOtherWords(output.payload())));
                case 5 -> outputs.add(new Output(null, output.key(), output.payload()));
                case 6 -> outputs.add(new Output("first/99999999999999999999", output.key(), output.payload()));
                case 7 -> outputs.add(new Output("elsewhere/" + random.nextInt(9), output.key(), output.payload()));
                case 8 -> outputs.add(new Output("first/" + random.nextInt(40), output.key(), output.payload()));
                default -> outputs.add(output);
            }
        }
        if (random.nextInt(3) == 0) {
            Collections.shuffle(outputs, random);
        }
        return outputs;
    }

    private static byte[] inOtherWords(byte[] payload) {
        return Json.normal(payload).startsWith("json ")
                ? Json.utf8("\n " + new String(payload, StandardCharsets.UTF_8) + " ")
                : payload;
    }

    /** Lanes that were captured, as a request names them. */
    private List<String> lanes(List<List<Sample>> inputs) {
        List<String> captured = new ArrayList<>(inputs.stream()
                .filter(lane -> !lane.isEmpty())
                .map(lane -> lane.getFirst().lane())
                .toList());
        if (captured.isEmpty() || random.nextInt(3) > 0) {
            return List.of();
        }
        Collections.shuffle(captured, random);
        return List.copyOf(captured.subList(0, 1 + random.nextInt(captured.size())));
    }

    /** @param inputs of the bundle that is selected from */
    Choice choice(List<List<Sample>> inputs) {
        return new Choice(
                lanes(inputs),
                random.nextInt(3) == 0 ? Long.valueOf(random.nextInt(20)) : null,
                random.nextInt(3) == 0 ? Long.valueOf(10 + random.nextInt(20)) : null,
                random.nextInt(5) == 0 ? Long.valueOf(MICROS + random.nextInt(25)) : null,
                random.nextInt(5) == 0 ? Long.valueOf(MICROS + 25 + random.nextInt(25)) : null,
                random.nextInt(3) == 0 ? terms.condition() : null,
                random.nextInt(4) == 0 ? Double.valueOf((1 + random.nextInt(9)) / 10.0) : null,
                random.nextInt(4) == 0 ? Long.valueOf(1 + random.nextInt(12)) : null);
    }
}
