package io.byteor.backends.apicurio;

import io.byteor.backends.process.LoopbackPort;
import java.io.File;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The registry's process: this JVM's own java, a small heap, and a configuration that travels in the environment. */
final class RegistryCommand {

    private static final List<String> SMALL_AND_QUICK =
            List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    /** What the manifest of the registry's jar says, which counts only where that jar is run by {@code -jar}. */
    private static final List<String> MANIFEST =
            List.of("--add-opens=java.base/java.lang=ALL-UNNAMED", "--enable-native-access=ALL-UNNAMED");

    private RegistryCommand() {}

    static ProcessBuilder of(RegistrySettings settings, int port, Path home, AotCache cache, Path log) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(SMALL_AND_QUICK);
        command.addAll(MANIFEST);
        command.addAll(cache.flags());
        command.add("-cp");
        command.add(cache.guardJar() + File.pathSeparator + home.resolve("quarkus-run.jar"));
        command.add(RegistryGuard.class.getName());
        ProcessBuilder process = new ProcessBuilder(command)
                .directory(settings.directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.toFile()));
        process.environment().putAll(configuration(settings, port));
        return process;
    }

    private static Map<String, String> configuration(RegistrySettings settings, int port) {
        return Map.ofEntries(
                Map.entry("QUARKUS_HTTP_HOST", LoopbackPort.HOST),
                Map.entry("QUARKUS_HTTP_PORT", Integer.toString(port)),
                Map.entry("QUARKUS_HTTP_ACCESS_LOG_ENABLED", "false"),
                // The registry was built with a management interface, on port 9000 of every address unless told
                // otherwise.
                Map.entry("QUARKUS_MANAGEMENT_HOST", LoopbackPort.HOST),
                Map.entry("QUARKUS_MANAGEMENT_PORT", "0"),
                Map.entry("APICURIO_STORAGE_KIND", "sql"),
                Map.entry("APICURIO_STORAGE_SQL_KIND", "postgresql"),
                Map.entry(
                        "APICURIO_STORAGE_SNAPSHOT_LOCATION",
                        settings.directory().toString()),
                // The database is up before the registry starts; the default keeps trying for minutes.
                Map.entry("APICURIO_STORAGE_CONNECTION_RETRY_MAX_ATTEMPTS", "3"),
                Map.entry("APICURIO_DATASOURCE_URL", settings.jdbcUrl()),
                Map.entry("APICURIO_DATASOURCE_USERNAME", settings.user()),
                Map.entry("APICURIO_DATASOURCE_PASSWORD", settings.password()),
                Map.entry("APICURIO_DATASOURCE_JDBC_INITIAL_SIZE", "1"),
                Map.entry("APICURIO_DATASOURCE_JDBC_MIN_SIZE", "1"),
                Map.entry("APICURIO_DATASOURCE_JDBC_MAX_SIZE", "10"));
    }
}
