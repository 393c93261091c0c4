/** {@code byteor incident} and {@code byteor bundle}: what was recorded of incidents and of the bundles captured of them. */
@NullMarked
package io.byteor.cli.incident;

import org.jspecify.annotations.NullMarked;
