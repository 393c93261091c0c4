package io.byteor.audit.http.mask;

import io.byteor.audit.access.AccessView;
import io.byteor.audit.incident.IncidentView;
import io.byteor.audit.mask.Mask;
import io.byteor.audit.query.ReplayView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Members of answers that follow from members of another name: by their paths, what they follow from, as documents that hold nothing
 * else. Where that is hidden, so are they.
 */
public final class Derived {
    /** The member of an access that is a document of its own: the parameters that were asked by. */
    private static final String ASKED = "asked";

    private static final Map<Class<?>, Map<String, String>> MEMBERS = Map.of(
            ReplayView.class, Map.of("$.state", "{\"outcome\":\"\",\"decision\":\"\",\"stored\":0}"),
            IncidentView.class,
                    Map.of(
                            "$.environments", member("environment"),
                            "$.agents", member("agentId"),
                            "$.pipelines", member("pipeline"),
                            "$.firstCapturedAt", member("capturedAt"),
                            "$.lastCapturedAt", member("capturedAt"),
                            "$.approvedAt", "{\"decidedAt\":\"\",\"decision\":\"\"}"),
            AccessView.class, ofAccesses());

    private Derived() {}

    private static Map<String, String> ofAccesses() {
        Map<String, String> members = new HashMap<>(Map.of("$.environments", member("environment")));
        AskedBy.OTHERS.forEach((parameter, document) -> members.put("$." + ASKED + "." + parameter, document));
        return Map.copyOf(members);
    }

    private static String member(String name) {
        return "{\"%s\":\"\"}".formatted(name);
    }

    /** The mask of such views: what the mask hides of documents, and what follows from that. */
    public static Mask of(Mask mask, Class<?> view) {
        if (mask.isClear()) {
            return mask;
        }
        List<String> members = MEMBERS.getOrDefault(view, Map.of()).entrySet().stream()
                .filter(member -> mask.hidesOf(member.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        Mask all = mask.and(members);
        return view == AccessView.class ? all.andOf(ASKED) : all;
    }
}
