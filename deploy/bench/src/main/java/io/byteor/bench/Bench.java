package io.byteor.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.byteor.backends.process.Directories;
import io.byteor.bench.audit.AuditBenchmark;
import io.byteor.bench.ingest.IngestBenchmark;
import io.byteor.bench.path.PathBenchmark;
import io.byteor.bench.replay.ReplayBenchmark;
import io.byteor.bench.validate.ValidateBenchmark;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** {@code byteor bench NAME [--runs N] [--group NAME] [-o json]}: runs one benchmark; without a name it lists them. */
public final class Bench {
    private static final List<Benchmark> BENCHMARKS = List.of(
            new ReplayBenchmark(),
            new IngestBenchmark(),
            new ValidateBenchmark(),
            new AuditBenchmark(),
            new PathBenchmark());
    private static final int USAGE = 2;
    private static final int UNAVAILABLE = 69;

    private Bench() {}

    /** Exits 0 when every mark held, 1 when one did not, 2 for wrong usage, 69 when a peer is not installed. */
    public static void main(String[] args) throws Exception {
        System.exit(run(Arrays.asList(args), System.out));
    }

    static int run(List<String> args, PrintStream out) throws Exception {
        if (args.isEmpty()) {
            BENCHMARKS.forEach(benchmark -> out.println(benchmark.name()));
            return 0;
        }
        int runs = Integer.parseInt(option(args, "--runs", "5"));
        String wanted = option(args, "--group", "");
        var found = BENCHMARKS.stream()
                .filter(benchmark -> benchmark.name().equals(args.getFirst()))
                .findFirst();
        if (found.isEmpty() || runs < 1) {
            out.println("usage: byteor bench NAME [--runs N] [--group NAME] [-o json]; NAME is one of "
                    + BENCHMARKS.stream().map(Benchmark::name).toList());
            return USAGE;
        }
        Result result;
        try {
            result = measure(found.get(), runs, group -> wanted.isEmpty() || wanted.equals(group), out);
        } catch (NotInstalledException e) {
            out.println(e.getMessage());
            return UNAVAILABLE;
        }
        if (args.contains("json")) {
            out.println(new ObjectMapper().writeValueAsString(result));
        }
        return result.marks().stream().allMatch(Result.HeldMark::held) ? 0 : 1;
    }

    private static String option(List<String> args, String name, String otherwise) {
        int at = args.indexOf(name);
        return at < 0 || at + 1 == args.size() ? otherwise : args.get(at + 1);
    }

    private static Result measure(Benchmark benchmark, int runs, Predicate<String> wanted, PrintStream out)
            throws Exception {
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
        try (Contest contest = benchmark.open(folder, wanted)) {
            List<Result> results = new ArrayList<>();
            for (Group group : contest.groups()) {
                Map<String, Samples> samples = Rounds.run(group.contestants(), runs);
                results.add(Result.of(benchmark.name(), runs, group, samples));
                report(group, samples, results.getLast(), out);
            }
            return Result.of(benchmark.name(), runs, results);
        } finally {
            Directories.delete(folder);
        }
    }

    private static void report(Group group, Map<String, Samples> samples, Result result, PrintStream out) {
        samples.forEach((name, figures) -> out.printf(
                Locale.ROOT,
                "  %-44s %,12.1f %s [%,.1f..%,.1f]%n",
                group.full(name),
                figures.median(),
                group.unit(),
                figures.least(),
                figures.greatest()));
        for (int i = 0; i < group.marks().size(); i++) {
            Mark mark = group.marks().get(i);
            out.printf(
                    Locale.ROOT,
                    "  %-44s %s%n",
                    group.full(mark.name()),
                    mark.judge(result.marks().get(i).value()));
        }
    }
}
