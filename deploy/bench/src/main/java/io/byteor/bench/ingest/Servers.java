package io.byteor.bench.ingest;

import io.byteor.bench.NotInstalledException;
import io.byteor.launcher.part.Adjustment;
import io.byteor.launcher.part.Part;
import io.byteor.launcher.port.Ports;
import io.byteor.launcher.system.LaunchSettings;
import io.byteor.launcher.system.Launcher;
import io.byteor.launcher.system.RunningSystem;
import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The processes that take part, each keeping its files in a folder of its own on the same file system. */
final class Servers implements AutoCloseable {
    static final String AGENT = "bench-agent";

    /** One agent sends here what a fleet does. */
    private static final Map<String, String> UNTHROTTLED =
            Map.of("BYTEOR_INGEST_GUARDS_REQUESTS_PER_MINUTE", "10000000");

    /** Of ingest and of S3Proxy. */
    private static final int HEAP_MIB = 512;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path folder;
    private final Ports ports = new Ports(new SecureRandom());
    private final List<AutoCloseable> running = new ArrayList<>();

    Servers(Path folder) {
        this.folder = folder;
    }

    /** The service as it is shipped, with broker, registry and database, and started by the launcher. */
    Server ingest(Path home) {
        LaunchSettings settings = LaunchSettings.of(home, folder.resolve("data"))
                .only(Part.INGEST)
                .adjusted(Part.BROKER, Adjustment.PEAK_SPEED)
                .adjusted(
                        Part.INGEST,
                        Adjustment.PEAK_SPEED.and(new Adjustment(UNTHROTTLED, List.of("-Xmx%dm".formatted(HEAP_MIB)))));
        RunningSystem system = Launcher.up(settings, line -> {});
        running.add(system);
        String token = system.credentials().issuer().issue(AGENT, List.of("agent"), List.of("*"));
        int port = system.state().find(Part.INGEST).orElseThrow().endpoint().port();
        Path store = settings.data().resolve("store");
        return new Server(
                "ingest",
                true,
                port,
                "Authorization: Bearer %s\r\nContent-Type: application/x-tar\r\n".formatted(token),
                "POST /capture/v1/bundles",
                List.of(store.resolve("bundles"), store.resolve("unannounced")));
    }

    /** nginx with its WebDAV module, which writes a body to a temporary file and renames it. */
    Server nginx() throws IOException, InterruptedException, NotInstalledException {
        Path program = onPath("nginx");
        Path home = Files.createDirectories(folder.resolve("nginx"));
        Path root = Files.createDirectories(home.resolve("root"));
        int port = ports.free();
        Path configuration =
                Files.writeString(home.resolve("nginx.conf"), """
                daemon off;
                user %s;
                worker_processes 2;
                pid nginx.pid;
                events { worker_connections 64; }
                http {
                    access_log off;
                    sendfile on;
                    tcp_nodelay on;
                    keepalive_timeout 1h;
                    keepalive_requests 1000000;
                    client_max_body_size 0;
                    client_body_temp_path body;
                    server {
                        listen 127.0.0.1:%d;
                        root root;
                        location / { dav_methods PUT; }
                    }
                }
                """.formatted(System.getProperty("user.name"), port));
        start(
                List.of(program.toString(), "-p", home.toString(), "-e", "error.log", "-c", configuration.toString()),
                home.resolve("nginx.log"),
                port);
        return new Server("nginx DAV PUT", false, port, "", "PUT /", List.of(root));
    }

    /** S3Proxy over its file system provider, without authentication. */
    Server s3Proxy() throws IOException, InterruptedException {
        Path home = Files.createDirectories(folder.resolve("s3proxy"));
        Path bucket = Files.createDirectories(home.resolve("root").resolve("bench"));
        int port = ports.free();
        Path configuration = Files.writeString(home.resolve("s3proxy.conf"), """
                s3proxy.endpoint=http://127.0.0.1:%d
                s3proxy.authorization=none
                jclouds.provider=filesystem
                jclouds.filesystem.basedir=%s
                """.formatted(port, home.resolve("root")));
        start(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx%dm".formatted(HEAP_MIB),
                        "-cp",
                        withoutLogs(System.getProperty("java.class.path")),
                        "org.gaul.s3proxy.Main",
                        "--properties",
                        configuration.toString()),
                home.resolve("s3proxy.log"),
                port);
        return new Server("S3Proxy", false, port, "", "PUT /bench/", List.of(bucket));
    }

    /** It sends what its libraries log by java.util.logging to SLF4J, which here would send it back. */
    private static String withoutLogs(String classPath) {
        return Stream.of(classPath.split(File.pathSeparator, -1))
                .filter(jar -> !jar.contains("slf4j-jdk14"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private void start(List<String> command, Path log, int port) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        running.add(() -> {
            process.destroy();
            process.waitFor();
        });
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!listens(port)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IOException(command.getFirst() + " does not serve: " + Files.readString(log));
            }
            Thread.sleep(50);
        }
    }

    private static boolean listens(int port) {
        try (var channel = SocketChannel.open(new InetSocketAddress(Ports.HOST, port))) {
            return channel.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static Path onPath(String program) throws NotInstalledException {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new NotInstalledException(
                        program + " is not on the path; install it, for example: apt-get install nginx-light"));
    }

    @Override
    public void close() {
        for (AutoCloseable one : running.reversed()) {
            try {
                one.close();
            } catch (Exception e) {
                throw new IllegalStateException("cannot be stopped", e);
            }
        }
    }
}
