package io.byteor.e2e.sink.postgres;

import io.byteor.launcher.part.Part;
import io.byteor.launcher.system.RunningSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ExecutionException;

/** PostgreSQL killed and started again. Other services' connections break with it. */
public final class DatabaseCrash {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(5);
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final String WAITING_FOR_A_STANDBY =
            "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'SyncRep' AND datname = current_database()";

    private final RunningSystem system;
    private final String jdbcUrl;
    private final String user;

    public DatabaseCrash(RunningSystem system, String jdbcUrl, String user) {
        this.system = system;
        this.jdbcUrl = jdbcUrl;
        this.user = user;
    }

    /** SIGKILL for the server, whatever it does. */
    public void anyTime() throws Exception {
        kill();
        system.restart(Part.DATABASE);
    }

    /**
     * SIGKILL while a commit stands in the write-ahead log and nobody has told the client: the server is made to wait for a standby
     * that does not exist, which it does behind the flush and before the answer. What was waiting is committed after recovery.
     */
    public void behindACommit() throws Exception {
        try (Connection connection = DriverManager.getConnection(jdbcUrl, user, "");
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER SYSTEM SET synchronous_standby_names = 'nobody'");
            statement.execute("SELECT pg_reload_conf()");
            awaitACommit(statement);
            // For the server that comes; the one that runs reads it no more.
            statement.execute("ALTER SYSTEM RESET synchronous_standby_names");
            kill();
        }
        system.restart(Part.DATABASE);
    }

    private static void awaitACommit(Statement statement) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (true) {
            try (ResultSet row = statement.executeQuery(WAITING_FOR_A_STANDBY)) {
                row.next();
                if (row.getLong(1) > 0) {
                    return;
                }
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("nobody committed anything");
            }
            Thread.sleep(LOOK_AGAIN);
        }
    }

    /** The server first, whose processes end with it; then the process that started it. */
    private void kill() throws IOException, InterruptedException, ExecutionException {
        Path pid = system.settings().data().resolve(Part.DATABASE.label()).resolve("data/postmaster.pid");
        end(ProcessHandle.of(Long.parseLong(Files.readAllLines(pid).getFirst().strip()))
                .orElseThrow());
        end(system.process(Part.DATABASE));
    }

    private static void end(ProcessHandle process) throws InterruptedException, ExecutionException {
        process.destroyForcibly();
        process.onExit().get();
    }
}
