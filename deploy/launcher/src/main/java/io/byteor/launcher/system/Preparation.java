package io.byteor.launcher.system;

import io.byteor.backends.process.DirectoryLock;
import io.byteor.launcher.LaunchFailure;
import io.byteor.launcher.Progress;
import io.byteor.launcher.credential.ClientFile;
import io.byteor.launcher.credential.Credentials;
import io.byteor.launcher.front.FrontDoor;
import io.byteor.launcher.part.Endpoints;
import io.byteor.launcher.part.Part;
import io.byteor.launcher.part.PartCommands;
import io.byteor.launcher.port.Ports;
import io.byteor.launcher.process.ProcessIdentity;
import io.byteor.launcher.state.RunFile;
import io.byteor.launcher.state.RunState;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;

/**
 * All that comes before the first process: the directory is ours, what a killed launcher left there is gone, ports and
 * credentials are chosen, the front port is open.
 */
record Preparation(
        LaunchSettings settings,
        DirectoryLock directory,
        RunFile file,
        PartCommands commands,
        FrontDoor front,
        Credentials credentials,
        ClientFile client,
        RunState state) {

    static Preparation of(LaunchSettings settings, InstantSource clock, Progress progress) {
        DirectoryLock directory = take(settings);
        try {
            LeftBehind.end(settings.data(), progress);
            return prepared(settings, directory, clock, progress);
        } catch (RuntimeException failure) {
            directory.close();
            throw failure;
        }
    }

    /** @throws LaunchFailure if a system has it */
    static DirectoryLock take(LaunchSettings settings) {
        return DirectoryLock.tryTake(settings.data())
                .orElseThrow(() -> new LaunchFailure(
                        "the system is up already with its data in %s; see `byteor status`, or stop it by `byteor down`"
                                .formatted(settings.data())));
    }

    private static Preparation prepared(
            LaunchSettings settings, DirectoryLock directory, InstantSource clock, Progress progress) {
        Credentials credentials = Credentials.ensure(settings.data(), clock);
        Endpoints endpoints = Endpoints.choose(new Ports(new SecureRandom()));
        PartCommands commands = new PartCommands(settings.home(), settings.data(), endpoints, credentials.publicKey());
        settings.parts()
                .forEach(part -> commands.of(part, settings.adjustment(part))); // what is not built is found out now
        FrontDoor front = FrontDoor.open(
                frontPort(settings, progress),
                Map.of(
                        "capture", endpoints.of(Part.INGEST).port(),
                        "govern", endpoints.of(Part.VALIDATOR).port(),
                        "audit", endpoints.of(Part.SINK).port()),
                settings.front());
        try {
            URI url = front.url();
            ClientFile client = new ClientFile(
                    url,
                    endpoints.of(Part.BROKER).address(),
                    commands.registryUrl(),
                    commands.databaseUrl(io.byteor.backends.Database.DEFAULT_NAME),
                    ClientFile.byRole(credentials.tokens()));
            client.write(settings.data());
            RunFile file = new RunFile(settings.data());
            RunState state = RunState.beginning(ProcessIdentity.current(), url);
            file.write(state);
            return new Preparation(settings, directory, file, commands, front, credentials, client, state);
        } catch (LaunchFailure failure) {
            front.close();
            throw failure;
        }
    }

    private static int frontPort(LaunchSettings settings, Progress progress) {
        if (settings.port().isPresent()) {
            int asked = settings.port().getAsInt();
            if (!Ports.isFree(asked)) {
                throw new LaunchFailure(
                        "port %d is taken; name another one, or none to have one picked".formatted(asked));
            }
            return asked;
        }
        if (Ports.isFree(LaunchSettings.DEFAULT_PORT)) {
            return LaunchSettings.DEFAULT_PORT;
        }
        int other = new Ports(new SecureRandom()).free();
        progress.line("port %d is taken; taking %d".formatted(LaunchSettings.DEFAULT_PORT, other));
        return other;
    }
}
