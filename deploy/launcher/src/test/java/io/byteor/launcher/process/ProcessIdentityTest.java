package io.byteor.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ProcessIdentityTest {
    @Test
    void findsAProcessByPidStartAndProgram() {
        ProcessIdentity self = ProcessIdentity.current();

        assertThat(self.find()).contains(ProcessHandle.current());
        assertThat(ResidentMemory.ofAll(ProcessHandle.current()).orElse(0)).isGreaterThan(1 << 20);
    }

    @Test
    void takesAReusedPidForAnotherProcess() {
        ProcessIdentity self = ProcessIdentity.current();

        assertThat(new ProcessIdentity(self.pid(), self.startedAt().minus(Duration.ofMinutes(1)), self.executable())
                        .isAlive())
                .isFalse();
        assertThat(new ProcessIdentity(self.pid(), self.startedAt(), "/usr/bin/other").isAlive())
                .isFalse();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void findsAProcessWhateverBecameOfTheClock() {
        ProcessIdentity self = ProcessIdentity.current();
        Instant byAnotherClock = self.startedAt().minus(Duration.ofDays(1));

        assertThat(new ProcessIdentity(self.pid(), byAnotherClock, self.executable(), self.startTick()).isAlive())
                .isTrue();
        assertThat(new ProcessIdentity(self.pid(), self.startedAt(), self.executable(), "another-boot:1").isAlive())
                .isFalse();
    }

    @Test
    void neverEndsAProcessThatOnlyHasThePid() {
        ProcessIdentity self = ProcessIdentity.current();
        ProcessIdentity earlier =
                new ProcessIdentity(self.pid(), self.startedAt().minus(Duration.ofHours(1)), self.executable());

        assertThat(Ending.of(List.of(earlier), Duration.ofSeconds(1))).isEmpty();
    }
}
