/**
 * Account of what was handed to whom: every reading of payloads and every export leaves a record, which is there before the first
 * byte goes out. Those of this service are told by an {@link io.byteor.audit.access.AccessLog} and taken by the intake, as those of
 * others are.
 */
@NullMarked
package io.byteor.audit.access;

import org.jspecify.annotations.NullMarked;
