package io.byteor.audit.intake.postgres;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.byteor.schemas.audit.AuditEvents;
import io.byteor.schemas.digest.CanonicalJson;
import io.byteor.schemas.event.CapturedLane;
import io.byteor.schemas.event.CapturedSegment;
import io.byteor.schemas.event.EscalationNote;
import io.byteor.schemas.event.Finding;
import io.byteor.schemas.event.RefusedVote;
import io.byteor.schemas.event.Revocation;
import io.byteor.schemas.event.Vote;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The parts of facts that are kept as JSON text, as the query API hands them out. */
final class FactJson {
    private static final JsonMapper MAPPER = CanonicalJson.mapper();

    private FactJson() {}

    static String findings(List<Finding> findings) {
        return CanonicalJson.write(
                MAPPER.valueToTree(findings.stream().map(AuditEvents::text).toList()));
    }

    static String votes(List<Vote> votes) {
        ArrayNode array = MAPPER.createArrayNode();
        for (Vote vote : votes) {
            array.addObject()
                    .put("voter", AuditEvents.text(vote.getVoter()))
                    .put("vote", vote.getApprove() ? "approve" : "reject")
                    .put("reason", vote.getReason())
                    .put("ticket", vote.getTicket())
                    .put("at", vote.getAt().toString());
        }
        return CanonicalJson.write(array);
    }

    static String refusedVotes(List<RefusedVote> refusals) {
        ArrayNode array = MAPPER.createArrayNode();
        for (RefusedVote refusal : refusals) {
            array.addObject()
                    .put("voter", AuditEvents.text(refusal.getVoter()))
                    .put("vote", refusal.getApprove() ? "approve" : "reject")
                    .put("code", refusal.getCode())
                    .put("reason", refusal.getReason())
                    .put("count", refusal.getCount())
                    .put("firstAt", refusal.getFirstAt().toString())
                    .put("lastAt", refusal.getLastAt().toString());
        }
        return CanonicalJson.write(array);
    }

    static @Nullable String revocation(@Nullable Revocation revocation) {
        return revocation == null
                ? null
                : CanonicalJson.write(MAPPER.createObjectNode()
                        .put("by", AuditEvents.text(revocation.getBy()))
                        .put("reason", revocation.getReason())
                        .put("ticket", revocation.getTicket())
                        .put("at", revocation.getAt().toString()));
    }

    static @Nullable String note(@Nullable EscalationNote note) {
        return note == null
                ? null
                : CanonicalJson.write(MAPPER.createObjectNode()
                        .put("by", AuditEvents.text(note.getBy()))
                        .put("note", note.getNote())
                        .put("at", note.getAt().toString()));
    }

    static String lanes(List<CapturedLane> lanes) {
        ArrayNode array = MAPPER.createArrayNode();
        for (CapturedLane lane : lanes) {
            array.addObject()
                    .put("name", lane.getName())
                    .put("direction", lane.getDirection().name().toLowerCase(Locale.ROOT))
                    .put("segments", lane.getSegments().size())
                    .put(
                            "records",
                            lane.getSegments().stream()
                                    .mapToLong(CapturedSegment::getRecords)
                                    .sum());
        }
        return CanonicalJson.write(array);
    }
}
