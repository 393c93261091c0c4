/** What people and agents are handed: told on {@code byteor.access} by every part that hands out payloads, before it does. */
@NullMarked
package io.byteor.schemas.access;

import org.jspecify.annotations.NullMarked;
