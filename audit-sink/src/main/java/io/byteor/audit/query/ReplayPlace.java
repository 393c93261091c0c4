package io.byteor.audit.query;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What has to be known of a replay before anything of it is read.
 *
 * @param environment null until its request, a decision or its audit has arrived
 * @param settled whether a decision or its audit has arrived
 * @param day whose partition has its actions
 */
public record ReplayPlace(String replayId, @Nullable String environment, boolean settled, LocalDate day) {}
