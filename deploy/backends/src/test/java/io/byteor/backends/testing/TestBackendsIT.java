package io.byteor.backends.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.backends.Backends;
import io.byteor.backends.BackendsContract;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TestBackendsIT extends BackendsContract {

    @Override
    protected Backends backends() {
        return TestBackends.shared();
    }

    @Test
    void sharesOneSetWithOtherClassLoaders() throws IOException, ReflectiveOperationException {
        Backends mine = TestBackends.shared();
        try (URLClassLoader other = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            Class<?> foreign = other.loadClass(TestBackends.class.getName());
            Object theirs = foreign.getMethod("shared").invoke(null);

            assertThat(foreign).isNotSameAs(TestBackends.class);
            assertThat(theirs).hasToString(mine.toString());
        }
    }

    @Test
    void givesTheBrokerOfTheSetToWhoeverAsksForABroker() {
        String bootstrapServers = TestBackends.shared().broker().bootstrapServers();

        assertThat(TestBackends.broker().bootstrapServers()).isEqualTo(bootstrapServers);
    }

    @Test
    void staysUpWhenATestClosesIt() throws ExecutionException, InterruptedException {
        TestBackends.shared().close();

        finalizesTheTransactionVersionThatFencesLateWrites();
    }

    private static URL[] classPath() {
        return Arrays.stream(Pattern.compile(":").split(System.getProperty("java.class.path")))
                .map(TestBackendsIT::url)
                .toArray(URL[]::new);
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
