package io.byteor.backends.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.backends.BackendSettings;
import io.byteor.backends.Backends;
import io.byteor.backends.DatabaseProbe;
import io.byteor.backends.KafkaProbe;
import io.byteor.backends.RegistryClient;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is peculiar to embedded ones; that they hold to the contract is shown by the shared set, which is embedded too. */
class EmbeddedBackendsIT {

    @TempDir
    Path directory;

    @Test
    void keepsRecordsRowsAndContentIdsOverARestartUntilItsDataIsTemporary()
            throws ExecutionException, IOException, InterruptedException, SQLException {
        Path data = directory.resolve("data");
        String schema = "{\"type\":\"record\",\"name\":\"Kept\",\"fields\":[]}";
        long contentId;
        try (Backends first = EmbeddedBackends.start(BackendSettings.kept(data))) {
            try (KafkaProbe probe = new KafkaProbe(first.broker())) {
                probe.createTopic("kept");
                probe.send("kept", "a record", KafkaProbe.Ending.COMMIT);
            }
            DatabaseProbe.execute(first.database(), "CREATE TABLE kept AS SELECT 'a row' AS it");
            contentId = new RegistryClient(first.registry()).register("kept", schema);
        }

        try (Backends second = EmbeddedBackends.start(BackendSettings.temporary(data));
                KafkaProbe probe = new KafkaProbe(second.broker())) {
            assertThat(probe.readCommitted("kept")).containsExactly("a record");
            assertThat(DatabaseProbe.single(second.database(), "SELECT it FROM kept"))
                    .isEqualTo("a row");
            assertThat(new RegistryClient(second.registry()).content(contentId)).isEqualTo(schema);
        }
        assertThat(data).doesNotExist();
    }
}
