package io.byteor.backends.testing;

import io.byteor.backends.BackendFailure;
import io.byteor.backends.Backends;
import io.byteor.backends.Broker;

/**
 * The backends of this test JVM: started on the first call, shared by all, stopped when the JVM ends. Since they are
 * shared, a test takes topics, databases and artifacts under names of its own.
 *
 * <p>System properties decide what they are:
 *
 * <ul>
 *   <li>{@value #BOOTSTRAP}, {@value #JDBC} and {@value #REGISTRY}: attach to those that run already; {@value #USER} and
 *       {@value #PASSWORD} are for the database;
 *   <li>{@value #KIND}: {@code embedded} (the default) or {@code containers}.
 * </ul>
 *
 * <p>They hold across class loaders, as test frameworks put tests into loaders of their own: the set runs in the system
 * class loader, and is handed over by the same system properties. Safe for use by several threads.
 */
public final class TestBackends {

    public static final String BOOTSTRAP = "byteor.backends.bootstrap";
    public static final String JDBC = "byteor.backends.jdbc";
    public static final String USER = "byteor.backends.jdbc.user";
    public static final String PASSWORD = "byteor.backends.jdbc.password";
    public static final String REGISTRY = "byteor.backends.registry";
    public static final String KIND = "byteor.backends";

    static final String BROKER_ALONE = "byteor.backends.broker-alone";

    private static final String FAILURE = "byteor.backends.failure";

    private TestBackends() {}

    /**
     * The running set; closing it does nothing.
     *
     * @throws BackendFailure when one of them does not start; it is tried once, later calls fail at once
     */
    public static Backends shared() {
        // One lock for all loaders of this class. Not the properties': starting the set sets some on other threads.
        synchronized (TestBackends.class.getName().intern()) {
            return AttachedBackends.fromSystemProperties().orElseGet(() -> {
                start("start");
                return AttachedBackends.fromSystemProperties()
                        .orElseThrow(() -> new BackendFailure("The shared backends did not announce themselves"));
            });
        }
    }

    /**
     * The broker of the running set, or one that runs alone, for a JVM whose tests need no more; closing it does nothing.
     *
     * @throws BackendFailure as for {@link #shared()}
     */
    public static Broker broker() {
        synchronized (TestBackends.class.getName().intern()) {
            return AttachedBackends.brokerFromSystemProperties().orElseGet(() -> {
                start("startBroker");
                return AttachedBackends.brokerFromSystemProperties()
                        .orElseThrow(() -> new BackendFailure("The broker did not announce itself"));
            });
        }
    }

    private static void start(String what) {
        String failure = System.getProperty(FAILURE);
        if (failure != null) {
            throw new BackendFailure(failure);
        }
        // The broker loads some of its own parts by the context loader, which a test framework may have made its own.
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(ClassLoader.getSystemClassLoader());
        try {
            Class.forName(SharedSet.class.getName(), true, ClassLoader.getSystemClassLoader())
                    .getMethod(what)
                    .invoke(null);
        } catch (ReflectiveOperationException thrown) {
            Throwable cause = thrown.getCause() == null ? thrown : thrown.getCause();
            String message = "The shared backends did not start: " + cause.getMessage();
            System.setProperty(FAILURE, message);
            throw new BackendFailure(message, cause);
        } finally {
            Thread.currentThread().setContextClassLoader(context);
        }
    }
}
