package io.byteor.e2e.govern.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The services through the front port: what they say that they do, and what they answer. */
record Operations(HttpClient client, URI url) {
    private static final List<String> SERVICES = List.of("capture", "govern", "audit");
    private static final List<String> METHODS = List.of("get", "head", "put", "post", "delete", "patch");
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** The services whose OpenAPI document is not the one that is committed, and where it first differs. */
    Map<String, String> drifted(Committed committed) throws IOException, InterruptedException {
        Map<String, String> drifted = new LinkedHashMap<>();
        for (String service : SERVICES) {
            drifted.put(service, committed.difference("openapi/" + service + ".yaml", openapi(service, "yaml")));
        }
        drifted.values().removeIf(Committed.NONE::equals);
        return drifted;
    }

    private String openapi(String service, String format) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url.resolve("/" + service + "/v1/openapi?format=" + format))
                .timeout(PATIENCE)
                .build();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(service + " serves no OpenAPI document: " + answer.statusCode());
        }
        return answer.body();
    }

    /** The services' OpenAPI documents. */
    Map<String, JsonNode> documents() throws IOException, InterruptedException {
        Map<String, JsonNode> documents = new LinkedHashMap<>();
        for (String service : SERVICES) {
            documents.put(service, MAPPER.readTree(openapi(service, "json")));
        }
        return documents;
    }

    /** Every operation in the documents, by method and path. */
    static Map<String, JsonNode> of(Map<String, JsonNode> documents) {
        Map<String, JsonNode> operations = new LinkedHashMap<>();
        documents
                .values()
                .forEach(document -> document.path("paths")
                        .properties()
                        .forEach(path -> METHODS.stream()
                                .filter(path.getValue()::has)
                                .forEach(method -> operations.put(
                                        method.toUpperCase(Locale.ROOT) + " " + path.getKey(),
                                        path.getValue().path(method)))));
        return operations;
    }

    /** How a call is answered, without a token where it is empty; its body is not read. */
    Answer answer(Row row, String token) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = send(row, token);
        // Not read to its end, which a stream of events has none of.
        answer.body().close();
        return new Answer(answer.statusCode(), answer.headers().map().keySet());
    }

    /** The body of an answer, which the caller closes. */
    InputStream body(Row row, String token) throws IOException, InterruptedException {
        return send(row, token).body();
    }

    private HttpResponse<InputStream> send(Row row, String token) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve(row.target()))
                .timeout(PATIENCE)
                .method(
                        row.method(),
                        row.body().isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(row.body()));
        if (!row.body().isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return client.send(request.build(), BodyHandlers.ofInputStream());
    }
}
