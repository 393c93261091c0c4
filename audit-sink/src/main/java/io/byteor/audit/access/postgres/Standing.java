package io.byteor.audit.access.postgres;

/** As of what the store answers: the first offset of each partition that it had not taken yet. */
public final class Standing {
    /** An expression of type text: a JSON object, of the snapshot of the statement that it stands in. */
    public static final String SQL = """
            (SELECT json_build_object('offsets', coalesce(
                 json_object_agg(topic || '-' || partition, next ORDER BY topic, partition), '{}'::json))::text
             FROM sink_offset)""";

    private Standing() {}
}
