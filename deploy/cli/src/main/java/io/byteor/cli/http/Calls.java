package io.byteor.cli.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.cli.output.JsonForm;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

/** Sends requests, and tells apart what comes of them: a success, a refusal, no usable answer. Thread-safe. */
final class Calls {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final URI url;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .build();

    /** @param url for whoever looks where nothing listens */
    Calls(URI url) {
        this.url = url;
    }

    /** @throws NoAnswerException if none comes */
    HttpResponse<byte[]> send(HttpRequest request) {
        return send(request, BodyHandlers.ofByteArray());
    }

    /** @throws NoAnswerException if none comes */
    <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) {
        try {
            return http.send(request, handler);
        } catch (ConnectException e) {
            throw new NoAnswerException("nothing listens there; is the system up?", url, e);
        } catch (HttpTimeoutException e) {
            throw new NoAnswerException("no answer in time", request.uri(), e);
        } catch (IOException e) {
            throw new NoAnswerException("the connection broke: " + e.getMessage(), request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoAnswerException("interrupted", request.uri(), e);
        }
    }

    /**
     * What a success says.
     *
     * @throws ApiException for any other status
     * @throws NoAnswerException if it is not JSON
     */
    static Answer success(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        if (status < 200 || status > 299) {
            throw Problems.refusal(
                    status,
                    response.body(),
                    response.uri().getPath(),
                    Polling.retryAfter(response).orElse(null));
        }
        try {
            JsonNode body = response.body().length == 0
                    ? JsonForm.mapper().missingNode()
                    : JsonForm.mapper().readTree(response.body());
            return new Answer(status, response.headers(), body);
        } catch (IOException e) {
            throw new NoAnswerException("the answer is not JSON", response.uri(), e);
        }
    }
}
