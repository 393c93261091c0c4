package io.byteor.audit.http.parameter;

import io.byteor.audit.access.WantedAccesses;
import io.byteor.audit.query.Window;
import io.byteor.schemas.access.AccessKind;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What accesses are narrowed by. */
public class AccessParameters {
    @Parameter(description = "Who was handed it: issuer#subject")
    @QueryParam("person")
    @Nullable
    String person;

    @Parameter(description = "audit, receipt, export, bundle or bundle_file")
    @QueryParam("kind")
    @Nullable
    String kind;

    @QueryParam("replayId")
    @Nullable
    String replayId;

    @Parameter(description = "Id of the bundle")
    @QueryParam("bundle")
    @Nullable
    String bundle;

    /** @param began when one began */
    public WantedAccesses wanted(Window began) {
        return new WantedAccesses(
                Checked.text("person", person),
                kind == null ? null : Checked.word(AccessKind.values(), "kind", kind),
                Checked.name("replayId", replayId),
                Checked.digest("bundle", bundle),
                began);
    }
}
