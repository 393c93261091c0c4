package io.byteor.e2e;

import io.byteor.backends.process.Directories;
import io.byteor.e2e.stage.SharedStage;
import io.byteor.e2e.stage.SideStages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test a small and seeded {@link Proof.Trial} on the systems that all such tests of a run share, as many as run side by
 * side. They are stopped after the last test, whatever becomes of them; their logs stay in {@code target/stage}.
 */
public final class SmallTrial implements ParameterResolver {
    private static final Namespace OURS = Namespace.create(SmallTrial.class);
    private static final Path DATA = Path.of("target", "stage").toAbsolutePath();
    /** As many as classes run at once; see junit-platform.properties. */
    private static final int SYSTEMS = 2;

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == Proof.Trial.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        SideStages stage =
                test.getRoot().getStore(OURS).computeIfAbsent(SideStages.class, _ -> stages(), SideStages.class);
        Folder folder = test.getStore(OURS).computeIfAbsent(Folder.class, _ -> Folder.make(), Folder.class);
        return new Proof.Trial(Proof.Scale.SMALL, 1, folder.path(), System.out, stage);
    }

    private static SideStages stages() {
        return new SideStages(IntStream.rangeClosed(1, SYSTEMS)
                .mapToObj(number -> new SharedStage(DATA.resolve(Integer.toString(number)), System.out::println))
                .toList());
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
