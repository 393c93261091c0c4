/** Incident bundles on the command line: made from files, uploaded, shown. What makes them knows no network. */
@NullMarked
package io.byteor.cli.capture;

import org.jspecify.annotations.NullMarked;
