package io.byteor.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** {@code byteor bench NAME [--runs N] [-o json]}: runs one benchmark; without a name it lists them. */
public final class Bench {
    private static final List<Benchmark> BENCHMARKS = List.of(new ScanBenchmark());
    private static final int USAGE = 2;

    private Bench() {}

    /** Exits 0 when every mark held, 1 when one did not, 2 for wrong usage. */
    public static void main(String[] args) throws Exception {
        System.exit(run(Arrays.asList(args), System.out));
    }

    static int run(List<String> args, PrintStream out) throws Exception {
        if (args.isEmpty()) {
            BENCHMARKS.forEach(benchmark -> out.println(benchmark.name()));
            return 0;
        }
        int runs = args.contains("--runs") ? Integer.parseInt(args.get(args.indexOf("--runs") + 1)) : 5;
        var found = BENCHMARKS.stream()
                .filter(benchmark -> benchmark.name().equals(args.getFirst()))
                .findFirst();
        if (found.isEmpty() || runs < 1) {
            out.println("usage: byteor bench NAME [--runs N] [-o json]; NAME is one of "
                    + BENCHMARKS.stream().map(Benchmark::name).toList());
            return USAGE;
        }
        Result result = measure(found.get(), runs, out);
        if (args.contains("json")) {
            out.println(new ObjectMapper().writeValueAsString(result));
        }
        return result.marks().stream().allMatch(Result.HeldMark::held) ? 0 : 1;
    }

    private static Result measure(Benchmark benchmark, int runs, PrintStream out) throws Exception {
        out.printf(
                Locale.ROOT,
                "%s, %d processors, heap %d MiB, Java %s, %s %s%n",
                benchmark.name(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.getRuntime().maxMemory() >> 20,
                Runtime.version(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"));
        Path folder = Files.createTempDirectory("byteor-bench-");
        try {
            List<Contestant> contestants = benchmark.contestants(folder);
            Map<String, Samples> samples = Rounds.run(contestants, runs);
            samples.forEach((name, figures) -> out.printf(
                    Locale.ROOT,
                    "  %-44s %,12.1f %s [%,.1f..%,.1f]%n",
                    name,
                    figures.median(),
                    benchmark.unit(),
                    figures.least(),
                    figures.greatest()));
            Result result = Result.of(benchmark, runs, contestants, samples);
            result.marks()
                    .forEach(mark -> out.printf(
                            Locale.ROOT,
                            "  %-44s %.2f, mark %.2f: %s%n",
                            mark.name(),
                            mark.value(),
                            mark.mark(),
                            mark.held() ? "held" : "missed"));
            return result;
        } finally {
            remove(folder);
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
