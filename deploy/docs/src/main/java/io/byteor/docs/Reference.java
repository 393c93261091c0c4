package io.byteor.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes the generated reference into deploy/docs/generated. */
public final class Reference {
    private Reference() {}

    /** The pages of the reference. */
    static List<Page> pages(Path home) {
        return List.of(new TopicsPage(), new ErrorCodesPage(), new ConfigurationPage(home), new VerbsPage());
    }

    static Path folder(Path home) {
        return home.resolve("deploy/docs/generated");
    }

    /** Takes no arguments; the checkout's root is the system property {@code byteor.home}. */
    public static void main(String[] args) throws IOException {
        Path home = Path.of(System.getProperty("byteor.home", "."));
        Files.createDirectories(folder(home));
        for (Page page : pages(home)) {
            Path file = folder(home).resolve(page.fileName());
            Files.writeString(file, page.render());
            System.out.println("wrote " + home.relativize(file));
        }
    }
}
