/** {@code byteor approval}: asking for the approval of one very request, voting on it, revoking it. */
@NullMarked
package io.byteor.cli.approval;

import org.jspecify.annotations.NullMarked;
