package io.byteor.runner.target.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.byteor.runner.ledger.EffectPlace;
import io.byteor.runner.target.Outlet;
import io.byteor.runner.target.Parcel;
import io.byteor.runner.target.Provenance;
import io.byteor.runner.walk.Ruling;
import io.byteor.schemas.audit.ActionDecision;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.json.JsonFields;
import io.byteor.schemas.target.HttpEndpoint;
import io.byteor.schemas.target.TargetAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against servers on this machine's loopback interface. */
class HttpOutletIT {
    private static final BooleanSupplier NEVER = () -> false;
    private static final String PASSWORD = "not-a-secret";

    @TempDir
    private Path folder;

    private final Thread sender = Thread.currentThread();
    private HttpServer server;
    private final Queue<String> bodies = new ConcurrentLinkedQueue<>();
    private final Queue<Map<String, List<String>>> heads = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/taken", exchange -> {
            heads.add(Map.copyOf(exchange.getRequestHeaders()));
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().set("Location", "/taken");
            exchange.sendResponseHeaders(307, -1);
            exchange.close();
        });
        server.createContext("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] block = new byte[64 << 10];
            try (var body = exchange.getResponseBody()) {
                for (int i = 0; i < 10_000; i++) {
                    body.write(block);
                }
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void makesOneRequestOfEachEffect() throws Exception {
        try (Outlet outlet =
                outlet("/taken", "'headers':[{'name':'X-Source','value':'replay'}],'credential':'hook',")) {
            assertThat(outlet.send(List.of(parcel(1, "k")), NEVER)).containsExactly(Ruling.of(ActionDecision.APPLIED));
        }

        assertThat(bodies).containsExactly("{\"n\":1}");
        assertThat(heads)
                .singleElement()
                .satisfies(head -> assertThat(head)
                        .containsEntry("Idempotency-key", List.of("\"key-of-1\""))
                        .containsEntry("X-source", List.of("replay"))
                        .containsEntry("Authorization", List.of("Bearer secret"))
                        .containsEntry("Content-type", List.of("application/json"))
                        .containsEntry(
                                "Host",
                                List.of("localhost:" + server.getAddress().getPort())));
    }

    @Test
    void keepsTheOrderOfEachKey() throws Exception {
        List<Parcel> window =
                IntStream.range(0, 32).mapToObj(i -> parcel(i, "key-" + i % 3)).toList();

        try (Outlet outlet = outlet("/taken", "")) {
            assertThat(outlet.send(window, NEVER)).hasSize(32).containsOnly(Ruling.of(ActionDecision.APPLIED));
        }

        for (int key = 0; key < 3; key++) {
            int each = key;
            assertThat(bodies.stream()
                            .map(body -> Integer.parseInt(body.replaceAll("\\D", "")))
                            .filter(n -> n % 3 == each))
                    .isSorted()
                    .isNotEmpty();
        }
    }

    @Test
    void followsNoRedirect() throws Exception {
        try (Outlet outlet = outlet("/moved", "")) {
            assertThat(outlet.send(List.of(parcel(1, "k")), NEVER).getFirst().reason())
                    .endsWith("answered 307");
        }
        assertThat(bodies).isEmpty();
    }

    @Test
    void readsNoEndlessAnswer() throws Exception {
        try (Outlet outlet = outlet("/endless", "")) {
            assertThat(outlet.send(List.of(parcel(1, "k")), NEVER)).containsExactly(Ruling.of(ActionDecision.APPLIED));
        }
    }

    @Test
    void doesNotKnowWhatBecameOfARequestWithoutAnAnswer() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
                Outlet outlet = open("http://localhost:" + silent.getLocalPort() + "/", "'timeout':'PT0.3S',")) {
            Ruling ruling = outlet.send(List.of(parcel(1, "k")), NEVER).getFirst();

            assertThat(ruling.decision()).isEqualTo(ActionDecision.UNKNOWN);
            assertThat(ruling.reason()).startsWith("TARGET_FAILED: no answer: ");
        }
    }

    @Test
    void failsWhereNobodyListens() throws Exception {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }
        try (Outlet outlet = open("http://localhost:" + port + "/", "'retryFor':'PT0.3S',")) {
            Ruling ruling = outlet.send(List.of(parcel(1, "k")), NEVER).getFirst();

            assertThat(ruling.decision()).isEqualTo(ActionDecision.FAILED);
            assertThat(ruling.reason()).startsWith("TARGET_FAILED: not sent: ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Fri, 31 Dec 9999 23:59:59 GMT", "999999999", "Thu, 01 Jan 1970 00:00:00 GMT"})
    void knowsWhatBecameOfAnEffectWhateverTimeTheServerAsksFor(String retryAfter) throws Exception {
        server.createContext("/busy", exchange -> {
            exchange.getResponseHeaders().set("Retry-After", retryAfter);
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });
        try (Outlet outlet = outlet("/busy", "'retryFor':'PT0.3S',")) {
            assertThat(outlet.send(List.of(parcel(1, "k")), NEVER))
                    .containsExactly(new Ruling(ActionDecision.FAILED, "TARGET_FAILED: the server answered 503"));
        }
    }

    @Test
    void letsWhatIsUnderWayComeToItsEndWhenItIsToldToStop() throws Exception {
        server.createContext("/interrupting", exchange -> {
            sender.interrupt();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        try (Outlet outlet = outlet("/interrupting", "")) {
            assertThat(outlet.send(List.of(parcel(1, "k")), NEVER)).containsExactly(Ruling.of(ActionDecision.APPLIED));
        }
    }

    @Test
    void stopsAtOnceWhereTheServerIsSilent() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
                Outlet outlet = open("http://localhost:" + silent.getLocalPort() + "/", "")) {
            sender.interrupt();

            assertThatExceptionOfType(InterruptedException.class)
                    .isThrownBy(() -> outlet.send(List.of(parcel(1, "k")), NEVER));
        }
    }

    @Test
    void connectsToNoAddressThatTheEnvironmentDoesNotPermit() throws Exception {
        HttpEndpoint endpoint =
                endpoint("https://localhost:" + server.getAddress().getPort() + "/taken", "", false);

        try (Outlet outlet = new HttpOutlets(Map.of()).open("alerts", endpoint)) {
            Ruling ruling = outlet.send(List.of(parcel(1, "k")), NEVER).getFirst();

            assertThat(ruling.decision()).isEqualTo(ActionDecision.FAILED);
            assertThat(ruling.reason()).contains("which may not be called");
        }
        assertThat(bodies).isEmpty();
    }

    @Test
    void speaksToNoServerThatCannotProveWhoItIs() throws Exception {
        HttpsServer impostor = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
        impostor.setHttpsConfigurator(new HttpsConfigurator(selfSigned()));
        impostor.createContext("/", exchange -> bodies.add("reached"));
        impostor.start();
        try (Outlet outlet = open("https://localhost:" + impostor.getAddress().getPort() + "/", "")) {
            Ruling ruling = outlet.send(List.of(parcel(1, "k")), NEVER).getFirst();

            assertThat(ruling.decision()).isEqualTo(ActionDecision.FAILED);
            assertThat(ruling.reason()).contains("not sent: SSL");
        } finally {
            impostor.stop(0);
        }
        assertThat(bodies).isEmpty();
    }

    private SSLContext selfSigned() throws Exception {
        Path store = folder.resolve("store.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "impostor",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        store.toString())
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray()), PASSWORD.toCharArray());
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        return tls;
    }

    @Test
    void showsACredentialToNoOtherServer() {
        HttpEndpoint endpoint = endpoint("http://127.0.0.1:1/", "'credential':'hook',", true);

        assertThatExceptionOfType(ByteorException.class)
                .isThrownBy(() -> new HttpOutlets(Map.of("hook", hook())).open("alerts", endpoint));
    }

    private Outlet outlet(String path, String more) {
        return open("http://localhost:" + server.getAddress().getPort() + path, more);
    }

    private Outlet open(String url, String more) {
        return new HttpOutlets(Map.of("hook", hook())).open("alerts", endpoint(url, more, true));
    }

    private Credential hook() {
        return new Credential(
                URI.create("http://localhost:" + server.getAddress().getPort()), "Bearer secret");
    }

    private static HttpEndpoint endpoint(String url, String more, boolean privateAddresses) {
        String json = "{'http':{%s'url':'%s','privateAddresses':%b}}".formatted(more, url, privateAddresses);
        return (HttpEndpoint) TargetAddress.parse(JsonFields.parse(json.replace('\'', '"'), "test"));
    }

    private static Parcel parcel(int n, String key) {
        return new Parcel(
                new EffectPlace("feed", "r", "s", "alerts"),
                n,
                utf8(key),
                utf8("{\"n\":" + n + "}"),
                new Provenance(utf8("replay"), utf8("root"), utf8("feed/" + n), utf8("key-of-" + n)));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
