package io.byteor.launcher.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Resident memory of a process and all its descendants, in bytes. Pages that they share count for each. */
public final class ResidentMemory {
    private static final String FIELD = "VmRSS:";
    private static final long KIB = 1024;

    private ResidentMemory() {}

    /** Empty where the system has no {@code /proc}. */
    public static OptionalLong of(ProcessHandle process) {
        long[] known = Stream.concat(Stream.of(process), process.descendants())
                .map(member -> ofOne(member.pid()))
                .flatMapToLong(OptionalLong::stream)
                .toArray();
        return known.length == 0
                ? OptionalLong.empty()
                : OptionalLong.of(java.util.Arrays.stream(known).sum());
    }

    private static OptionalLong ofOne(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith(FIELD))
                    .map(line ->
                            line.substring(FIELD.length()).replace("kB", "").strip())
                    .mapToLong(text -> Long.parseLong(text) * KIB)
                    .findFirst();
        } catch (IOException | java.io.UncheckedIOException gone) {
            return OptionalLong.empty();
        }
    }
}
