package io.byteor.e2e;

import io.byteor.backends.process.Directories;
import io.byteor.e2e.stage.SharedStage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test a small and seeded {@link Proof.Trial} on the one system that all such tests of a run share. It is stopped after the
 * last of them, whatever becomes of them; its logs stay in {@code target/stage}.
 */
public final class SmallTrial implements ParameterResolver {
    private static final Namespace OURS = Namespace.create(SmallTrial.class);
    private static final Path DATA = Path.of("target", "stage").toAbsolutePath();

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == Proof.Trial.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        SharedStage stage = test.getRoot()
                .getStore(OURS)
                .computeIfAbsent(SharedStage.class, _ -> new SharedStage(DATA, System.out::println), SharedStage.class);
        Folder folder = test.getStore(OURS).computeIfAbsent(Folder.class, _ -> Folder.make(), Folder.class);
        return new Proof.Trial(Proof.Scale.SMALL, 1, folder.path(), System.out, stage);
    }

    /** Removed after the test. */
    private record Folder(Path path) implements AutoCloseable {
        static Folder make() {
            try {
                return new Folder(Files.createTempDirectory("trial-"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            Directories.delete(path);
        }
    }
}
