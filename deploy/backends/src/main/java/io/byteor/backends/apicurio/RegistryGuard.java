package io.byteor.backends.apicurio;

import java.io.IOException;
import java.io.OutputStream;

/**
 * The main class of the registry's process: runs the registry, and halts the process when its standard input ends. That
 * input is a pipe from the process that started it, so a registry does not outlive a starter that was killed.
 *
 * <p>It is loaded with nothing but the registry on the class path, so it refers to the JDK only.
 */
public final class RegistryGuard {

    private static final String REGISTRY_MAIN = "io.quarkus.bootstrap.runner.QuarkusEntryPoint";
    private static final int STARTER_IS_GONE = 75;

    private RegistryGuard() {}

    public static void main(String[] arguments) throws ReflectiveOperationException {
        Thread.ofPlatform().name("starter-watch").daemon().start(RegistryGuard::haltWithStarter);
        Class.forName(REGISTRY_MAIN).getMethod("main", String[].class).invoke(null, (Object) arguments);
    }

    private static void haltWithStarter() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException pipeBroke) {
            // As good as its end.
        }
        Runtime.getRuntime().halt(STARTER_IS_GONE);
    }
}
