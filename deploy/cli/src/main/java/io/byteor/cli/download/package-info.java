/** {@code byteor incident-bundle download}: what is stored, on this machine, held against the bundle's id. */
@NullMarked
package io.byteor.cli.download;

import org.jspecify.annotations.NullMarked;
