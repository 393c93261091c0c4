package io.byteor.e2e.stage;

import io.byteor.launcher.Progress;
import io.byteor.launcher.port.Ports;
import io.byteor.launcher.system.LaunchSettings;
import io.byteor.launcher.system.Launcher;
import io.byteor.launcher.system.RunningSystem;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.OptionalInt;

/**
 * A system for each play, of nothing but what it needs, which is stopped when the play is over.
 *
 * @param data where it keeps what it keeps, and its logs; stays
 */
public record OwnStage(Path data, Progress progress) implements Stage {
    @Override
    public <T> T play(Needs needs, Play<T> play) throws Exception {
        try (RunningSystem system = up(data, needs, progress)) {
            return play.on(system);
        }
    }

    static RunningSystem up(Path data, Needs needs, Progress progress) {
        Path home = Path.of(System.getProperty("byteor.home", "."));
        int port = new Ports(new SecureRandom()).free(); // the default one might seem free to two that start together
        LaunchSettings settings = new LaunchSettings(home, data, OptionalInt.of(port))
                .only(needs.parts().keySet());
        for (var part : needs.parts().entrySet()) {
            settings = settings.adjusted(part.getKey(), part.getValue());
        }
        return Launcher.up(settings, progress);
    }
}
