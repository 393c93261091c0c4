package io.byteor.launcher.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** When a process began as Linux keeps it: in ticks since a boot, which a clock that is set does not move. */
final class StartTick {
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    /** Field 22 of proc(5), counted behind the program's name, which may hold anything. */
    private static final int START_TIME = 22 - 3;

    private StartTick() {}

    /** Of the process that has this pid now; empty where there is none, and on other systems. */
    static Optional<String> of(long pid) {
        try {
            String boot = Files.readString(BOOT, ISO_8859_1).strip();
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"), ISO_8859_1);
            String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
            return fields.length > START_TIME ? Optional.of(boot + ":" + fields[START_TIME]) : Optional.empty();
        } catch (IOException goneOrNotLinux) {
            return Optional.empty();
        }
    }
}
