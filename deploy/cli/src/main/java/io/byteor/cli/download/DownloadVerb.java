package io.byteor.cli.download;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.byteor.cli.api.CaptureApi;
import io.byteor.cli.http.ApiClient;
import io.byteor.cli.output.Console;
import io.byteor.cli.output.ExitCode;
import io.byteor.cli.output.Fields;
import io.byteor.cli.output.JsonForm;
import io.byteor.cli.verb.ClientVerb;
import io.byteor.launcher.credential.Principal;
import io.byteor.schemas.bundle.verify.VerifiedBundle;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes a stored bundle, or one file of it, to this machine. */
@Command(
        name = "download",
        description =
                "Take a stored bundle, or one file of it, to this machine: judged here, and there whole or not at all;"
                        + " leaves access records.")
public final class DownloadVerb extends ClientVerb {
    @Parameters(paramLabel = "ID", description = "The id of a stored bundle.")
    private String bundle;

    @Option(
            names = "--to",
            paramLabel = "PLACE",
            required = true,
            description =
                    "The bundle's directory, which must not be there yet; with --tar or --file, the file, which is"
                            + " replaced when the new one is whole.")
    private Path to;

    @ArgGroup
    private @Nullable Form form;

    static final class Form {
        @Option(names = "--tar", description = "The bundle as one tar.")
        private boolean tar;

        @Option(names = "--file", paramLabel = "PATH", description = "This file of the bundle alone.")
        private @Nullable String file;
    }

    DownloadVerb() {
        super(Principal.OPERATOR);
    }

    @Override
    protected ExitCode run(ApiClient client, Console console) {
        CaptureApi ingest = new CaptureApi(client);
        Digest bundleId = Digest.parse(bundle);
        requireFree();
        try {
            String file = form == null ? null : form.file;
            ObjectNode taken = file == null ? bundle(ingest, bundleId) : file(ingest, bundleId, file);
            console.answer(
                    taken,
                    new Fields().addAll(taken, "bundleId", "incidentId", "path", "to", "files", "bytes", "sha256"));
            return ExitCode.OK;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void requireFree() {
        boolean free = form == null ? !Files.exists(to, LinkOption.NOFOLLOW_LINKS) : !Files.isDirectory(to);
        if (!free) {
            throw new ByteorException(
                    ErrorCode.REQUEST_INVALID,
                    form == null ? "a directory that is not there yet" : "a file, or where nothing is yet",
                    "--to",
                    to);
        }
    }

    private ObjectNode bundle(CaptureApi ingest, Digest bundleId) throws IOException {
        BundleDownload download = new BundleDownload(ingest, bundleId);
        boolean tar = form != null && form.tar;
        VerifiedBundle verified = tar ? download.toTar(to) : download.toDirectory(to);
        return answer(bundleId)
                .put("incidentId", verified.incident().incidentId())
                .put("files", verified.files().size())
                .put("bytes", verified.bytes());
    }

    private ObjectNode file(CaptureApi ingest, Digest bundleId, String path) throws IOException {
        FileDownload.Taken taken = new FileDownload(ingest, bundleId).take(path, to);
        return answer(bundleId)
                .put("path", path)
                .put("bytes", taken.bytes())
                .put("sha256", taken.sha256().toString());
    }

    private ObjectNode answer(Digest bundleId) {
        return JsonForm.mapper()
                .createObjectNode()
                .put("bundleId", bundleId.toString())
                .put("to", to.toAbsolutePath().toString());
    }
}
