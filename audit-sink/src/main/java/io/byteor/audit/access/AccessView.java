package io.byteor.audit.access;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One access.
 *
 * @param person issuer, {@code #}, subject
 * @param kind audit, receipt, export, bundle or bundle_file
 * @param replayId the one replay that it is of
 * @param bundleId the one bundle that it is of
 * @param asked what was asked for
 * @param environments that the answer could be from; {@code *} for all
 * @param answeredFrom as of what the store answered; null of a bundle, which never changes
 * @param masked paths of what was hidden from the reader
 * @param finishedAt null while it is under way, and for good where the service ended before it did
 * @param sha256 of all bytes, with its prefix; null where not all of them went out
 * @param outcome completed, cut or failed; null as long as {@code finishedAt} is
 * @param code why it failed; null where it did not
 */
public record AccessView(
        String accessId,
        String person,
        List<String> roles,
        String kind,
        Object asked,
        @Nullable String replayId,
        @Nullable String bundleId,
        List<String> environments,
        @Nullable Object answeredFrom,
        List<String> masked,
        Instant beganAt,
        @Nullable Instant finishedAt,
        @Nullable Long rows,
        @Nullable Long bytes,
        @Nullable String sha256,
        @Nullable String outcome,
        @Nullable String code) {}
