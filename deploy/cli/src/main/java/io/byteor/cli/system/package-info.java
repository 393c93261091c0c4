/** The verbs up, status and down: the whole system on this machine. */
@NullMarked
package io.byteor.cli.system;

import org.jspecify.annotations.NullMarked;
