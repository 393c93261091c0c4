package io.byteor.e2e.fuzz;

import io.byteor.schemas.error.ByteorException;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs Jazzer in a process of its own until it has tried so many inputs or found the first that is not answered: an exception
 * that is no refusal, an error, or no answer within {@value #MOST_SECONDS} seconds.
 *
 * @param entry class that the fuzzer calls
 * @param options of its JVM
 * @param inputs most that are tried
 * @param seed of the fuzzer's random choices
 */
record Fuzzer(Class<?> entry, List<String> options, int inputs, long seed) {
    /** For one input. */
    private static final int MOST_SECONDS = 20;

    private static final int LARGEST_INPUT = 64 << 10;
    private static final int HEAP_MIB = 512;
    private static final String DRIVER = "com.code_intelligence.jazzer.Jazzer";
    private static final String DRIVERS_API = "com.code_intelligence.jazzer.api.Jazzer";
    /** What the readers need. The driver looks at every class of its class path before it begins, so there are few. */
    private static final Path READERS_LIBRARIES = Path.of("schemas", "target", "classpath");

    private static final long SEEDS = 1L << 31;
    private static final Pattern TRIED = Pattern.compile("stat::number_of_executed_units: (\\d+)");
    private static final Pattern TAKEN = Pattern.compile(Pattern.quote(FuzzEntry.TAKEN) + "(\\d+)");

    /**
     * What came of it.
     *
     * @param tried inputs
     * @param taken inputs that were taken for valid
     * @param findings files of inputs that were not answered
     * @param log what the fuzzer said
     */
    record Report(long tried, long taken, List<Path> findings, Path log) {}

    /**
     * Runs to the end.
     *
     * @param corpus folder of inputs to begin with; gains those that reached further
     * @param folder for its findings and its log
     * @throws IOException if the fuzzer itself did not work
     */
    Report run(Path corpus, Path folder) throws IOException, InterruptedException {
        Path findings = Files.createDirectories(folder.resolve("findings"));
        Path log = folder.resolve("fuzzer.log");
        Process process = new ProcessBuilder(command(corpus, findings, folder))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            int code = process.waitFor();
            String said = Files.readString(log, StandardCharsets.ISO_8859_1);
            List<Path> found = files(findings);
            if (code != 0 && found.isEmpty()) {
                throw new IOException("the fuzzer ended with %d: %s".formatted(code, said));
            }
            return new Report(number(TRIED, said), number(TAKEN, said), found, log);
        } finally {
            process.destroyForcibly();
        }
    }

    private List<String> command(Path corpus, Path findings, Path folder) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx%dm".formatted(HEAP_MIB),
                "-XX:+EnableDynamicAgentLoading",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(options);
        command.addAll(List.of(
                "-cp",
                classPath(),
                DRIVER,
                "--target_class=" + entry.getName(),
                "--instrumentation_includes=io.byteor.**",
                "--custom_hook_includes=io.byteor.**",
                "--reproducer_path=" + folder,
                "-artifact_prefix=" + findings + File.separator,
                "-runs=" + inputs,
                // Its seed has 32 bits, and 0 stands for any.
                "-seed=" + (1 + Math.floorMod(seed, SEEDS)),
                "-timeout=" + MOST_SECONDS,
                // It would keep what takes half as long, which the first input does on a busy machine: it loads every
                // class.
                "-report_slow_units=" + MOST_SECONDS,
                "-rss_limit_mb=0",
                "-max_len=" + LARGEST_INPUT,
                "-len_control=0",
                "-print_final_stats=1",
                corpus.toString()));
        return command;
    }

    private String classPath() throws IOException {
        try {
            return String.join(
                    File.pathSeparator,
                    home(Class.forName(DRIVER, false, getClass().getClassLoader())),
                    home(Class.forName(DRIVERS_API, false, getClass().getClassLoader())),
                    home(entry),
                    home(ByteorException.class),
                    Files.readString(
                            Path.of(System.getProperty("byteor.home", ".")).resolve(READERS_LIBRARIES)));
        } catch (ClassNotFoundException e) {
            throw new IOException("the fuzzer is not on the class path", e);
        }
    }

    /** The archive or folder that a class is in. */
    private static String home(Class<?> type) {
        return Path.of(URI.create(
                        type.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    /** 0 where it was not said. */
    private static long number(Pattern pattern, String said) {
        Matcher matcher = pattern.matcher(said);
        return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }
}
