package io.byteor.launcher.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Resident memory in bytes. */
public final class ResidentMemory {
    private static final String NOW = "VmRSS:";
    private static final String PEAK = "VmHWM:";
    private static final long KIB = 1024;

    private ResidentMemory() {}

    /**
     * Of a process and all its descendants; pages that they share count for each. Empty where the system has no {@code /proc}.
     */
    public static OptionalLong ofAll(ProcessHandle process) {
        long[] known = Stream.concat(Stream.of(process), process.descendants())
                .map(member -> ofOne(member.pid()))
                .flatMapToLong(OptionalLong::stream)
                .toArray();
        return known.length == 0
                ? OptionalLong.empty()
                : OptionalLong.of(java.util.Arrays.stream(known).sum());
    }

    /** Of this process alone. */
    public static OptionalLong ofOne(long pid) {
        return field(pid, NOW);
    }

    /** The most that this process ever had. */
    public static OptionalLong peakOf(long pid) {
        return field(pid, PEAK);
    }

    private static OptionalLong field(long pid, String name) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(name.length()).replace("kB", "").strip())
                    .mapToLong(text -> Long.parseLong(text) * KIB)
                    .findFirst();
        } catch (IOException | java.io.UncheckedIOException gone) {
            return OptionalLong.empty();
        }
    }
}
