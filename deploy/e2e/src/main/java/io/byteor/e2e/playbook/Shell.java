package io.byteor.e2e.playbook;

import io.byteor.e2e.terminal.Screen;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Runs command lines as a person types them, and keeps what was shown. Not thread-safe. */
final class Shell {
    private static final Pattern PLAIN = Pattern.compile("[\\w.:/=-]+");

    private final Path data;
    private final Lasting lasting = new Lasting();
    private final List<String> page = new ArrayList<>();
    private final List<String> surprises = new ArrayList<>();

    /** @param data of the system that they are about */
    Shell(Path data) {
        this.data = data;
    }

    /** What one command line showed. */
    record Shown(List<String> lines) {
        /** What stands behind this label. */
        String value(String label) {
            Pattern line = Pattern.compile(Pattern.quote(label) + " {2,}(\\S.*)");
            return lines.stream()
                    .map(line::matcher)
                    .filter(Matcher::matches)
                    .map(found -> found.group(1))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no " + label + " in " + lines));
        }
    }

    /** Prose between the command lines. */
    void say(String text) {
        page.addAll(text.strip().lines().toList());
        page.add("");
    }

    /** Runs a command line that is to end well. */
    Shown run(String... arguments) {
        return run(0, arguments);
    }

    /** Runs a command line that is to end with this exit code. */
    Shown run(int expected, String... arguments) {
        List<String> whole = new ArrayList<>(List.of(arguments));
        whole.addAll(List.of("--data", data.toString()));
        Screen screen = Screen.of(whole);
        String typed = "./byteor " + Arrays.stream(arguments).map(Shell::quoted).collect(Collectors.joining(" "));
        if (screen.exitCode() != expected) {
            surprises.add("%s ended with %d: %s".formatted(typed, screen.exitCode(), screen.err()));
        }
        List<String> lines = screen.out().lines().toList();
        page.add("```");
        page.add("$ " + lasting.of(typed));
        page.addAll(lasting.of(lines));
        if (screen.exitCode() != 0) {
            page.add("(exit code " + screen.exitCode() + ")");
        }
        page.add("```");
        page.add("");
        return new Shown(lines);
    }

    private static String quoted(String argument) {
        return PLAIN.matcher(argument).matches() ? argument : "'" + argument + "'";
    }

    /** All of it, as a page. */
    String page() {
        return String.join("\n", page).stripTrailing() + "\n";
    }

    /** Command lines that did not end as expected. */
    List<String> surprises() {
        return surprises;
    }
}
