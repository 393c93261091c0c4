package io.byteor.audit.access;

import io.byteor.audit.query.Reach;
import io.byteor.schemas.access.AccessKind;
import io.byteor.schemas.json.JsonForm;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is about to be handed out.
 *
 * @param asked what was asked for, as a JSON object
 * @param replayId the one replay that it is of; null for several
 * @param bundleId the one bundle whose replays it is of; null for several
 * @param reach environments that the answer can be from
 * @param answeredFrom as of what the store answers, as a JSON object; null for as it stands
 * @param masked paths of what is hidden from the reader
 */
public record Access(
        Reader reader,
        AccessKind kind,
        String asked,
        @Nullable String replayId,
        @Nullable String bundleId,
        Reach reach,
        @Nullable String answeredFrom,
        List<String> masked) {
    public Access {
        masked = List.copyOf(masked);
    }

    /**
     * Of one document about one replay, as it stands.
     *
     * @param environment the replay's; null or empty where none is known
     */
    public static Access ofReplay(
            Reader reader, AccessKind kind, String replayId, @Nullable String environment, List<String> masked) {
        Reach reach = environment == null || environment.isEmpty() ? Reach.ALL : Reach.of(Set.of(environment));
        String asked = new JsonForm().put("replayId", replayId).canonical();
        return new Access(reader, kind, asked, replayId, null, reach, null, masked);
    }
}
