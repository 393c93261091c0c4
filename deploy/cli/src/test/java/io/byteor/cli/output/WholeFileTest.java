package io.byteor.cli.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
    @TempDir
    Path folder;

    @Test
    void twoThatAreWrittenToOnePlaceAreEachWhole() throws IOException {
        Path place = folder.resolve("export.csv");
        try (WholeFile one = new WholeFile(place);
                WholeFile other = new WholeFile(place)) {
            try (OutputStream first = one.write();
                    OutputStream second = other.write()) {
                first.write("one and only".getBytes(UTF_8));
                second.write("other".getBytes(UTF_8));
            }

            one.keep();
            assertThat(place).hasContent("one and only");
            other.keep();
            assertThat(place).hasContent("other");
        }
        assertThat(entries()).containsExactly(place);
    }

    @Test
    void whatIsNotKeptLeavesWhatWasThere() throws IOException {
        Path place = Files.writeString(folder.resolve("export.csv"), "before");

        try (WholeFile whole = new WholeFile(place);
                OutputStream out = whole.write()) {
            out.write(1);
        }

        assertThat(place).hasContent("before");
        assertThat(entries()).containsExactly(place);
    }

    private List<Path> entries() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        }
    }
}
