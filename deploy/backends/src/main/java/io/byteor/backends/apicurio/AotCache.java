package io.byteor.backends.apicurio;

import io.byteor.backends.BackendFailure;
import io.byteor.backends.process.Installation;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/**
 * The registry's ahead-of-time cache (JEP 483, JEP 514), which about halves its start. The first registry that is stopped in
 * order leaves it behind; a cache is bound to the JVM and the class path, so both are in its name, and a JVM that cannot
 * use one starts without. Several processes may share the directory: a file appears complete or not at all.
 */
final class AotCache {

    private final Path guardJar;
    private final Path complete;
    private final Path recording;
    private final boolean recorded;

    private AotCache(Path directory, String key) {
        guardJar = directory.resolve("registry-guard-" + key + ".jar");
        complete = directory.resolve("registry-" + key + ".aot");
        recording = directory.resolve("registry-%s.%s.recording".formatted(key, UUID.randomUUID()));
        recorded = Files.exists(complete);
    }

    /** The cache as it stands, with the jar that the class path begins with: a cache does not cover folders. */
    static AotCache open(Path home) {
        Path directory = Installation.cache();
        String key = Installation.registryVersion()
                + "-"
                + Integer.toHexString((Runtime.version()
                                + System.getProperty("java.vendor.version")
                                + System.getProperty("java.home")
                                + home
                                + directory)
                        .hashCode());
        AotCache cache = new AotCache(directory, key);
        try {
            Files.createDirectories(directory);
            cache.writeGuardJar();
            return cache;
        } catch (IOException failure) {
            throw new BackendFailure(
                    "The cache directory %s cannot be used: %s".formatted(directory, failure), failure);
        }
    }

    Path guardJar() {
        return guardJar;
    }

    /** To use the cache, or to record one where there is none. */
    List<String> flags() {
        return recorded
                ? List.of("-XX:AOTCache=" + complete, "-Xlog:aot=off", "-Xlog:cds=off")
                : List.of("-XX:AOTCacheOutput=" + recording, "-Xlog:aot=off", "-Xlog:cds=off");
    }

    /** Whether the process is recording, and so takes some seconds longer to stop. */
    boolean isRecording() {
        return !recorded;
    }

    /** To be called when the process has ended: what it recorded is kept, or cleared away when it did not end in order. */
    void settle(boolean endedInOrder) {
        try {
            if (endedInOrder && Files.exists(recording)) {
                Files.move(recording, complete, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.deleteIfExists(recording);
            }
        } catch (IOException failure) {
            throw new BackendFailure("The cache %s could not be put in place".formatted(complete), failure);
        }
    }

    private void writeGuardJar() throws IOException {
        if (Files.exists(guardJar)) {
            return;
        }
        String entry = RegistryGuard.class.getName().replace('.', '/') + ".class";
        Path partial = Files.createTempFile(guardJar.getParent(), "registry-guard", ".partial");
        try (OutputStream file = Files.newOutputStream(partial);
                JarOutputStream jar = new JarOutputStream(file);
                InputStream code = RegistryGuard.class.getResourceAsStream("RegistryGuard.class")) {
            if (code == null) {
                throw new BackendFailure("The class %s is not to be read".formatted(entry));
            }
            jar.putNextEntry(new JarEntry(entry));
            code.transferTo(jar);
        }
        Files.move(partial, guardJar, StandardCopyOption.ATOMIC_MOVE);
    }
}
