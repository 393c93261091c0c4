/** Judging bundles that nobody need be trusted for: verdicts on a bundle or any other bag, and warnings before a replay. */
@NullMarked
package io.byteor.cli.verify;

import org.jspecify.annotations.NullMarked;
