package io.byteor.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReferenceTest {
    private static final Path HOME = Path.of(System.getProperty("byteor.home", "../.."));

    static java.util.List<Page> pages() {
        return Reference.pages(HOME);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void committedPageIsWhatTheCodeSays(Page page) throws IOException {
        Path committed = Reference.folder(HOME).resolve(page.fileName());

        assertThat(committed)
                .as("regenerate by ./byteor reference")
                .exists()
                .content()
                .isEqualTo(page.render());
    }

    @Test
    void readsKeyTypeDefaultAndMeaningFromAMapping(@TempDir Path folder) throws IOException {
        Path source = folder.resolve("SampleConfig.java");
        Files.writeString(source, """
                package sample;
                @ConfigMapping(prefix = "byteor.sample")
                interface SampleConfig {
                    /** How long to wait. */
                    @WithDefault("PT5S")
                    Duration maxWait();
                    /** Nested. */
                    Limits limits();
                    interface Limits {
                        /** Most files. */
                        @WithName("most-files")
                        int files();
                    }
                }
                """);

        assertThat(ConfigurationScan.of(source))
                .containsExactly(
                        new ConfigurationKey("byteor.sample.max-wait", "Duration", "PT5S", "How long to wait."),
                        new ConfigurationKey("byteor.sample.limits.most-files", "int", "", "Most files."));
    }
}
