package io.byteor.audit.stats;

import io.byteor.schemas.audit.Wording;

/** A span of time that totals are taken over, in UTC; weeks begin on Monday. */
public enum Bucket implements Wording {
    HOUR,
    DAY,
    WEEK,
    MONTH
}
