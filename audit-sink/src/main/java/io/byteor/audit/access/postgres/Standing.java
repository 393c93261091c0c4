package io.byteor.audit.access.postgres;

/** As of what the store answers: the first offset of each partition that it had not taken yet. */
public final class Standing {
    /** An expression of type text: a JSON object, of the snapshot of the statement that it stands in. */
    public static final String SQL = """
            (SELECT json_build_object('offsets', coalesce(json_object_agg(topic, partitions ORDER BY topic), '{}'::json))::text
             FROM (SELECT topic, json_object_agg(partition, next ORDER BY partition) AS partitions
                   FROM sink_offset GROUP BY topic) AS topics)""";

    private Standing() {}
}
