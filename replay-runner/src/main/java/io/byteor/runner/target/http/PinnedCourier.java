package io.byteor.runner.target.http;

import io.byteor.runner.target.Parcel;
import io.byteor.schemas.address.AddressRefusedException;
import io.byteor.schemas.address.AddressRule;
import io.byteor.schemas.target.HttpEndpoint;
import io.byteor.schemas.topic.ProvenanceHeader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Connects to the very addresses that were checked, with the host's name for TLS and for the Host field; verifies the server's
 * certificate against the JVM's trust store; follows no redirect, keeps no cookie and reads no more of an answer than its head and
 * {@value #MOST_ANSWER} bytes. A connection that lay idle is tried before it is used.
 */
final class PinnedCourier implements Courier {
    private static final String SENT = "byteor.sent";
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final int MOST_ANSWER = 64 << 10;
    private static final int LONGEST_LINE = 8 << 10;
    private static final int MOST_FIELDS = 100;
    /** Whoever asks for more time is taken at this: no window lasts as long. */
    static final Duration LONGEST_ASKED = Duration.ofHours(1);

    private final HttpEndpoint endpoint;
    private final Optional<String> authorization;
    private final CloseableHttpClient client;
    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("http-deadlines").daemon().factory());

    PinnedCourier(HttpEndpoint endpoint, Optional<String> authorization) {
        this.endpoint = endpoint;
        this.authorization = authorization;
        this.client = client(endpoint);
    }

    private static CloseableHttpClient client(HttpEndpoint endpoint) {
        AddressRule rule = AddressRule.of(endpoint.privateAddresses());
        Timeout connect = Timeout.of(endpoint.connectTimeout());
        Timeout answer = Timeout.of(endpoint.timeout());
        Http1Config limits = Http1Config.custom()
                .setMaxLineLength(LONGEST_LINE)
                .setMaxHeaderCount(MOST_FIELDS)
                .build();
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new SystemDefaultDnsResolver() {
                            @Override
                            public InetAddress[] resolve(String host) throws UnknownHostException {
                                return checked(rule, host);
                            }
                        })
                        .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                                .http1Config(limits)
                                .build())
                        .setTlsSocketStrategy(DefaultClientTlsStrategy.createSystemDefault())
                        .setDefaultTlsConfig(
                                TlsConfig.custom().setHandshakeTimeout(connect).build())
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(connect)
                                .setSocketTimeout(answer)
                                .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
                                .build())
                        .setMaxConnPerRoute(endpoint.concurrency())
                        .setMaxConnTotal(endpoint.concurrency())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(answer)
                        .setConnectionRequestTimeout(answer)
                        .build())
                .setRequestExecutor(new Marking())
                .setUserAgent("byteor-replay")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    private static InetAddress[] checked(AddressRule rule, String host) throws UnknownHostException {
        try {
            return rule.resolve(host);
        } catch (AddressRefusedException e) {
            UnknownHostException refusal = new UnknownHostException(e.getMessage());
            refusal.initCause(e);
            throw refusal;
        }
    }

    /** Notes in the context that a connection stands and the request begins to be written. */
    private static final class Marking extends HttpRequestExecutor {
        @Override
        public ClassicHttpResponse execute(
                ClassicHttpRequest request,
                HttpClientConnection connection,
                @Nullable HttpResponseInformationCallback informed,
                HttpContext context)
                throws IOException, HttpException {
            context.setAttribute(SENT, true);
            return super.execute(request, connection, informed, context);
        }
    }

    @Override
    public Attempt attempt(Parcel parcel) throws InterruptedException {
        HttpUriRequestBase request = request(parcel);
        HttpClientContext context = HttpClientContext.create();
        Future<?> deadline =
                clockwork.schedule(request::cancel, endpoint.timeout().toMillis(), TimeUnit.MILLISECONDS);
        try {
            ClassicHttpResponse response = client.executeOpen(null, request, context);
            Attempt answered = new Attempt.Answered(response.getCode(), retryAfter(response));
            leave(request, response);
            return answered;
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException("while a request was under way");
            }
            boolean sent = context.getAttribute(SENT) != null;
            String reason = (sent ? "no answer: " : "not sent: ") + text(e);
            return sent ? new Attempt.Lost(reason) : new Attempt.NotSent(reason, forGood(e));
        } finally {
            deadline.cancel(false);
        }
    }

    private HttpUriRequestBase request(Parcel parcel) {
        HttpUriRequestBase request = new HttpUriRequestBase(endpoint.method().name(), endpoint.url());
        request.setHeader(HttpHeaders.CONTENT_TYPE, "application/json");
        endpoint.headers().forEach(header -> request.setHeader(header.name(), header.value()));
        Map<String, String> provenance = parcel.provenance().headers();
        provenance.forEach(request::setHeader);
        // A structured field's string (RFC 9651): 64 hex digits.
        request.setHeader(IDEMPOTENCY_KEY, '"' + provenance.get(ProvenanceHeader.IDEMPOTENCY_KEY) + '"');
        authorization.ifPresent(value -> request.setHeader(HttpHeaders.AUTHORIZATION, value));
        request.setEntity(new ByteArrayEntity(parcel.payload(), null));
        return request;
    }

    /** Reads a short answer to its end, so that the connection can be used again; a longer one costs the connection. */
    private static void leave(HttpUriRequestBase request, ClassicHttpResponse response) {
        try {
            HttpEntity body = response.getEntity();
            if (body != null && body.getContent().readNBytes(MOST_ANSWER + 1).length > MOST_ANSWER) {
                request.cancel();
            }
            response.close();
        } catch (IOException _) {
            // The head said all that counts.
            request.cancel();
        }
    }

    private static @Nullable Duration retryAfter(ClassicHttpResponse response) {
        Header field = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
        if (field == null || field.getValue() == null) {
            return null;
        }
        String value = field.getValue().strip();
        if (value.matches("\\d{1,9}")) {
            return asked(Duration.ofSeconds(Long.parseLong(value)));
        }
        Instant at = DateUtils.parseStandardDate(value);
        return at == null ? null : asked(Duration.between(Instant.now(), at));
    }

    private static Duration asked(Duration time) {
        if (time.isNegative()) {
            return Duration.ZERO;
        }
        return time.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : time;
    }

    private static boolean forGood(Throwable failure) {
        return failure instanceof SSLException || failure.getCause() instanceof AddressRefusedException;
    }

    private static String text(Throwable failure) {
        return failure.getClass().getSimpleName() + (failure.getMessage() == null ? "" : ": " + failure.getMessage());
    }

    @Override
    public void close() {
        clockwork.shutdownNow();
        try {
            client.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
