package io.byteor.audit.export;

import io.byteor.audit.query.Wanted;
import io.byteor.schemas.json.JsonForm;
import java.util.Map;

/**
 * Which rows, and as what.
 *
 * @param wanted the actions; of an export of replays, what it says of these alone
 * @param asked the conditions as they were asked for, by their names
 */
public record ExportQuery(Subject of, Format format, Wanted.Actions wanted, Map<String, String> asked) {
    public ExportQuery {
        asked = Map.copyOf(asked);
    }

    /** What was asked for, as a JSON object. */
    String document() {
        JsonForm document = new JsonForm();
        asked.forEach(document::put);
        return document.put("of", of.text()).put("format", format.text()).canonical();
    }
}
