/**
 * Account of what was handed to whom: every reading of payloads and every export leaves a record, which is there before the first
 * byte goes out. Technology stands behind {@link io.byteor.audit.access.AccessLog}.
 */
@NullMarked
package io.byteor.audit.access;

import org.jspecify.annotations.NullMarked;
