/** What people do about escalations. */
@NullMarked
package io.byteor.validator.gateway.escalation;

import org.jspecify.annotations.NullMarked;
