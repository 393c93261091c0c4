package io.byteor.launcher.part;

import io.byteor.backends.embedded.BackendMain;
import io.byteor.launcher.LaunchFailure;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Builds each part's command from the installation, the data directory and the chosen ports. */
public final class PartCommands {
    /** The superuser of the local database server, which trusts every local connection. */
    public static final String DATABASE_USER = "postgres";

    /** The database that the registry keeps its content in, beside the services' own. */
    public static final String REGISTRY_DATABASE = "registry";

    private final Path home;
    private final Path data;
    private final Endpoints endpoints;
    private final ServiceEnvironment environment;

    /**
     * For one installation and one data directory.
     *
     * @param publicKey the key by which services verify tokens
     */
    public PartCommands(Path home, Path data, Endpoints endpoints, Path publicKey) {
        this.home = home;
        this.data = data;
        this.endpoints = endpoints;
        this.environment = new ServiceEnvironment(data, endpoints, DATABASE_USER, publicKey);
    }

    /**
     * The command of a part as it is adjusted.
     *
     * @throws LaunchFailure if the part is not built
     */
    public PartCommand of(Part part, Adjustment adjustment) {
        return switch (part) {
            case BROKER -> backend(part, 512, List.of(), adjustment);
            case DATABASE -> backend(part, 192, List.of(), adjustment); // unpacks the server the first time
            case REGISTRY ->
                backend(
                        part,
                        64,
                        List.of("--jdbc", databaseUrl(REGISTRY_DATABASE), "--user", DATABASE_USER),
                        adjustment);
            case INGEST -> service(part, "bundle-ingest/service", 256, adjustment);
            case VALIDATOR -> service(part, "replay-validator", 320, adjustment);
            case RUNNER -> service(part, "replay-runner", 384, adjustment);
            case SINK -> service(part, "audit-sink", 320, adjustment);
        };
    }

    public Endpoint endpoint(Part part) {
        return endpoints.of(part);
    }

    /** The registry's core API. */
    public URI registryUrl() {
        return URI.create(ServiceEnvironment.registryUrl(endpoints));
    }

    /** Where a database of the server is. */
    public String databaseUrl(String name) {
        return ServiceEnvironment.databaseUrl(endpoints, name);
    }

    private PartCommand backend(Part part, int heapMib, List<String> more, Adjustment adjustment) {
        List<String> classPath = List.of(System.getProperty("java.class.path").split(File.pathSeparator, -1));
        // The other two wait for a process of another program; there is nothing to gain.
        List<Path> cached =
                part == Part.BROKER ? classPath.stream().map(Path::of).toList() : List.of();
        AotCache cache = AotCache.of(home, part, cached);
        List<String> program = new ArrayList<>(List.of(
                "-cp",
                String.join(File.pathSeparator, classPath),
                BackendMain.class.getName(),
                part.label(),
                "--data",
                data.resolve(part.label()).toString(),
                "--port",
                Integer.toString(endpoints.of(part).port())));
        program.addAll(more);
        return command(part, heapMib, cache, program, Map.of(), adjustment);
    }

    private PartCommand service(Part part, String module, int heapMib, Adjustment adjustment) {
        Path application = home.resolve(module).resolve("target/quarkus-app");
        Path jar = application.resolve("quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new LaunchFailure("%s is not built: there is no %s".formatted(part.label(), jar));
        }
        AotCache cache = AotCache.of(home, part, List.of(jar, application.resolve("quarkus-app-dependencies.txt")));
        return command(part, heapMib, cache, List.of("-jar", jar.toString()), environment.of(part), adjustment);
    }

    private PartCommand command(
            Part part,
            int heapMib,
            AotCache cache,
            List<String> program,
            Map<String, String> variables,
            Adjustment adjustment) {
        List<String> flags = new ArrayList<>(cache.flags());
        flags.addAll(adjustment.javaOptions());
        Map<String, String> adjusted = new HashMap<>(variables);
        adjusted.putAll(adjustment.environment());
        return new PartCommand(
                part,
                JavaCommand.executable(),
                JavaCommand.of(part, data, heapMib, flags, program),
                adjusted,
                adjustment,
                cache);
    }
}
