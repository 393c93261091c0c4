/** What all verbs share: options, the way to the system as the right principal, and how failures end the command. */
@NullMarked
package io.byteor.cli.verb;

import org.jspecify.annotations.NullMarked;
