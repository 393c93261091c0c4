package io.byteor.audit.http.mask;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.byteor.audit.http.Claim;
import io.byteor.audit.http.export.ExportResource;
import io.byteor.audit.http.incident.IncidentWithTimeline;
import io.byteor.audit.mask.Mask;
import io.byteor.audit.mask.Shown;
import io.byteor.audit.query.Page;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.TreeMap;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Masks every success of every resource, so that none can forget to. Exports mask their rows themselves, and what was masked to be
 * accounted for goes out as it is. Whoever asks by a value that is hidden from them is refused before anything is done, because the
 * answer would tell it.
 */
public class MaskFilter {
    /** What was hidden, by its paths. */
    static final String MASKED = "Byteor-Masked";

    private static final int LEAST_FAILURE = 300;

    private final Claim claim;
    private final ObjectMapper json;
    private final MaskedIncident incidents;

    MaskFilter(Claim claim, ObjectMapper json) {
        this.claim = claim;
        this.json = json;
        this.incidents = new MaskedIncident(json);
    }

    @ServerRequestFilter
    public void refuse(ContainerRequestContext request) {
        Mask mask = claim.mask();
        if (mask.isClear()) {
            return;
        }
        // By name, so that of several the same one is told each time.
        new TreeMap<>(request.getUriInfo().getQueryParameters()).forEach((name, values) -> {
            if (AskedBy.hidden(mask, name, values)) {
                throw new ByteorException(
                        ErrorCode.FORBIDDEN, "what is hidden from a role cannot be asked by", name, null);
            }
        });
    }

    @ServerResponseFilter
    public void mask(ContainerResponseContext response) throws JsonProcessingException {
        if (response.getStatus() >= LEAST_FAILURE || !response.hasEntity()) {
            return;
        }
        Mask mask = claim.mask();
        if (!mask.isClear()) {
            response.getHeaders().putSingle(MASKED, String.join(", ", mask.paths()));
        }
        if (response.getEntity() instanceof Shown shown) {
            response.setEntity(shown.json(), null, MediaType.APPLICATION_JSON_TYPE);
        } else if (!mask.isClear() && !response.getHeaders().containsKey(ExportResource.ACCESS)) {
            response.setEntity(shown(mask, response.getEntity()), null, MediaType.APPLICATION_JSON_TYPE);
        }
    }

    private String shown(Mask mask, Object entity) throws JsonProcessingException {
        return switch (entity) {
            case String text -> mask.document(text);
            case IncidentWithTimeline incident -> incidents.shown(mask, incident);
            case Page<?> page -> ofItems(mask, page.items()).page(json.writeValueAsString(page));
            default -> Derived.of(mask, entity.getClass()).document(json.writeValueAsString(entity));
        };
    }

    private static Mask ofItems(Mask mask, List<?> items) {
        return items.isEmpty() ? mask : Derived.of(mask, items.getFirst().getClass());
    }
}
