package io.byteor.ingest;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Fails as no resource should. */
@Path("/capture/v1/broken")
@PermitAll
public class BrokenResource {
    @GET
    public String fail() {
        throw new IllegalStateException("an inner secret");
    }
}
