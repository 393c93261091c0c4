/** Replay requests: their JSON form, their ids, and the digests that bind approvals and dry-runs to what was asked. */
@NullMarked
package io.byteor.validator.request;

import org.jspecify.annotations.NullMarked;
