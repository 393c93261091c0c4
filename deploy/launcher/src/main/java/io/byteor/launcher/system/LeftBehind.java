package io.byteor.launcher.system;

import io.byteor.backends.postgres.EmbeddedDatabase;
import io.byteor.launcher.Progress;
import io.byteor.launcher.part.Part;
import io.byteor.launcher.process.Ending;
import io.byteor.launcher.process.ProcessIdentity;
import io.byteor.launcher.state.PartState;
import io.byteor.launcher.state.RunFile;
import io.byteor.launcher.state.RunState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What a launcher that was killed left running, as its state file tells; pids that were reused are left alone. */
final class LeftBehind {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private LeftBehind() {}

    /**
     * Ends it in the order of a clean stop, and removes the state file. To be called by the holder of the directory's lock.
     *
     * @return how many processes there were
     */
    static int end(Path data, Progress progress) {
        RunFile file = new RunFile(data);
        int ended = file.readIfWhole().map(state -> end(state, progress)).orElse(0);
        EmbeddedDatabase.endLeftBehind(data.resolve(Part.DATABASE.label()));
        file.delete();
        return ended;
    }

    private static int end(RunState state, Progress progress) {
        int ended = 0;
        for (Set<Part> stage : Part.STOP_STAGES) {
            List<PartState> alive = state.parts().stream()
                    .filter(part ->
                            stage.contains(part.part()) && part.process().isAlive())
                    .toList();
            alive.forEach(part -> progress.line("ending %s, process %d, which an earlier launcher left behind"
                    .formatted(part.part().label(), part.process().pid())));
            Ending.of(alive.stream().map(PartState::process).toList(), PATIENCE)
                    .forEach((ProcessIdentity killed) ->
                            progress.line("process %d had to be killed".formatted(killed.pid())));
            ended += alive.size();
        }
        return ended;
    }
}
