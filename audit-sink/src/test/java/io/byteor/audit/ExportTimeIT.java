package io.byteor.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.byteor.audit.intake.AuditStore;
import io.byteor.audit.intake.Entry;
import io.byteor.backends.testing.TestTokens;
import io.byteor.schemas.event.Mode;
import io.byteor.schemas.event.ReplayAction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No export holds its turn for longer than it may run. */
@QuarkusTest
@QuarkusTestResource(SinkSetUp.class)
@TestProfile(ExportTimeIT.OneAtATime.class)
class ExportTimeIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Pattern ACCESS = Pattern.compile("(?i)byteor-access: *(\\S+)");
    private static final int HEAD = 512;
    /** More in all than the buffers between the service and a reader hold, also when it is compressed. */
    private static final int ACTIONS = 1_000;

    private static final int REASON_BYTES = 12_000;

    @TestHTTPResource
    URI service;

    @Inject
    AuditStore store;

    @Inject
    DataSource database;

    /** One at a time, and not for long. */
    public static final class OneAtATime implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("byteor.export.at-once", "1", "byteor.export.duration", "8s");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ndjson", "csv", "parquet"})
    void breaksOffWhereTheReaderDoesNotReadAndGivesTheTurnBack(String format) throws IOException {
        String environment = stored();
        try (Socket reader = new Socket()) {
            String head = begin(reader, "environment=" + environment + "&format=" + format);
            assertThat(head).startsWith("HTTP/1.1 200");
            assertThat(export("replayId=none").statusCode()).isEqualTo(429);

            await().atMost(SOON)
                    .untilAsserted(() ->
                            assertThat(export("replayId=none").statusCode()).isEqualTo(200));

            assertThat(isWhole(format, rest(reader))).isFalse();
            Matcher access = ACCESS.matcher(head);
            assertThat(access.find()).isTrue();
            await().atMost(SOON)
                    .untilAsserted(() -> given().auth()
                            .oauth2(TestTokens.of("analyst"))
                            .get("/audit/v1/accesses/" + access.group(1))
                            .then()
                            .statusCode(200)
                            .body("outcome", equalTo("failed"))
                            .body("code", equalTo("EXPORT_TOO_LONG")));
        }
    }

    @Test
    void saysHowLongItMayRunWhereTheStoreTakesLongerBeforeAnythingWentOut() throws Exception {
        try (Connection other = database.getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE replay");

            Response refused = export("replayId=none");

            other.rollback();
            refused.then()
                    .statusCode(413)
                    .body("code", equalTo("EXPORT_TOO_LONG"))
                    .body("place", equalTo("byteor.export.duration"))
                    .body("value", equalTo("PT8S"));
        }
        assertThat(export("replayId=none").statusCode()).isEqualTo(200);
    }

    /** The environment that they lie in. */
    private String stored() {
        History history = new History(store);
        String replayId = history.accepted(Mode.DRY_RUN, Samples.AT);
        Random random = new Random(ACTIONS);
        Entry[] actions = new Entry[ACTIONS];
        for (int seq = 0; seq < ACTIONS; seq++) {
            byte[] reason = new byte[REASON_BYTES];
            random.nextBytes(reason);
            actions[seq] = Entry.Action.of(ReplayAction.newBuilder(Samples.action(replayId, seq))
                    .setReason(HexFormat.of().formatHex(reason))
                    .build());
        }
        history.take(actions);
        return history.name;
    }

    /** Asks, and reads what the answer begins with. */
    private String begin(Socket reader, String query) throws IOException {
        reader.setReceiveBufferSize(HEAD);
        reader.setSoTimeout((int) SOON.toMillis());
        reader.connect(new InetSocketAddress(service.getHost(), service.getPort()));
        reader.getOutputStream()
                .write("GET /audit/v1/export?%s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n"
                        .formatted(query, TestTokens.of("analyst"))
                        .getBytes(StandardCharsets.US_ASCII));
        return new String(reader.getInputStream().readNBytes(HEAD), StandardCharsets.UTF_8);
    }

    private static byte[] rest(Socket reader) {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        try (InputStream in = reader.getInputStream()) {
            in.transferTo(rest);
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("reset");
        }
        return rest.toByteArray();
    }

    /** Whether it ends as a stream, or a file, does. */
    private static boolean isWhole(String format, byte[] body) {
        return new String(body, StandardCharsets.ISO_8859_1).endsWith(format.equals("parquet") ? "PAR1" : "0\r\n\r\n");
    }

    private static Response export(String query) {
        return given().auth()
                .oauth2(TestTokens.of("analyst"))
                .urlEncodingEnabled(false)
                .get("/audit/v1/export?" + query);
    }
}
