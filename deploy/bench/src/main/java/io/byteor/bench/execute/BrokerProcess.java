package io.byteor.bench.execute;

import io.byteor.launcher.part.Adjustment;
import io.byteor.launcher.part.Part;
import io.byteor.launcher.system.LaunchSettings;
import io.byteor.launcher.system.Launcher;
import io.byteor.launcher.system.RunningSystem;
import io.byteor.schemas.kafka.ClientSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** The broker that all contestants write to. */
final class BrokerProcess implements AutoCloseable {
    private static final int PARTITIONS = 3;

    private final RunningSystem system;

    private BrokerProcess(RunningSystem system) {
        this.system = system;
    }

    static BrokerProcess start(Path data) throws Exception {
        LaunchSettings settings = LaunchSettings.of(Path.of(System.getProperty("byteor.home", ".")), data)
                .only(Part.BROKER)
                .adjusted(Part.BROKER, Adjustment.PEAK_SPEED);
        return new BrokerProcess(Launcher.up(settings, line -> {}));
    }

    ClientSettings clients() {
        return ClientSettings.of(system.client().bootstrapServers());
    }

    String bootstrapServers() {
        return system.client().bootstrapServers();
    }

    /** A topic to write to; all have as many partitions. */
    String newTopic(String name) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(clients().admin("bench-topics"))) {
            admin.createTopics(List.of(new NewTopic(name, Optional.of(PARTITIONS), Optional.empty())))
                    .all()
                    .get();
            return name;
        }
    }

    @Override
    public void close() {
        system.close();
    }
}
