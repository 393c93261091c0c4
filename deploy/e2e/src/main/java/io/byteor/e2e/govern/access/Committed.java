package io.byteor.e2e.govern.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Generated files that are committed; with {@code byteor.update} they are written anew. */
public record Committed(Path folder) {
    /** What {@link #difference} says of a file that is what was generated. */
    public static final String NONE = "none";

    /** Where the committed file first differs from what was generated: the number of the line, and the line as it is in both. */
    public String difference(String name, String generated) throws IOException {
        Path file = folder.resolve(name);
        if (Boolean.getBoolean("byteor.update")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, generated);
        }
        String committed = Files.exists(file) ? Files.readString(file) : "";
        return committed.equals(generated) ? NONE : firstOf(lines(committed), lines(generated));
    }

    private static String firstOf(List<String> committed, List<String> generated) {
        int same = 0;
        while (same < committed.size()
                && same < generated.size()
                && committed.get(same).equals(generated.get(same))) {
            same++;
        }
        return "line %d: committed is \"%s\", generated \"%s\""
                .formatted(same + 1, at(same, committed), at(same, generated));
    }

    /** With the line behind the last break, so that texts that differ have lines that differ. */
    private static List<String> lines(String text) {
        return List.of(text.split("\n", -1));
    }

    private static String at(int index, List<String> lines) {
        return index < lines.size() ? lines.get(index) : "(its end)";
    }
}
