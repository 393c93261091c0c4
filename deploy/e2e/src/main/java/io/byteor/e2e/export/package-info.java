/** What analysts take elsewhere is what the audit store holds. */
@NullMarked
package io.byteor.e2e.export;

import org.jspecify.annotations.NullMarked;
