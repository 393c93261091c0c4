package io.byteor.validator.environment;

import io.byteor.schemas.json.JsonFields;
import io.byteor.schemas.json.JsonForm;
import io.byteor.schemas.target.TargetAddress;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** One environment's registry entry. Immutable. */
public record Environment(String name, Posture posture, SortedMap<String, TargetAddress> targets) {
    public Environment {
        targets = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(targets));
    }

    /**
     * Reads the entry; durations are ISO 8601, what is left out has a finite default.
     *
     * @throws io.byteor.schemas.error.ByteorException REQUEST_INVALID with the JSON Pointer of what is wrong or unknown
     */
    public static Environment parse(JsonFields fields) {
        String name = fields.name("name");
        Posture posture = Posture.parse(fields.object("posture"));
        SortedMap<String, TargetAddress> targets = new TreeMap<>();
        for (Map.Entry<String, JsonFields> target :
                fields.objectsByName("targets").entrySet()) {
            targets.put(target.getKey(), TargetAddress.parse(target.getValue()));
        }
        fields.end();
        return new Environment(name, posture, targets);
    }

    /** The entry with every default written out. */
    public JsonForm json() {
        JsonForm addresses = new JsonForm();
        targets.forEach((target, address) -> addresses.put(target, address.json()));
        return new JsonForm().put("name", name).put("posture", posture.json()).put("targets", addresses);
    }
}
