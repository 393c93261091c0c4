package io.byteor.e2e.govern.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Generated files that are committed; with {@code byteor.update} they are written anew. */
public record Committed(Path folder) {
    /** Whether the file is what was generated. */
    public boolean is(String name, String generated) throws IOException {
        Path file = folder.resolve(name);
        if (Boolean.getBoolean("byteor.update")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, generated);
        }
        return Files.exists(file) && Files.readString(file).equals(generated);
    }
}
