package io.byteor.audit.http.mask;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.byteor.audit.http.incident.IncidentWithTimeline;
import io.byteor.audit.incident.Happening;
import io.byteor.audit.incident.IncidentView;
import io.byteor.audit.mask.Mask;
import io.byteor.audit.query.Page;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is shown of an incident, which is made of many documents: it is a document by itself, and so is each thing that happened to
 * it. What such a thing tells of another document, under names of its own, is hidden where that document hides it.
 */
final class MaskedIncident {
    private final ObjectMapper json;

    MaskedIncident(ObjectMapper json) {
        this.json = json;
    }

    /** What is shown of all of it; rules that take the answer itself for the document hold too. */
    String shown(Mask mask, IncidentWithTimeline answer) throws JsonProcessingException {
        String incident = Derived.of(mask, IncidentView.class).document(json.writeValueAsString(answer.incident()));
        String timeline = mask.page(json.writeValueAsString(told(mask, answer.timeline())));
        return mask.document("{\"incident\":%s,\"timeline\":%s}".formatted(incident, timeline));
    }

    private Page<ObjectNode> told(Mask mask, Page<Happening> timeline) {
        Map<String, Set<String>> hidden = new HashMap<>();
        List<ObjectNode> things = timeline.items().stream()
                .map(happening -> {
                    ObjectNode thing = json.valueToTree(happening);
                    hidden.computeIfAbsent(happening.kind(), kind -> ToldFrom.hidden(kind, mask))
                            .forEach(thing::putNull);
                    return thing;
                })
                .toList();
        return new Page<>(things, timeline.next());
    }
}
