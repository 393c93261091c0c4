package io.byteor.ingest.http;

import io.byteor.ingest.capture.BundleShelf;
import io.byteor.ingest.capture.CaptureBundles;
import io.byteor.ingest.store.StoredContent;
import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.bundle.verify.BundleFile;
import io.byteor.schemas.digest.CanonicalJson;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.store.BundleStore;
import io.byteor.store.StoredBundle;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** Incident bundles: taken from agents, shown to whoever has a role. */
@Path("/capture/v1/bundles")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class BundleResource {
    private static final Logger LOG = Logger.getLogger(BundleResource.class);
    private static final String BUNDLE_ID = "bundleId";

    private final CaptureBundles bundles;
    private final BundleStore store;
    private final CaptureMeters meters;

    BundleResource(CaptureBundles bundles, BundleStore store, CaptureMeters meters) {
        this.bundles = bundles;
        this.store = store;
        this.meters = meters;
    }

    /** Takes a bundle as one tar stream: 201 for a new one, 200 for one that is already stored. */
    @POST
    @Consumes({"application/x-tar", MediaType.APPLICATION_OCTET_STREAM})
    @RolesAllowed(Roles.AGENT)
    public Response capture(InputStream tar) throws IOException {
        try {
            BundleShelf.Kept kept = bundles.capture(tar);
            meters.captured(kept);
            BundleAnswer answer = BundleAnswer.of(kept.bundle());
            report(answer, kept.fresh());
            return Response.status(kept.fresh() ? Response.Status.CREATED : Response.Status.OK)
                    .location(URI.create("/capture/v1/bundles/" + answer.bundleId()))
                    .entity(answer)
                    .build();
        } catch (ByteorException refusal) {
            meters.refused(refusal.code());
            throw refusal;
        }
    }

    private static void report(BundleAnswer answer, boolean fresh) {
        MDC.put(BUNDLE_ID, answer.bundleId());
        try {
            LOG.infof(
                    "bundle %s %s: incident %s, %d files, %d bytes",
                    answer.bundleId(),
                    fresh ? "captured" : "was already stored",
                    answer.incidentId(),
                    answer.files(),
                    answer.bytes());
        } finally {
            MDC.remove(BUNDLE_ID);
        }
    }

    /** A stored bundle with its incident; HEAD says whether it is there. */
    @GET
    @Path("/{bundleId}")
    @RolesAllowed({Roles.AGENT, Roles.OPERATOR, Roles.APPROVER, Roles.ANALYST, Roles.ADMIN})
    public BundleDescription describe(@PathParam(BUNDLE_ID) String bundleId) throws IOException {
        StoredBundle bundle = find(bundleId);
        try (InputStream in = StoredContent.open(store, bundle, BundleLayout.INCIDENT)) {
            var incident = CanonicalJson.parse(in.readAllBytes(), BundleLayout.INCIDENT);
            return new BundleDescription(
                    BundleAnswer.of(bundle, incident.path("incidentId").asText()),
                    bundle.storedAt().toString(),
                    store.isAnnounced(bundle.bundleId()),
                    incident);
        }
    }

    /** One file of a stored bundle, byte for byte. */
    @GET
    @Path("/{bundleId}/files/{path:.+}")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @RolesAllowed({Roles.AGENT, Roles.OPERATOR, Roles.APPROVER, Roles.ANALYST, Roles.ADMIN})
    public Response file(@PathParam(BUNDLE_ID) String bundleId, @PathParam("path") String path) throws IOException {
        StoredBundle bundle = find(bundleId);
        BundleFile file = StoredContent.file(bundle, path);
        InputStream content = StoredContent.open(store, bundle, path);
        return Response.ok(content)
                .tag(new EntityTag(file.digest().toString()))
                .header(HttpHeaders.CONTENT_LENGTH, file.size())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    private StoredBundle find(String bundleId) throws IOException {
        return store.find(Digest.parse(bundleId))
                .orElseThrow(() -> new ByteorException(
                        ErrorCode.BUNDLE_NOT_FOUND, "the id of a stored bundle", BUNDLE_ID, bundleId));
    }
}
