package io.byteor.launcher;

/** Takes the one-line reports of what happens, for people. Called from several threads. */
@FunctionalInterface
public interface Progress {
    /** Tells nobody. */
    Progress SILENT = line -> {};

    void line(String text);
}
