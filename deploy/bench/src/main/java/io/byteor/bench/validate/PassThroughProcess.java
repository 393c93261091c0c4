package io.byteor.bench.validate;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A {@link PassThrough} in a process of its own. */
final class PassThroughProcess implements AutoCloseable {
    private final Process process;

    /**
     * Starts it; returns when it works.
     *
     * @param javaOptions of its JVM
     * @param topics from the first over all between to the last
     * @param besides what the last hop writes for every record on top
     * @throws IOException if it ends instead, with the place of its log
     */
    PassThroughProcess(
            String name,
            String brokers,
            Path folder,
            List<String> javaOptions,
            List<String> topics,
            List<Footprint.Write> besides)
            throws IOException {
        Path log = folder.resolve(name + ".log");
        Path state = Files.createDirectories(folder.resolve(name + "-state"));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(javaOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), PassThrough.class.getName()));
        command.addAll(List.of(name, brokers, state.toString()));
        command.addAll(topics);
        besides.forEach(write -> command.add(write.toString()));
        File output = log.toFile();
        this.process = new ProcessBuilder(command).redirectError(output).start();
        BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
        String line = said.readLine();
        while (line != null && !line.equals("READY")) {
            line = said.readLine();
        }
        if (line == null) {
            throw new IOException(name + " does not run: " + Files.readString(log));
        }
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
