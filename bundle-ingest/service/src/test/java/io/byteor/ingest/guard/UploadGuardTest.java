package io.byteor.ingest.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.byteor.ingest.guard.bucket4j.BucketRate;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.AgentQuarantined;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class UploadGuardTest {
    private static final int MOST = 1 << 20;
    private static final long MEMORY = 8 * SharedMemory.FREE;

    private final IdleWatch watch = new IdleWatch(Duration.ofMillis(40));
    private final ByteQuota quota = new ByteQuota(3 * MOST / 2, InstantSource.system());
    private final Quarantine quarantine = new Quarantine();
    private final UploadGuard guard = new UploadGuard(
            new UploadGuard.Allowance(6, 2, 3, MOST, MEMORY), quarantine, new BucketRate(6), quota, watch);

    @AfterEach
    void stopWatching() {
        watch.close();
    }

    @Test
    void refusesAnAgentThatAsksTooOftenAndNoOther() {
        for (int i = 0; i < 6; i++) {
            guard.admit("a", 0).close();
        }

        ThrottledException refusal = throttled(() -> guard.admit("a", 0), ErrorCode.RATE_LIMITED);

        assertThat(refusal.retryAfterSeconds()).isBetween(1L, 10L);
        assertThat(refusal.rateLimit()).startsWith("\"requests\";r=0;t=");
        assertThat(refusal.rateLimitPolicy()).isEqualTo("\"requests\";q=6;w=60");
        assertThatCode(() -> guard.admit("b", 0).close()).doesNotThrowAnyException();
    }

    @Test
    void refusesMoreUploadsAtOnceUntilOneEnds() {
        UploadGuard.Passage first = guard.admit("a", 0);
        guard.admit("a", 0);

        throttled(() -> guard.admit("a", 0), ErrorCode.RATE_LIMITED);
        first.close();

        assertThatCode(() -> guard.admit("a", 0).close()).doesNotThrowAnyException();
    }

    @Test
    void refusesMoreUploadsOfAllAgentsAtOnceUntilOneEnds() {
        UploadGuard.Passage first = guard.admit("a", 0);
        guard.admit("a", 0);
        guard.admit("b", 0);

        refused(() -> guard.admit("b", 0), ErrorCode.UPLOADS_BUSY);
        first.close();

        guard.admit("b", 0); // what was refused counts for its agent no more
        refused(() -> guard.admit("c", 0), ErrorCode.UPLOADS_BUSY);
    }

    @Test
    void whatAllHoldIsBoundedButForALittleOfEach() {
        UploadGuard.Passage first = guard.admit("a", 0);
        UploadGuard.Passage second = guard.admit("b", 0);
        first.hold(5 * SharedMemory.FREE);

        refused(() -> second.hold(4 * SharedMemory.FREE), ErrorCode.UPLOADS_BUSY);
        UploadGuard.Passage third = guard.admit("c", 0);
        third.hold(SharedMemory.FREE);
        first.close();

        second.close();
        guard.admit("b", 0).hold(5 * SharedMemory.FREE);
    }

    @Test
    void noAgentTakesMoreThanItLeavesForTheOthersHoweverManyRequestsItHas() {
        UploadGuard.Passage first = guard.admit("a", 0);
        first.hold(1 << 30);
        first.hold(1 << 30);

        UploadGuard.Passage second = guard.admit("a", 0);
        second.hold(SharedMemory.FREE);
        refused(() -> second.hold(1), ErrorCode.UPLOADS_BUSY);

        UploadGuard.Passage other = guard.admit("b", 0);
        other.hold(3 * SharedMemory.FREE);
        refused(() -> other.hold(1), ErrorCode.UPLOADS_BUSY);
        first.close();

        other.hold(SharedMemory.FREE);
    }

    @Test
    void aBodyThatIsHeldIsReadNoFurtherThanThereIsMemory() throws IOException {
        UploadGuard.Passage first = guard.admit("a", 0);
        first.hold(MEMORY);
        ByteArrayInputStream sent = new ByteArrayInputStream(new byte[MOST]);
        InputStream held = guard.admit("b", 0).held(sent, 5);

        refused(held::readAllBytes, ErrorCode.UPLOADS_BUSY);

        assertThat(sent.available()).isGreaterThan(MOST - 64 * 1024);
        assertThat(guard.admit("c", 0)
                        .held(new ByteArrayInputStream(new byte[10_000]), 5)
                        .readAllBytes())
                .hasSize(10_000);
    }

    @Test
    void takesNothingFromAnAgentInQuarantineUntilEachOfItsCasesIsSettled() {
        quarantine.read("forbidden", quarantined("a"));
        quarantine.read("throttled", quarantined("a"));

        refused(() -> guard.admit("a", 0), ErrorCode.AGENT_QUARANTINED);
        assertThatCode(() -> guard.admit("b", 0).close()).doesNotThrowAnyException();
        quarantine.read("forbidden", null);
        refused(() -> guard.admit("a", 0), ErrorCode.AGENT_QUARANTINED);
        quarantine.read("throttled", null);

        assertThatCode(() -> guard.admit("a", 0).close()).doesNotThrowAnyException();
    }

    private static AgentQuarantined quarantined(String agent) {
        return AgentQuarantined.newBuilder()
                .setCaseId("case")
                .setAgentId(agent)
                .setEscalationId("case.1764000000.000001")
                .setSince(Instant.EPOCH)
                .build();
    }

    @Test
    void refusesABodyThatIsAnnouncedOrTurnsOutTooLarge() {
        refused(() -> guard.admit("a", MOST + 1), ErrorCode.BODY_TOO_LARGE);
        refused(() -> read("a", MOST + 1), ErrorCode.BODY_TOO_LARGE);
    }

    @Test
    void refusesBytesBeyondTheQuotaWhetherAnnouncedOrNot() throws IOException {
        read("a", MOST);
        assertThat(quota.left("a")).isEqualTo(MOST / 2);

        throttled(() -> guard.admit("a", MOST), ErrorCode.QUOTA_EXCEEDED);
        throttled(() -> read("a", MOST), ErrorCode.QUOTA_EXCEEDED);

        assertThat(quota.left("b")).isEqualTo(3 * MOST / 2);
    }

    @Test
    void bytesThatWereNotSentAreTakenFromTheQuotaOnlyWhereItHasThem() {
        try (UploadGuard.Passage passage = guard.admit("a", -1)) {
            passage.take(MOST);
            assertThat(quota.left("a")).isEqualTo(MOST / 2);

            throttled(() -> passage.take(MOST), ErrorCode.QUOTA_EXCEEDED);
            assertThat(quota.left("a")).isEqualTo(MOST / 2);
        }
    }

    @Test
    void countsAlsoWhatWasNoWholePortion() throws IOException {
        read("a", 7);

        assertThat(quota.left("a")).isEqualTo(3 * MOST / 2 - 7);
    }

    @Test
    void endsABodyThatStopsArriving() throws IOException {
        try (PipedOutputStream client = new PipedOutputStream();
                PipedInputStream arriving = new PipedInputStream(client);
                UploadGuard.Passage passage = guard.admit("a", -1)) {
            client.write(1);
            InputStream body = passage.body(arriving);
            assertThat(body.read()).isOne();

            refused(body::read, ErrorCode.BODY_IDLE);

            assertThat(Thread.interrupted()).isFalse();
        }
    }

    @Test
    @Timeout(5)
    void readsNothingMoreOfABodyThatHasStoppedArriving() throws IOException {
        try (PipedOutputStream client = new PipedOutputStream();
                PipedInputStream arriving = new PipedInputStream(client);
                UploadGuard.Passage passage = guard.admit("a", -1)) {
            InputStream body = passage.body(arriving);
            refused(body::read, ErrorCode.BODY_IDLE);

            refused(body::read, ErrorCode.BODY_IDLE);
            client.write(1);

            refused(body::read, ErrorCode.BODY_IDLE);
        }
    }

    private void read(String agent, int bytes) throws IOException {
        try (UploadGuard.Passage passage = guard.admit(agent, -1);
                InputStream body = passage.body(new ByteArrayInputStream(new byte[bytes]))) {
            body.transferTo(OutputStream.nullOutputStream());
        }
    }

    private static void refused(ThrowingCallable request, ErrorCode code) {
        assertThatThrownBy(request)
                .isInstanceOfSatisfying(
                        ByteorException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private static ThrottledException throttled(ThrowingCallable request, ErrorCode code) {
        ThrottledException thrown = assertThatThrownBy(request)
                .asInstanceOf(type(ThrottledException.class))
                .actual();
        assertThat(thrown.refusal().code()).isEqualTo(code);
        return thrown;
    }
}
