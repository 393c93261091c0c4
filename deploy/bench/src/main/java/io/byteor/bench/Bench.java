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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code byteor bench NAME [--runs N] [--group NAME] [-o FORMAT]}: runs one benchmark; without a name it lists them. */
@Command(
        name = "byteor bench",
        description = "Run one benchmark against its peers; without a name, list them.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every mark held",
            "1:a mark was missed, or the benchmark broke off",
            "2:wrong usage",
            "69:a peer is not installed"
        })
public final class Bench implements Callable<Integer> {
    private static final List<Benchmark> BENCHMARKS = List.of(
            new ReplayBenchmark(),
            new IngestBenchmark(),
            new ValidateBenchmark(),
            new AuditBenchmark(),
            new PathBenchmark());
    private static final int UNAVAILABLE = 69;

    private enum Format {
        TEXT,
        JSON
    }

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "One of the benchmarks.")
    private @Nullable String name;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "5",
            description = "How often each contestant runs. Default: ${DEFAULT-VALUE}.")
    private int runs;

    @Option(names = "--group", paramLabel = "NAME", description = "One group of it alone.")
    private @Nullable String group;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text or json: the figures on the last line. Default: ${DEFAULT-VALUE}.")
    private Format format;

    Bench() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Bench()).setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public Integer call() throws Exception {
        PrintStream out = System.out;
        if (name == null) {
            BENCHMARKS.forEach(benchmark -> out.println(benchmark.name()));
            return ExitCode.OK;
        }
        Benchmark benchmark = BENCHMARKS.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> wrong("NAME is one of "
                        + BENCHMARKS.stream().map(Benchmark::name).toList()));
        if (runs < 1) {
            throw wrong("--runs is at least 1");
        }
        Result result;
        try {
            result = measure(benchmark, out);
        } catch (NotInstalledException e) {
            out.println(e.getMessage());
            return UNAVAILABLE;
        }
        if (format == Format.JSON) {
            out.println(new ObjectMapper().writeValueAsString(result));
        }
        return result.marks().stream().allMatch(Result.HeldMark::held) ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private ParameterException wrong(String what) {
        return new ParameterException(spec.commandLine(), what);
    }

    private Result measure(Benchmark benchmark, PrintStream out) throws Exception {
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
        Set<String> groups = new LinkedHashSet<>();
        Predicate<String> wanted = each -> {
            groups.add(each);
            return group == null || group.equals(each);
        };
        try (Contest contest = benchmark.open(folder, wanted)) {
            if (contest.groups().isEmpty()) {
                throw wrong("--group is one of " + groups);
            }
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
