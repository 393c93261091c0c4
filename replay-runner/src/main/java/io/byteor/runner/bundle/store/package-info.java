/** The artifact store as the source of a replay's bundles. */
@NullMarked
package io.byteor.runner.bundle.store;

import org.jspecify.annotations.NullMarked;
