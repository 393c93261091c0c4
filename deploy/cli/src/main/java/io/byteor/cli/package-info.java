/** The {@code byteor} command: thin verbs over HTTP, and the launcher behind {@code up} and {@code demo}. */
@NullMarked
package io.byteor.cli;

import org.jspecify.annotations.NullMarked;
