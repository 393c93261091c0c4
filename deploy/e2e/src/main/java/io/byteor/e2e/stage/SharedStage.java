package io.byteor.e2e.stage;

import io.byteor.backends.process.Directories;
import io.byteor.launcher.Progress;
import io.byteor.launcher.system.RunningSystem;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One system for all plays, one after the other. It starts with the first; a part starts when a play first needs it, and anew when
 * the next play needs it adjusted otherwise, or finds it killed. Whatever else runs goes on. Thread-safe; closing stops it.
 */
public final class SharedStage implements Stage, AutoCloseable {
    private final Path data;
    private final Progress progress;
    private @Nullable RunningSystem system;

    /** @param data emptied before the first play, kept after the last */
    public SharedStage(Path data, Progress progress) {
        this.data = data;
        this.progress = progress;
    }

    @Override
    public synchronized <T> T play(Needs needs, Play<T> play) throws Exception {
        return play.on(serving(needs));
    }

    private RunningSystem serving(Needs needs) {
        RunningSystem running = system;
        if (running == null) {
            Directories.delete(data);
            running = OwnStage.up(data, needs, progress);
            system = running;
        } else {
            running.serve(needs.parts());
        }
        return running;
    }

    @Override
    public synchronized void close() {
        if (system != null) {
            system.close();
        }
    }
}
