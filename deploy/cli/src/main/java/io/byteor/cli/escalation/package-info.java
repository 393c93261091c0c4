/** {@code byteor escalation}: what people have to look at, and what they say about it. */
@NullMarked
package io.byteor.cli.escalation;

import org.jspecify.annotations.NullMarked;
