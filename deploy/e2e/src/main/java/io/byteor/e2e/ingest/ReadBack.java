package io.byteor.e2e.ingest;

import io.byteor.schemas.bundle.BundleLimits;
import io.byteor.schemas.bundle.verify.BundleFile;
import io.byteor.schemas.bundle.verify.BundleVerifier;
import io.byteor.schemas.bundle.verify.FileSink;
import io.byteor.schemas.bundle.verify.VerifiedBundle;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.event.BundleCaptured;
import io.byteor.schemas.event.CapturedSegment;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gets bundles from ingest as anybody can, and judges what arrives. Thread-safe. */
final class ReadBack implements AutoCloseable {
    private static final int OK = 200;

    private final URI url;
    private final String token;
    private final BundleVerifier verifier = new BundleVerifier(BundleLimits.STANDARD);
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    ReadBack(URI url, String token) {
        this.url = url;
        this.token = token;
    }

    /** What is wrong with an announced bundle: that it is not given, why it is not valid, or what its event says otherwise. */
    List<String> faults(BundleCaptured event) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url + "/capture/v1/bundles/" + event.getBundleId()))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/x-tar")
                .build();
        var answer = http.send(request, BodyHandlers.ofInputStream());
        try (InputStream tar = answer.body()) {
            if (answer.statusCode() != OK) {
                return List.of(event.getBundleId() + " gives " + answer.statusCode());
            }
            return faults(event, verifier.examine(tar, FileSink.NOWHERE).orThrow());
        } catch (ByteorException e) {
            return List.of(event.getBundleId() + ": " + e.getMessage());
        }
    }

    private static List<String> faults(BundleCaptured event, VerifiedBundle found) {
        List<String> faults = new ArrayList<>();
        if (!found.bundleId().toString().equals(event.getBundleId())) {
            faults.add(event.getBundleId() + " is stored as " + found.bundleId());
        }
        for (var lane : event.getLanes()) {
            for (CapturedSegment segment : lane.getSegments()) {
                requireSame(found, segment.getPath(), segment.getDigest(), faults);
                requireSame(found, segment.getIndexPath(), segment.getIndexDigest(), faults);
            }
        }
        return faults;
    }

    private static void requireSame(
            VerifiedBundle found, @Nullable String path, @Nullable String digest, List<String> faults) {
        BundleFile file = path == null ? null : found.files().get(path);
        if (path != null && (file == null || !file.digest().toString().equals(digest))) {
            faults.add(found.bundleId() + "/" + path + " is " + file + ", announced as " + digest);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
