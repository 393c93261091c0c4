/** Bundles and archives as somebody makes them who means harm. */
@NullMarked
package io.byteor.e2e.attack.bundle;

import org.jspecify.annotations.NullMarked;
