/** {@code byteor audit}: whether what the audit store holds is what it took, here or where nothing of it runs. */
@NullMarked
package io.byteor.cli.audit;

import org.jspecify.annotations.NullMarked;
