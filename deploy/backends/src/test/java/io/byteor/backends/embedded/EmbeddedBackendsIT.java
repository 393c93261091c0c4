package io.byteor.backends.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.backends.BackendSettings;
import io.byteor.backends.Backends;
import io.byteor.backends.BackendsContract;
import io.byteor.backends.DatabaseProbe;
import io.byteor.backends.KafkaProbe;
import io.byteor.backends.RegistryClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBackendsIT extends BackendsContract {

    @TempDir
    Path directory;

    private Backends backends;

    @BeforeAll
    void start(@TempDir Path shared) {
        backends = EmbeddedBackends.start(BackendSettings.kept(shared));
    }

    @AfterAll
    void stop() {
        backends.close();
    }

    @Override
    protected Backends backends() {
        return backends;
    }

    @Test
    void keepsRecordsRowsAndContentIdsOverARestart()
            throws ExecutionException, IOException, InterruptedException, SQLException {
        String schema = "{\"type\":\"record\",\"name\":\"Kept\",\"fields\":[]}";
        long contentId;
        try (Backends first = EmbeddedBackends.start(BackendSettings.kept(directory))) {
            try (KafkaProbe probe = new KafkaProbe(first.broker())) {
                probe.createTopic("kept");
                probe.send("kept", "a record", KafkaProbe.Ending.COMMIT);
            }
            DatabaseProbe.execute(first.database(), "CREATE TABLE kept AS SELECT 'a row' AS it");
            contentId = new RegistryClient(first.registry()).register("kept", schema);
        }

        try (Backends second = EmbeddedBackends.start(BackendSettings.kept(directory));
                KafkaProbe probe = new KafkaProbe(second.broker())) {
            assertThat(probe.readCommitted("kept")).containsExactly("a record");
            assertThat(DatabaseProbe.single(second.database(), "SELECT it FROM kept"))
                    .isEqualTo("a row");
            assertThat(new RegistryClient(second.registry()).content(contentId)).isEqualTo(schema);
        }
    }

    @Test
    void deletesTemporaryDataWhenClosed() {
        Path temporary = directory.resolve("temporary");

        EmbeddedBackends.start(BackendSettings.temporary(temporary)).close();

        assertThat(Files.exists(temporary)).isFalse();
    }
}
