/** The query API below /audit/v1. */
@NullMarked
package io.byteor.audit.http;

import org.jspecify.annotations.NullMarked;
